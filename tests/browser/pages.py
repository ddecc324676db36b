"""Every public page once: what axe, the scales and the camera look at.

Pages whose address depends on what is in the county are found by following links, so the list
holds for every portal, not only for the demo.
"""

import re
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote

KB = 1024


@dataclass(frozen=True)
class Page:
    """``budget``: bytes on the wire at the first visit, in at most ``requests`` requests."""

    name: str
    path: str = ""
    budget: int = 60 * KB
    requests: int = 8
    found_on: str = ""
    link: str = ""


PAGES = (
    Page("home", "/"),
    Page("villages", "/villages/"),
    Page("villages-found", "/villages/?q=hui"),
    Page("villages-not-found", "/villages/?q=zzzz"),
    Page("township", found_on="villages", link=r"/villages/\d{12}/"),
    Page("village", found_on="township", link=r"/v/\d{12}/"),
    Page("card", budget=60 * KB, found_on="village", link=r"/v/\d{12}/card/"),
    Page("offices", "/offices/"),
    Page("offices-near", found_on="village", link=r"/offices/\?village=\d{12}"),
    Page("open-data", "/open-data/", budget=40 * KB),
    Page("standard", "/about/"),
    Page("advisers", "/advisers/", budget=80 * KB, requests=30),  # twenty portraits
    Page("advisers-narrowed", "/advisers/?kind=lawyer&q=zzzz"),
    Page("adviser", found_on="advisers", link=r"/advisers/\d+/"),
    Page("certificate", found_on="adviser", link=r"/certificates/[^/\"]+/"),
    Page("certificate-unknown", "/certificates/0/", budget=40 * KB),
    Page("join", "/join/", budget=40 * KB),
    Page("join-status", "/join/status/", budget=40 * KB),
    Page("learn", "/learn/"),
    Page("topic", found_on="learn", link=r"/learn/topics/[a-z-]+/"),
    Page("situation", found_on="home", link=r"/learn/[^/\"]+/"),
    Page("tag", found_on="learn", link=r"/learn/tags/[^/\"]+/"),
    Page("news", "/news/"),
    Page("news-story", budget=100 * KB, found_on="news", link=r"/news/[^/\"]+/"),  # with a picture
    Page("article", budget=50 * KB, found_on="tag", link=r"/learn/(?!topics/|tags/)[^/\"]+/"),
    Page("laws", "/laws/"),
    Page("laws-found", f"/laws/?q={quote('民法')}"),
    Page("laws-not-found", "/laws/?q=zzzz"),
    Page("law", found_on="laws-found", link=r"/laws/\d+/"),
    Page("statute", found_on="law", link=r"/laws/\d+/\d+/"),
    Page("lectures", "/lectures/"),
    Page("lectures-month", "/lectures/?view=month"),
    Page("lectures-nothing", "/lectures/?quarter=2031-1"),
    Page("lectures-not-found", "/lectures/?q=zzzz"),
    Page("lectures-subscribe", "/lectures/subscribe/"),
    Page("lecture", found_on="lectures", link=r"/lectures/\d+/"),
    Page("lecture-sign-up", budget=40 * KB, found_on="lecture", link=r"/lectures/\d+/sign-up/"),
    Page("lecture-poster", found_on="lecture", link=r"/lectures/\d+/poster/"),
    Page("search", f"/search/?q={quote('工钱')}"),
    Page("search-nothing", "/search/?q=zzzzqqqq"),
    Page("ask", "/ask/", budget=40 * KB),
    Page("complaint", "/ask/complaint/", budget=40 * KB),
    Page("ask-village", "/ask/village/", budget=40 * KB),
    Page("my", "/my/", budget=40 * KB),
    Page("login", "/desk/login/", budget=40 * KB),
    Page("not-found", "/there-is-no-such-page/", budget=40 * KB),
)
BY_NAME = {page.name: page for page in PAGES}
NAMES = list(BY_NAME)


def addresses(portal: str) -> dict[str, str]:
    """Return ``{name: path}`` of every page of the portal at the address ``portal``."""
    paths: dict[str, str] = {}
    for page in PAGES:
        paths[page.name] = page.path or _first_link(portal + paths[page.found_on], page)
    return paths


def _first_link(url, page):
    with urllib.request.urlopen(url, timeout=20) as answer:
        html = answer.read().decode()
    found = re.search(f'href="({page.link})"', html)
    if found is None:
        raise LookupError(f"No link to {page.name} on {url}")
    return found[1]
