"""Word files that wait between their preview and the drafts made of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0007_words_of_topics"),
        ("knowledge", "0008_drafts_without_topic"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WordFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=120, verbose_name="name of the file")),
                (
                    "content",
                    portal.vault.fields.EncryptedTextField(
                        blank=True, verbose_name="the file in Base64"
                    ),
                ),
                (
                    "cases",
                    models.PositiveSmallIntegerField(default=1, verbose_name="cases in the file"),
                ),
                ("pages", models.JSONField(default=dict, verbose_name="drafts made of it")),
                (
                    "uploaded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="uploaded at"),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "Word file",
                "verbose_name_plural": "Word files",
                "ordering": ["-uploaded_at", "-pk"],
                "default_permissions": (),
            },
        ),
    ]
