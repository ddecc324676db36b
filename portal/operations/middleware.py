"""Middleware of every request: its id, its headers, and the policy of its path."""


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class HeadersMiddleware(RequestIdMiddleware):
    pass


class PathPolicyMiddleware(RequestIdMiddleware):
    pass
