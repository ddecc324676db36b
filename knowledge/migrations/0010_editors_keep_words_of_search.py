"""Let those who write and review cases keep the words of search and the weights of results."""

from django.db import migrations

WRITE = ("add", "change", "delete", "view")
RIGHTS = {
    "编辑": {"layword": WRITE},
    "审核": {"layword": WRITE, "searchsettings": ("change",)},
}


def give(apps, schema_editor):
    for name, models in RIGHTS.items():
        for group in apps.get_model("auth.Group").objects.filter(name=name):
            group.permissions.add(*rights(apps, models))


def take(apps, schema_editor):
    for name, models in RIGHTS.items():
        for group in apps.get_model("auth.Group").objects.filter(name=name):
            group.permissions.remove(*rights(apps, models))


def rights(apps, models):
    for model, actions in models.items():
        kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
            app_label="portal_search", model=model
        )
        for action in actions:
            right, _ = apps.get_model("auth.Permission").objects.get_or_create(
                content_type=kind,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {model}"},
            )
            yield right


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0009_word_files"),
        ("portal_search", "0003_ship_lay_words"),
    ]

    operations = [migrations.RunPython(give, take)]
