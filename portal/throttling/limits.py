"""Rate limits."""


def client_of(request):
    return request.META.get("REMOTE_ADDR", "")
