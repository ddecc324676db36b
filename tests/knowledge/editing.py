"""What the browsers of editor and reviewer send to the admin."""

import uuid

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from knowledge.blocks.article import TEXT_FEATURES
from tests.factories.knowledge import StatuteFactory


def listed(*values):
    """What the browser sends for a block that is a list."""
    rows = {str(n): {"deleted": "", "order": n, "value": row} for n, row in enumerate(values)}
    return {"count": len(values), **rows}


def story(text="<p>二十个人的工钱，一分没给。</p>"):
    return rich_text(text, features=TEXT_FEATURES)


def case(*more, without=()):
    """What the browser sends for a case that may be published, and ``more``; without some."""
    blocks = [
        ("story", story()),
        ("law", {"statute": StatuteFactory().pk, "plain_words": ""}),
        ("steps", listed({"title": "先去劳动监察", "text": ""})),
    ]
    return stream([row for row in blocks if row[0] not in without] + list(more))


def stream(blocks):
    """Blocks with the identities that the browser gives them."""
    sent = streamfield(blocks)
    for place in range(len(blocks)):
        sent[str(place)]["id"] = str(uuid.uuid4())
    return sent


def typed(article, **changes):
    """What the browser sends from the article's edit form."""
    facts = {
        "title": article.title,
        "slug": article.slug,
        "topic": getattr(article, "topic_id", ""),
        "body": case(),
        "is_deidentified": "on",
        "comments": inline_formset([]),
        "summary": "",
        **changes,
    }
    return nested_form_data(facts)


def send(client, user, article, action, **changes):
    client.force_login(user)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    answer = client.post(url, typed(article, **changes) | {action: "1"})
    article.refresh_from_db()
    return answer


def decide(client, user, article, decision, comment=""):
    """Approve or reject the task that waits at the article."""
    client.force_login(user)
    state = article.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, decision, state.pk])
    answer = client.post(url, {"comment": comment})
    article.refresh_from_db()
    return answer
