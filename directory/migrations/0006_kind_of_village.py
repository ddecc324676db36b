"""Says of every village already in the register whether it is a village 村 or a community 社区."""

from django.db import migrations
from django.db.models import Q

COMMUNITY = Q(name__endswith="居委会") | Q(name__endswith="居民委员会") | Q(name__endswith="社区")


def say_kind(apps, schema_editor):
    villages = apps.get_model("directory", "Place").objects.filter(level="village", kind="")
    villages.filter(COMMUNITY).update(kind="community")
    villages.update(kind="village")


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_register_guards")]
    operations = [migrations.RunPython(say_kind, migrations.RunPython.noop)]
