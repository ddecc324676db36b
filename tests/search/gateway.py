"""A gateway before a real server that can be made to refuse, be silent, late, slow or failing."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

TROUBLES = {
    "killed": lambda gateway: gateway.refuse(),
    "silent": lambda gateway: setattr(gateway, "mode", "silent"),
    "late": lambda gateway: setattr(gateway, "mode", "late"),
    "failing": lambda gateway: setattr(gateway, "mode", "failing"),
}
DELAYS = {"late": 10, "slow": 0.9}  # seconds
FAILURE = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"


class Gateway:
    """Relays bytes between clients and ``target`` as its ``mode`` says; open at first."""

    def __init__(self, target: str):
        parts = urlsplit(target)
        self.target = (parts.hostname, parts.port)
        self.mode = "open"
        self.questions = 0  # pieces of data that came from clients
        self._connections: list[socket.socket] = []
        self._listen(0)
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def refuse(self):
        """Close every connection and take no other, as when the server was killed."""
        self.mode = "refusing"
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def reopen(self):
        """Let all through again."""
        if self.mode == "refusing":
            self._listen(urlsplit(self.address).port)
        self.mode = "open"

    def _listen(self, port):
        self._listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener):
        with suppress(OSError):  # closed
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(self.target)
                self._connections += [client, server]
                for way in ((client, server), (server, client)):
                    threading.Thread(target=self._relay, args=way, daemon=True).start()

    def _relay(self, source, sink):
        with suppress(OSError), source, sink:
            is_question = sink.getpeername() == self.target
            while data := source.recv(65536):
                self.questions += is_question
                if self.mode == "failing" and is_question:
                    source.sendall(FAILURE)
                    continue
                if self.mode in DELAYS and is_question:
                    time.sleep(DELAYS[self.mode])
                while self.mode == "silent":
                    time.sleep(0.02)
                sink.sendall(data)
