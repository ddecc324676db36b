"""Suggestions know the township of a village, so that two of one name can be told apart.

Empty until the index is built anew or the document changes.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal_search", "0004_count_searches")]

    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="township",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="township"),
            preserve_default=False,
        ),
    ]
