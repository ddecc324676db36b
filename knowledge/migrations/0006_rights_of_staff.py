"""Let editors cite statutes, reviewers keep them, the bureau and the leading group see lectures."""

from django.db import migrations

READ, WRITE = ("view",), ("add", "change", "view")
RIGHTS = {
    "编辑": {"law": READ, "statute": READ},
    "审核": {"law": WRITE, "statute": WRITE},
    "司法局": {
        **dict.fromkeys(["law", "statute"], WRITE),
        **dict.fromkeys(["lecture", "lecturerequest", "filing"], READ),
    },
    "司法所": dict.fromkeys(["lecture", "lecturerequest", "filing"], READ),
    "领导小组": dict.fromkeys(["lecture", "filing"], READ),
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
            app_label="knowledge", model=model
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
        ("knowledge", "0005_held_lectures_have_outlines"),
        ("ledger", "0004_groups_of_staff"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, take)]
