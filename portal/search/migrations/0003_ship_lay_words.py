"""Ship what people say and how the law says it; editors change it from then on."""

from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).parents[1] / "data" / "lay_terms.txt"


def ship(apps, schema_editor):
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    rows = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    model = apps.get_model("portal_search.LayWord")
    model.objects.bulk_create(
        [model(word=word, terms=terms) for word, terms in rows], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("portal_search", "0002_lay_words_and_weights")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
