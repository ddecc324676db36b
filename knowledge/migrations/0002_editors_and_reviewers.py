"""Give Wagtail's two stock groups and its stock workflow the office's names and rights.

The groups 编辑 (write and submit) and 审核 (approve and publish) and the workflow 法律审核 are what
Wagtail itself ships as Editors, Moderators and "Moderators approval": renaming keeps their page,
image and document rights. The workflow hangs on the root of the page tree, so the learning section
is under it from the moment it is created, whoever creates it.
"""

from django.db import migrations

GROUPS = {"Editors": "编辑", "Moderators": "审核"}
WORKFLOW = "法律审核"
RIGHTS = ["view_lecture", "add_lecture", "change_lecture"]


def name_in_chinese(apps, schema_editor):
    rename(apps, GROUPS, "Moderators approval", WORKFLOW)
    give_rights(apps)


def name_in_english(apps, schema_editor):
    rename(apps, {new: old for old, new in GROUPS.items()}, WORKFLOW, "Moderators approval")


def rename(apps, groups, old_workflow, new_workflow):
    for old, new in groups.items():
        apps.get_model("auth.Group").objects.filter(name=old).update(name=new)
    for model in ["Workflow", "Task"]:
        rows = apps.get_model("wagtailcore", model).objects
        rows.filter(name=old_workflow).update(name=new_workflow)


def give_rights(apps):
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="knowledge", model="lecture"
    )
    rights = []
    for codename in RIGHTS:
        right, _ = apps.get_model("auth.Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": f"Can {codename.replace('_', ' ')}"},
        )
        rights.append(right)
    for group in apps.get_model("auth.Group").objects.filter(name__in=GROUPS.values()):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(name_in_chinese, name_in_english)]
