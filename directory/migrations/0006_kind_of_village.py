"""Says of every village already in the register whether it is a village 村 or a community 社区."""

from django.db import migrations

COMMUNITY = r"(居委会|居民委员会|家委会|社区)(（[^）]*）|\([^)]*\))?$"  # as imports tell it


def say_kind(apps, schema_editor):
    villages = apps.get_model("directory", "Place").objects.filter(level="village", kind="")
    villages.filter(name__regex=COMMUNITY).update(kind="community")
    villages.update(kind="village")


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_register_guards")]
    operations = [migrations.RunPython(say_kind, migrations.RunPython.noop)]
