"""A draft may wait for its topic: only publishing asks for one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0007_words_of_topics"),
        ("knowledge", "0007_moment_of_change"),
    ]

    operations = [
        migrations.AlterField(
            model_name="articlepage",
            name="topic",
            field=models.ForeignKey(
                help_text="Under which heading a villager would look for it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="directory.topic",
                verbose_name="topic",
            ),
        ),
        migrations.AlterField(
            model_name="situationpage",
            name="topic",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="situation_pages",
                to="directory.topic",
                verbose_name="topic",
            ),
        ),
    ]
