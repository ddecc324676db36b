"""The header contract: every class of answer carries every header."""

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.operations.urls")]

CONTRACT = {
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Cache-Control",
    "X-Request-ID",
}
PATHS = {
    "/plain/": 200,
    "/stream/": 200,
    "/redirect/": 302,
    "/not-modified/": 304,
    "/plain": 301,
    "/refused/": 403,
    "/missing/": 404,
    "/no/such/page/": 404,
    "/too-large/": 413,
    "/teapot/": 418,
    "/too-many/": 429,
    "/crash/": 500,
    "/healthz": 200,
    "/readyz": 200,
    "/static/no-such-file.css": 404,
    "/media/no-such-file.jpg": 404,
    "/cms/": 302,
    "/cms/login/": 200,
    "/cms/no/such/": 302,
}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def directives(response):
    policy = response["Content-Security-Policy"]
    return {
        name: rest for name, _, rest in (part.strip().partition(" ") for part in policy.split(";"))
    }


def gaps(response):
    return CONTRACT - set(response.headers)


@pytest.mark.parametrize(("path", "status"), PATHS.items())
def test_every_class_of_answer_carries_every_header(path, status, client):
    response = client.get(path)
    assert response.status_code == status
    assert gaps(response) == set()


@pytest.mark.parametrize("path", ["/plain/", "/crash/", "/missing/", "/healthz", "/cms/"])
@pytest.mark.parametrize("method", METHODS)
def test_with_every_method(path, method, client):
    assert gaps(client.generic(method, path)) == set()


def test_a_refused_host_and_a_missing_token(client):
    assert client.get("/plain/", headers={"host": "evil.example"}).status_code == 400
    assert gaps(client.get("/plain/", headers={"host": "evil.example"})) == set()
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    refused = strict.post("/plain/")
    assert refused.status_code == 403
    assert gaps(refused) == set()


def test_every_route_without_arguments(client):
    """The whole URL map, as a stranger: no gap, and no server error."""
    for path in plain_paths():
        response = client.get(path)
        assert gaps(response) == set(), path


def plain_paths(patterns=None, prefix="/"):
    if patterns is None:
        patterns = get_resolver("portal.urls").url_patterns
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if "<" in route or "(" in route or "^" in route:
            continue
        if hasattr(pattern, "url_patterns"):
            yield from plain_paths(pattern.url_patterns, route)
        else:
            yield route


def test_the_url_map_is_walked():
    assert {"/healthz", "/readyz", "/cms/login/"} <= set(plain_paths())


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31536000)
def test_the_redirect_to_https_and_the_promise_to_stay_there(client):
    redirect = client.get("/plain/")
    assert redirect.status_code == 301
    assert gaps(redirect) == set()
    secure = client.get("/plain/", secure=True)
    assert "max-age=31536000" in secure["Strict-Transport-Security"]


def test_nothing_is_stored_unless_the_view_says_so(client):
    assert client.get("/plain/")["Cache-Control"] == "private, no-store"
    assert client.get("/crash/")["Cache-Control"] == "private, no-store"
    assert client.get("/public/")["Cache-Control"] == "public, max-age=60"


def test_pictures_may_be_stored(client, settings):
    from pathlib import Path

    folder = Path(settings.MEDIA_ROOT) / "images"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(b"png")
    with override_settings(MEDIA_ROOT=settings.MEDIA_ROOT):
        missing = client.get("/media/images/none.png")
    assert missing["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/ask/plain/", "/my/plain/", "/desk/plain/", "/cms/plain/"])
def test_private_pages_are_not_for_search_engines(path, client):
    assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/plain/")


@pytest.mark.parametrize("path", ["/plain/", "/ask/plain/", "/desk/plain/", "/crash/", "/cmsx/"])
def test_the_public_policy_is_strict(path, client):
    response = client.get(path)
    policy = directives(response)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "http" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_the_admin_may_use_inline_scripts_but_not_frames(client):
    response = client.get("/cms/plain/")
    policy = directives(response)
    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"


def test_only_the_admins_preview_may_be_framed_and_only_by_us(client):
    preview = client.get("/cms/preview/")
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert directives(preview)["frame-ancestors"] == "'self'"
    outside = client.get("/preview/")
    assert outside["X-Frame-Options"] == "DENY"
    assert directives(outside)["frame-ancestors"] == "'none'"


def test_a_previewed_page_keeps_its_own_policy_and_may_be_framed_by_us(client):
    preview = client.get("/cms/preview-of-page/")
    assert directives(preview)["frame-ancestors"] == "'self'"
    assert "unsafe" not in preview["Content-Security-Policy"]


def test_one_answer_does_not_loosen_the_next(client):
    client.get("/cms/preview/")
    assert "unsafe" not in client.get("/plain/")["Content-Security-Policy"]
    assert directives(client.get("/cms/plain/"))["frame-ancestors"] == "'none'"


def test_the_referrer_stays_on_the_site_so_that_forms_work(client):
    assert client.get("/ask/plain/")["Referrer-Policy"] == "same-origin"
