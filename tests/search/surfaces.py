"""Every place where a word of the search, or of what it finds, can come to light."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from pypinyin import Style, lazy_pinyin

from directory.models import Topic
from knowledge.models import NewsPage
from portal.search.engines import engine
from portal.search.models import Suggestion
from portal.search.ranking import LABELS
from tests.search.canaries import COMMON

QUERIES = [COMMON, f"“{COMMON}”", "金丝", "金", "jinsique", "jsq"]
PREFIXES = ["金", COMMON, "j", "jin", "jinsique", "jsq"]


def spelt(word):
    """Return ``word`` and how it may be typed: pinyin, initials."""
    return [
        word,
        *("".join(lazy_pinyin(word, style=s)) for s in (Style.NORMAL, Style.FIRST_LETTER)),
    ]


def text_of(hit):
    """Return all that a hit can show."""
    shown = unmarked(f"{hit.title_html} {hit.snippet}")
    return f"{hit.title} {hit.body} {shown} {hit.url} {dict(hit.facets)}"


def unmarked(html):
    """Return ``html`` without the marks that stand around, and within, what was searched for."""
    return html.replace("<mark>", "").replace("</mark>", "")


def in_the_index():
    """Return what the index and the table of suggestions hold, and what lies on the disk."""
    index = engine()
    hits = index.load(index.named([key for key, _ in index.stored()]), ())
    rows = [str(row) for row in Suggestion.objects.values_list()]
    folder = Path(settings.SEARCH_INDEX_DIR)
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    disk = b"".join(files).decode("utf-8", "replace")
    return {"index": "\n".join(map(text_of, hits)), "suggestions": "\n".join(rows), "disk": disk}


def result_pages(client):
    """Return address → text of the results for what all canaries share, however narrowed."""
    seen, waiting = {}, [f"/search/?q={query}" for query in QUERIES]
    waiting += [f"/search/?q={COMMON}&type={kind}" for kind in LABELS]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address, follow=True)
        seen[address] = unmarked(answer.content.decode())
        if answer.redirect_chain:
            continue
        if "sort=" not in address:
            waiting.append(f"{address}&sort=date")
        if "page=" not in address:
            last = answer.context["results"].pages
            waiting += [f"{address}&page={number}" for number in range(2, last + 1)]
        if address == f"/search/?q={COMMON}":
            facets = answer.context["facets"]
            waiting += [f"/search/{row.address}" for facet in facets for row in facet.choices]
    return seen


def suggested(client, words):
    """Return address → what the box offers for beginnings and for each of ``words`` typed whole."""
    typed = [*PREFIXES, *(way for word in words for way in spelt(word))]
    addresses = [f"/search/suggest/?q={prefix}" for prefix in typed]
    return {address: str(client.get(address).json()) for address in addresses}


def found_for(words):
    """Return word → the texts of all that a search for it, and "similar" to it, bring up."""
    found = {}
    for word in words:
        results = engine().search(word, size=50)
        hits = [*results.hits, *results.suggestion, *engine().similar(word, tuple(LABELS), 50)]
        found[word] = "\n".join(map(text_of, hits)) + str(results.facets)
    return found


def on_the_ask_form(client, village):
    """Return the page of the ask flow that shows similar answers to a question."""
    client.post(reverse("consultations:ask_start"), {"village": village.code})
    question = {"question": f"{COMMON}怎么办？"}
    assert client.post(reverse("consultations:ask_question"), question).status_code == 302
    address = reverse("consultations:ask_topic")
    return {address: client.get(address).content.decode()}


def feeds():
    """Return the addresses of every feed and calendar and of the sitemap."""
    topics = [f"/feed/topics/{slug}/" for slug in Topic.objects.values_list("slug", flat=True)]
    kinds = [f"/feed/news/{kind}/" for kind in NewsPage.Kind.values]
    return ["/feed/", "/feed/cases/", "/feed/news/", *kinds, *topics, "/lectures.ics"]


def public_pages(client):
    """Return address → text of the sitemap, the feeds and every page that the sitemap names."""
    texts = {
        address: client.get(address).content.decode() for address in ["/sitemap.xml", *feeds()]
    }
    for line in texts["/sitemap.xml"].split("<loc>")[1:]:
        address = "/" + line.partition("</loc>")[0].split("/", 3)[3]
        answer = client.get(address)
        assert answer.status_code == 200, address
        texts[address] = answer.content.decode()
    return texts
