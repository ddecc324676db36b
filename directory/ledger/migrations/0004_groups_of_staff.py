"""Give township offices 司法所 and the leading group 领导小组 their groups; the bureau its new screens.

A group says which screens of the admin somebody may use; the appointment says whose rows (rule W1
of trust.md: advisers and clerks have none of these groups). Nobody deletes records.
"""

from django.db import migrations

BUREAU, OFFICE, LEADERS = "司法局", "司法所", "领导小组"
READ = ("view",)
WRITE = ("add", "change", "view")
BUREAU_RIGHTS = {
    "placechange": WRITE,
    "serviceroom": WRITE,
    "wechatgroup": WRITE,
    "application": ("change", "view"),
    "training": WRITE,
    "attendance": WRITE,
    "contract": WRITE,
    "contractvillage": WRITE,
    "pairingsheet": WRITE,
    "plan": WRITE,
    "planrow": ("change", "view"),
    "alarm": READ,
    "registersettings": ("change",),
}
OFFICE_RIGHTS = {
    "place": ("change", "view"),
    "serviceroom": WRITE,
    "wechatgroup": WRITE,
    "cover": WRITE,
    **dict.fromkeys(["assignment", "leave", "adviser", "certificate"], READ),
    **dict.fromkeys(["contract", "office", "firm", "placechange", "alarm"], READ),
}
LEADERS_RIGHTS = dict.fromkeys(
    [
        *("place", "placechange", "serviceroom", "wechatgroup", "office", "firm", "adviser"),
        *("certificate", "assignment", "cover", "leave", "contract", "training", "alarm"),
        "appointment",
    ],
    READ,
)
GROUPS = {BUREAU: BUREAU_RIGHTS, OFFICE: OFFICE_RIGHTS, LEADERS: LEADERS_RIGHTS}
TAKE_PICTURES = (BUREAU, OFFICE)  # of service rooms and of WeChat groups' codes
# One's own may be changed by who may add. A right to change would be one over everybody's pictures:
# portraits, the codes of other villages' groups, the articles' photos; to delete them, too.
PICTURES = ("add_image", "choose_image")


def make_groups(apps, schema_editor):
    for name, rights in GROUPS.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        for model, actions in rights.items():
            group.permissions.add(*[right(apps, "directory", model, act) for act in actions])
        group.permissions.add(right(apps, "ledger", "entry", "view"))
        admin = apps.get_model("auth.Permission").objects.filter(codename="access_admin")
        group.permissions.add(*admin)
        if name in TAKE_PICTURES:
            let_take_pictures(apps, group)


def let_take_pictures(apps, group):
    root = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    grants = apps.get_model("wagtailcore.GroupCollectionPermission").objects
    for codename in PICTURES:
        permission = right(apps, "wagtailimages", "image", codename.removesuffix("_image"))
        grants.get_or_create(group=group, collection=root, permission=permission)


def drop_groups(apps, schema_editor):
    groups = apps.get_model("auth.Group").objects
    groups.filter(name__in=[OFFICE, LEADERS]).delete()
    apps.get_model("wagtailcore.GroupCollectionPermission").objects.filter(
        group__name=BUREAU
    ).delete()
    for group in groups.filter(name=BUREAU):
        for model, actions in BUREAU_RIGHTS.items():
            names = [f"{action}_{model}" for action in actions]
            group.permissions.remove(*group.permissions.filter(codename__in=names))


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
        ("ledger", "0003_keepers_of_the_register"),
        ("directory", "0006_kind_of_village"),
        ("wagtailcore", "0066_collection_management_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
