"""``manage.py load_demo_knowledge``: law, cases, life situations, news and lectures of the demo."""

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from directory.management.demo import demo_user
from knowledge.actions.pictures import draw_missing_pictures
from knowledge.management.demo import laws, lectures, pages, readings, requests, searches

STAFF = [("editor", "编辑 小罗", "编辑"), ("reviewer", "审核 朱老师", "审核")]


class Command(BaseCommand):
    help = "Load what the demo county teaches. Safe to run twice: what is there stays."

    def handle(self, *args, **options):
        self._load()
        self._tell(f"{draw_missing_pictures()} pictures in the sizes that pages show")

    @transaction.atomic
    def _load(self):
        writers = [self._writer(*row) for row in STAFF]
        self._tell(f"{laws.load()} articles of law")
        self._tell(f"{pages.load_cases(*writers)} case articles")
        self._tell(f"{pages.load_situations(*writers)} life situations")
        self._tell(f"{pages.load_news(*writers)} pieces of news")
        self._tell(f"{readings.load()} days on which cases were read")
        self._tell(f"{searches.load()} words that people searched for")
        self._tell(f"{lectures.load()} lectures")
        self._tell(f"{requests.load()} requests for lectures")

    def _tell(self, text):
        self.stdout.write(f"  {text}")

    def _writer(self, username, name, group):
        user = demo_user(username, name)
        user.groups.add(Group.objects.get(name=group))
        return user
