"""``manage.py load_demo_services``: contracts, service rooms, WeChat groups, a merged village."""

import io
from datetime import timedelta
from pathlib import Path

import segno
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

import directory
from directory.actions import record_change, record_contract
from directory.demo import papers, rooms
from directory.demo.chance import chance
from directory.management.demo import read, service_began
from directory.management.pictures import store_picture
from directory.models import Contract, Firm, Place, PlaceChange, ServiceRoom, WeChatGroup
from directory.models.rooms import PHOTO, QR
from directory.pinyin import spell
from portal.accounts.models import User

PACKAGE = Path(directory.__file__)
TERM_YEARS = 2


class Command(BaseCommand):
    help = "Load what serves the demo county's villages. Safe to run twice: what is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        self.today = timezone.localdate()
        self.bureau = User.objects.get(username="bureau")
        self.facts = read(PACKAGE, "services.json")
        self.villages = Place.objects.active().villages().in_bulk()
        self._contracts()
        self._rooms()
        self._groups()
        self._merge(self.facts["merged"])
        self.stdout.write(
            f"  {Contract.objects.count()} contracts, {ServiceRoom.objects.count()} rooms, "
            f"{WeChatGroup.objects.count()} groups"
        )

    def _contracts(self):
        """Direct ones first: the townships' contracts cover the villages that are left."""
        known = set(Contract.objects.values_list("number", flat=True))
        for row in read(PACKAGE, "contracts.json"):
            if row["number"] not in known:
                self._contract(row)

    def _contract(self, row):
        began = service_began(self.today)
        until = began.replace(year=began.year + TERM_YEARS) - timedelta(days=1)
        first = self._day(row.get("starts"), began)
        scan = ContentFile(papers.contract(row["number"]), name="scan.jpg")
        record_contract(
            by=self.bureau,
            number=row["number"],
            kind=row["kind"],
            party=Place.objects.get(pk=row["party"]),
            firm=Firm.objects.get(name=row["firm"]),
            starts_on=first,
            ends_on=self._day(row.get("ends"), until),
            signed_on=first + timedelta(days=row["signed"]),
            procurement_reference=row.get("reference", ""),
            amount=row["amount"],
            file=scan if row.get("scan") else None,
        )

    def _day(self, offset, otherwise):
        return otherwise if offset is None else self.today + timedelta(days=offset)

    def _rooms(self):
        done = set(ServiceRoom.objects.values_list("village", flat=True))
        missing = [place for code, place in self.villages.items() if code not in done]
        ServiceRoom.objects.bulk_create(self._room(village) for village in missing)

    def _room(self, village):
        pick = chance(f"room {village.pk}")
        in_town = village.name.endswith("居委会")
        photo = None
        if village.pk in self.facts["photographed"]:
            drawn, title = rooms.draw(village.pk), f"{village.short_name}法律服务室（画）"
            photo = store_picture(drawn, f"room-{village.pk}.jpg", title, PHOTO)
        return ServiceRoom(
            village=village,
            address=pick.choice(self.facts["city_addresses" if in_town else "addresses"]),
            hours=pick.choice(self.facts["hours"]),
            photo=photo,
        )

    def _groups(self):
        """Every sixth village has a group, in each state that a group can be in."""
        facts = self.facts["groups"]
        codes = [facts["scanned"], *sorted(self.villages)[:: facts["every"]]]
        done = set(WeChatGroup.objects.values_list("village", flat=True))
        for number, code in enumerate(dict.fromkeys(codes)):
            state = facts["states"][number % len(facts["states"])]
            if code in self.villages and code not in done:
                self._group(self.villages[code], state)

    def _group(self, village, state):
        days = state["valid"]
        WeChatGroup.objects.create(
            village=village,
            name=f"{village.short_name}法律服务群",
            qr=None if days is None else self._qr(village),
            qr_expires_on=None if days is None else self.today + timedelta(days=days),
            members=state["members"],
        )

    def _qr(self, village):
        """A code that leads to the village's own page: there is no group behind the demo."""
        address = f"{settings.WAGTAILADMIN_BASE_URL}{village.get_absolute_url()}"
        drawn = io.BytesIO()
        segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=10, border=4)
        title = f"{village.short_name}微信群二维码（演示，扫码打开本村页面）"
        return store_picture(drawn.getvalue(), f"group-{village.pk}.png", title, QR)

    def _merge(self, row):
        """A village that never was, gone into a real one: its old code still leads somewhere."""
        if PlaceChange.objects.filter(former=row["code"]).exists():
            return
        into = Place.objects.get(pk=row["into"])
        pinyin, initials = spell(row["name"])
        former = Place.objects.create(
            code=row["code"],
            name=row["name"],
            level=Place.Level.VILLAGE,
            kind=Place.Kind.VILLAGE,
            parent_id=into.parent_id,
            pinyin=pinyin,
            initials=initials,
        )
        record_change(
            PlaceChange.Kind.MERGED,
            former,
            into,
            happened_on=self.today - timedelta(days=row["days_ago"]),
            by=self.bureau,
            source=row["source"],
        )
