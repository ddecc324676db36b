"""``manage.py load_demo``: the whole demo county, from the home page to the search index."""

import logging
import time
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from directory.management.demo import PASSWORD, demo_user, read
from directory.models import Certificate
from portal import home
from portal.home.management import front
from portal.home.models import StandardPage
from portal.pages.models import SiteSettings

PACKAGE = Path(home.__file__)
OWN_CERTIFICATES = "永顾2026-"
DUTY_PHONE = "0744-5550000"  # invented, like all its numbers
STEPS = [
    ("Register: places, advisers, who serves whom", "load_demo_register"),
    ("Coordinates: approximate, made for the demo", "load_demo_coordinates"),
    ("Contracts, service rooms, WeChat groups", "load_demo_services"),
    ("Applications and certificates in every state", "load_demo_joining"),
    ("Ledger: visits", "load_demo_ledger"),
    ("Knowledge: law, cases, life situations, news, lectures", "load_demo_knowledge"),
    ("Consultations", "load_demo_consultations"),
]
INDEXES = [
    ("Who refers to what", "rebuild_references_index", "--verbosity=0"),
    ("Search index", "search", "rebuild"),
]
LOG_INS = [
    ("admin", "/cms/", "everything in the admin"),
    ("editor", "/cms/", "writes articles"),
    ("reviewer", "/cms/", "checks and publishes articles"),
    ("bureau", "/desk/", "county bureau; keeps the register in /cms/"),
    ("office", "/desk/", "judicial office of 教字垭镇; its township in /cms/"),
    ("clerk", "/desk/", "clerk of 竹园坪村"),
    ("leader", "/desk/", "leading group; reads the register in /cms/"),
    ("adviser47", "/desk/", "李满仓, adviser in 教字垭镇, with questions waiting"),
    ("adviser13", "/desk/", "胡一鸣, adviser in 合作桥乡"),
    ("adviser24", "/desk/", "曾广田, on leave; others: adviser01 to adviser62"),
]


class Command(BaseCommand):
    help = "Load the demo county. Safe to run twice: what is there stays."

    def add_arguments(self, parser):
        parser.add_argument(
            "--log-ins", action="store_true", help="only say who may log in, load nothing"
        )

    def handle(self, *args, log_ins, **options):
        if log_ins:
            self._print_log_ins()
            return
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        if Certificate.objects.exclude(number__startswith=OWN_CERTIFICATES).exists():
            raise CommandError("This database holds a real register: no demo is loaded into it.")
        with disable_reference_index_auto_update():
            self._step("Plain pages", self._pages)
            for title, *command in STEPS:
                self._run(title, *command)
            self._step("Home page: what is worth reading", self._front)
        for title, *command in INDEXES:
            self._run(title, *command)
        self._print_log_ins()

    def _run(self, title, *command):
        self._step(title, lambda: call_command(*command, stdout=self.stdout))

    def _step(self, title, work):
        self.stdout.write(title)
        self.stdout.flush()
        began = time.monotonic()
        work()
        self.stdout.write(f"  {time.monotonic() - began:.1f} s")

    @transaction.atomic
    def _pages(self):
        admin = demo_user("admin", "管理员", is_superuser=True, is_staff=True)
        site = Site.objects.get(is_default_site=True)
        for facts in read(PACKAGE, "pages.json"):
            if not StandardPage.objects.filter(slug=facts["slug"]).exists():
                page = StandardPage(
                    live=False,
                    title=facts["title"],
                    slug=facts["slug"],
                    summary=facts["summary"],
                    body=[block for part in facts["body"] for block in _blocks(part)],
                )
                site.root_page.add_child(instance=page)
                page.save_revision(user=admin).publish()
        self._settings(site)

    @transaction.atomic
    def _front(self):
        admin = demo_user("admin", "管理员")
        number = front.feature(**read(PACKAGE, "home.json"), by=admin)
        self.stdout.write(f"  {number} chosen pages")

    def _settings(self, site):
        settings = SiteSettings.for_site(site)
        if settings.privacy_page_id is None:
            settings.duty_phone = DUTY_PHONE
            settings.privacy_page = Page.objects.get(slug="privacy")
            settings.accessibility_page = Page.objects.get(slug="accessibility")
            settings.save()

    def _print_log_ins(self):
        self.stdout.write(f"\nDemo log-ins, all with the password {PASSWORD}")
        for username, where, what in LOG_INS:
            self.stdout.write(f"  {username:<10} {where:<7} {what}")


def _blocks(part):
    """The blocks of one part of a plain page: heading, paragraphs, list, steps or hint."""
    if "h" in part:
        yield "heading", part["h"]
    if "callout" in part:
        text = format_html("<p>{}</p>", part["callout"])
        yield "callout", {"kind": part.get("kind", "good"), "title": "", "text": text}
    texts = format_html_join("", "<p>{}</p>", ((text,) for text in part.get("p", [])))
    items = format_html_join("", "<li>{}</li>", ((item,) for item in part.get("items", [])))
    steps = format_html_join("", "<li><b>{}</b>：{}</li>", part.get("steps", []))
    if items:
        texts += format_html("<ul>{}</ul>", items)
    if steps:
        texts += format_html("<ol>{}</ol>", steps)
    if texts:
        yield "paragraph", texts
