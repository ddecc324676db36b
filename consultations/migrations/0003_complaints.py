"""Lets villagers complain to the bureau: a kind of consultation that lies on no other desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0002_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="kind",
            field=models.CharField(
                choices=[("question", "question"), ("complaint", "complaint")],
                default="question",
                editable=False,
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "question"),
                    models.Q(("desk_role", "bureau"), ("kind", "complaint")),
                    _connector="OR",
                ),
                name="consultation_complaint_at_bureau",
                violation_error_message="A complaint lies on the bureau's desk.",
            ),
        ),
    ]
