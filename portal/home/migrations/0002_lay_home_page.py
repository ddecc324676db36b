"""Put our home page where Wagtail's welcome page stands, so that a new portal opens with it."""

import json
import uuid

from django.db import migrations

DOORS = (
    ("ask", "问一个问题", "不用注册，本村顾问一个工作日内答复", "/ask/"),
    ("book", "学法", "看看别人遇到这事怎么办", "/learn/"),
    ("mediation", "请人调解", "邻里、家庭、土地的矛盾", "/mediation/"),
    ("scale", "法律援助", "打官司请不起律师", "/legal-aid/"),
)


def lay_home_page(apps, schema_editor):
    content_type = apps.get_model("contenttypes.ContentType")
    page = apps.get_model("wagtailcore.Page")
    site = apps.get_model("wagtailcore.Site")
    locale = apps.get_model("wagtailcore.Locale")
    page.objects.filter(content_type__model="page", slug="home", depth=2).delete()
    kind, _ = content_type.objects.get_or_create(app_label="home", model="homepage")
    home = apps.get_model("home.HomePage").objects.create(
        title="首页",
        draft_title="首页",
        slug="home",
        summary="找到您村的法律顾问，打电话、提问都不要钱。",
        doors=json.dumps([door(*words) for words in DOORS]),
        content_type=kind,
        locale=locale.objects.first(),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True)


def door(icon, title, text, link):
    value = {"icon": icon, "title": title, "text": text, "link": link}
    return {"type": "door", "id": str(uuid.uuid4()), "value": value}


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(lay_home_page, migrations.RunPython.noop)]
