"""What every template may read."""


def site(request):
    return {
        "elder": request.COOKIES.get("elder") == "1",
        "my_village_code": request.COOKIES.get("village", ""),
    }
