"""Logs as JSON lines."""

import logging


class JsonFormatter(logging.Formatter):
    pass
