"""Lay the sections 学法 and 动态 below the home page, and tell each door what stands below it."""

import json

from django.db import migrations
from django.utils import timezone

SECTIONS = (
    ("articleindexpage", "学法", "learn", "看看跟您差不多的事，别人是怎么办的。"),
    ("newsindexpage", "动态", "news", "法律顾问们在忙什么，有什么好做法，有什么可以下载。"),
)
DOORS = {"/ask/": "ask", "/learn/": "learn", "/mediation/": "mediate", "/legal-aid/": "aid"}
STEP = 4  # characters of a page's path for each level
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def lay_sections(apps, schema_editor):
    for home in apps.get_model("home.HomePage").objects.all():
        for kind, title, slug, summary in SECTIONS:
            model = apps.get_model("knowledge", kind)
            below = apps.get_model("wagtailcore.Page").objects.filter(
                depth=home.depth + 1, path__startswith=home.path
            )
            if not model.objects.exists() and not below.filter(slug=slug).exists():
                lay(apps, model, home, below, title=title, slug=slug, summary=summary)


def lay(apps, model, home, below, *, title, slug, summary):
    types, now = apps.get_model("contenttypes.ContentType").objects, timezone.now()
    last = below.order_by("path").values_list("path", flat=True).last() or home.path + "0" * STEP
    model.objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        summary=summary,
        content_type=types.get_or_create(app_label="knowledge", model=model._meta.model_name)[0],
        locale_id=home.locale_id,
        path=home.path + following(last[-STEP:]),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{slug}/",
        first_published_at=now,
        last_published_at=now,
    )
    home.numchild += 1
    home.save(update_fields=["numchild"])


def following(step):
    """Return the step after ``step``: ``0009`` → ``000A``."""
    number, digits = int(step, len(DIGITS)) + 1, ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP, "0")


def name_doors(apps, schema_editor):
    """Doors of ours, also in drafts and in what was published before."""
    for home in apps.get_model("home.HomePage").objects.all():
        doors = [tell(dict(door)) for door in home.doors.raw_data]
        home.doors = json.dumps(doors)
        home.save(update_fields=["doors"])
    revisions = apps.get_model("wagtailcore.Revision").objects
    for revision in revisions.filter(content_type__app_label="home", content__has_key="doors"):
        doors = json.loads(revision.content["doors"])
        revision.content["doors"] = json.dumps([tell(door) for door in doors])
        revision.save(update_fields=["content"])


def tell(door):
    value = dict(door["value"])
    value.setdefault("situations", DOORS.get(value["link"], ""))
    return {**door, "value": value}


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_featured_pages_and_doors_by_situation"),
        ("knowledge", "0006_rights_of_staff"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(lay_sections, migrations.RunPython.noop),
        migrations.RunPython(name_doors, migrations.RunPython.noop),
    ]
