"""Turn law cards that carried their own words into records; give held lectures an outline.

A card held the name of a law, an article number and the words. The words now live in the statute
records, once for all cards; what the cards said becomes the first records, so nothing is lost.
A lecture that was held before outlines were asked for gets its title and description as one.
"""

import json
import re

from django.db import migrations
from django.db.models import TextField
from django.db.models.functions import Cast

NUMBER = re.compile(r"第([零〇一二两三四五六七八九十百千0-9]+)条(?:之([一二三四五六七八九十]+))?")
DIGITS = {**{word: value for value, word in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
KINDS = [("最高人民", "interpretation"), ("解释", "interpretation"), ("条例", "regulation")]


def forwards(apps, schema_editor):
    for page_id, raw in bodies(apps.get_model("knowledge.ArticlePage")):
        blocks, changed = convert(json.loads(raw), apps)
        if changed:
            write(apps, page_id, blocks)
    convert_revisions(apps)
    outline_held_lectures(apps)


def bodies(model):
    rows = model.objects.annotate(raw=Cast("body", TextField())).values_list("pk", "raw")
    return [(pk, raw) for pk, raw in rows.order_by() if raw]


def write(apps, page_id, blocks):
    model = apps.get_model("knowledge.ArticlePage")
    body = model._meta.get_field("body").to_python(json.dumps(blocks))
    model.objects.filter(pk=page_id).update(body=body)


def convert_revisions(apps):
    kinds = apps.get_model("contenttypes.ContentType").objects
    kind = kinds.filter(app_label="knowledge", model="articlepage").first()
    revisions = apps.get_model("wagtailcore.Revision").objects.filter(content_type=kind)
    for revision in revisions.iterator() if kind else ():
        blocks, changed = convert(json.loads(revision.content.get("body") or "[]"), apps)
        if changed:
            revision.content["body"] = json.dumps(blocks)
            revision.save(update_fields=["content"])


def convert(blocks, apps):
    """Return the blocks with every old card turned into a new one, and whether any was."""
    changed = False
    for block in blocks:
        if block["type"] == "law" and "statute" not in block["value"]:
            block["value"], changed = new_card(block["value"], apps), True
    return blocks, changed


def new_card(card, apps):
    statute = record(card, apps)
    return {"statute": statute and statute.pk, "plain_words": card.get("plain_words", "")}


def record(card, apps):
    match = NUMBER.search(card.get("article", ""))
    if not match:
        return None
    law, _ = apps.get_model("knowledge.Law").objects.get_or_create(
        name=law_name(card["law"]), defaults={"kind": kind_of(card["law"])}
    )
    statute, _ = apps.get_model("knowledge.Statute").objects.get_or_create(
        law=law,
        number=value_of(match[1]),
        branch=value_of(match[2] or ""),
        defaults={"text": card["text"], "source": card.get("source", "")[:200]},
    )
    return statute


def law_name(typed):
    name = typed.strip().removeprefix("《").removesuffix("》")
    return name.replace("中华人民共和国", "").replace("〈", "《").replace("〉", "》")[:200]


def kind_of(name):
    return next((kind for part, kind in KINDS if part in name), "law")


def value_of(words):
    if words.isdigit():
        return int(words)
    total = digit = 0
    for word in words:
        if word in UNITS:
            total, digit = total + (digit or 1) * UNITS[word], 0
        else:
            digit = DIGITS[word]
    return total + digit


def outline_held_lectures(apps):
    for lecture in apps.get_model("knowledge.Lecture").objects.filter(status="held", outline=None):
        text = "\n".join(filter(None, [lecture.title, lecture.summary]))
        lecture.outline = apps.get_model("knowledge.Outline").objects.create(text=text)
        lecture.save(update_fields=["outline"])


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0003_learning_tables"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
