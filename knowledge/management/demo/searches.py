"""What the demo's villagers searched for and opened: numbers by day, seeded and always alike."""

from datetime import timedelta

from django.utils import timezone

from directory.demo.chance import chance
from knowledge.models import ArticlePage, Statute
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from portal.search.models.log import UNNAMED

DAYS = 60
SOUGHT = [
    (12, [UNNAMED]),
    (8, ["拖欠工资", "欠薪"]),
    (5, ["离婚", "彩礼 要回来", "征地补偿", "工伤", "宅基地"]),
    (3, ["抚养费", "遗产", "网购被骗", "借条"]),
    (2, ["邻居占地", "养老"]),
]
OFTEN = {text: often for often, texts in SOUGHT for text in texts}
"""Searches of a day by words; those without words are names, numbers and whole questions."""
UNFOUND = {"屋檐水": 2, "狗咬人": 2, "牛吃庄稼": 1.5, "坟地": 1.5, "扶贫款": 1, "加微信群": 0.7}
RARE = ["门前修路", "承包鱼塘", "树枝过界"]
OPENED, FIRST_PLACES = 0.6, 4
"""How many of ten searches that find something end with a result opened, and among which."""


def load() -> int:
    """Fill the numbers of an installation that has none yet; how many words there are."""
    if not SoughtText.objects.exists():
        pick, today = chance("searches"), timezone.localdate()
        for text, often in (OFTEN | UNFOUND).items():
            row = _words(text, today - timedelta(days=DAYS))
            SoughtDay.objects.bulk_create(_days(row, often, pick, today))
        for text in RARE:
            row = _words(text, today, is_common=False, marks="a1")
            SoughtDay.objects.create(sought=row, day=today, searches=1)
        OpenedDay.objects.bulk_create(_openings(pick, today))
    return SoughtText.objects.exclude(text=UNNAMED).count()


def _words(text, day, *, is_common=True, marks=""):
    about = {"first_on": day, "is_common": is_common, "marks": marks}
    return SoughtText.objects.create(text=text, **about)


def _days(row, often, pick, today):
    for back in range(DAYS):
        searches = round(pick.triangular(0, 2 * often, often))
        unfound = searches if row.text in UNFOUND else 0
        opened = sum(pick.random() < OPENED for _ in range(searches - unfound))
        places = sum(pick.randint(1, FIRST_PLACES) for _ in range(opened))
        if searches:
            yield SoughtDay(
                sought=row,
                day=today - timedelta(days=back),
                searches=searches,
                unfound=unfound,
                opened=opened,
                places=places,
            )


def _openings(pick, today):
    cases = ArticlePage.objects.live().order_by("slug").values_list("pk", flat=True)
    articles = Statute.objects.filter(citations__page__live=True).order_by("law__name", "number")
    keys = [f"article:{pk}" for pk in cases]
    keys += list(dict.fromkeys(f"law:{row.pk}" for row in articles))[: len(keys) // 3]
    for key in keys:
        liking = pick.uniform(0, 3)
        for back in range(DAYS):
            opened = round(pick.triangular(0, 2 * liking, liking / 2))
            if opened:
                yield OpenedDay(key=key, day=today - timedelta(days=back), opened=opened)
