"""Give the bureau its group 司法局: it keeps the register in the admin and reads the ledger.

Nothing is deleted from a register of record, so the group has no right to. It lives here because
the ledger is the upper of the two apps whose rights it holds.
"""

from django.db import migrations

GROUP = "司法局"
REGISTER = [
    *("place", "topic", "firm", "office", "adviser", "certificate"),
    *("assignment", "cover", "leave", "appointment"),
]


def make_group(apps, schema_editor):
    group, _ = apps.get_model("auth.Group").objects.get_or_create(name=GROUP)
    for model in REGISTER:
        for action in ("add", "change", "view"):
            group.permissions.add(right(apps, "directory", model, action))
    group.permissions.add(right(apps, "ledger", "entry", "view"))
    admin = apps.get_model("auth.Permission").objects.filter(codename="access_admin")
    group.permissions.add(*admin)


def drop_group(apps, schema_editor):
    apps.get_model("auth.Group").objects.filter(name=GROUP).delete()


def right(apps, app_label, model, action):
    """Django makes these rows only after all migrations, so they are made here if missing."""
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {model}"},
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_guards"),
        ("directory", "0003_topics"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_group, drop_group)]
