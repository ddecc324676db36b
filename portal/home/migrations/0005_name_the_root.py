"""The root of the page tree is called Root by Wagtail; editors read its name above every list."""

from django.db import migrations

ENGLISH, CHINESE = "Root", "全部页面"


def name_in_chinese(apps, schema_editor):
    rename(apps, ENGLISH, CHINESE)


def name_in_english(apps, schema_editor):
    rename(apps, CHINESE, ENGLISH)


def rename(apps, old, new):
    roots = apps.get_model("wagtailcore.Page").objects.filter(depth=1, title=old)
    roots.update(title=new, draft_title=new)


class Migration(migrations.Migration):
    dependencies = [("home", "0004_lay_sections")]

    operations = [migrations.RunPython(name_in_chinese, name_in_english)]
