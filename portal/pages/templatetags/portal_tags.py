"""Small things every template uses: icons, plain dates and phones, the section one is in."""

import datetime as dt
import re

from django import template
from django.templatetags.static import static
from django.utils import dateformat, formats, timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext

register = template.Library()

SECTIONS = {
    "home": r"/$",
    "villages": r"/(villages|v|advisers|offices)/",
    "learn": r"/(learn|lectures|laws|news)/",
    "ask": r"/ask/",
    "my": r"/my/",
    "search": r"/search/",
    "desk": r"/desk/",
}
# First hour of each part of the day, as people say it.
DAY_PARTS = ((0, "凌晨"), (6, "早上"), (8, "上午"), (12, "中午"), (13, "下午"), (18, "晚上"))


@register.simple_tag
def icon(name: str) -> str:
    """A drawn sign from the sprite; decoration only, so a word must stand beside it."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("portal/img/sprite.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def active(context: template.Context, section: str) -> str:
    """Mark a link of the navigation: ``aria-current`` when the request lies in its section."""
    request = context.get("request")
    if request is None or not re.match(SECTIONS[section], request.path):
        return ""
    return format_html(' aria-current="{}"', "page" if request.path.count("/") < 3 else "true")


@register.filter
def plain_date(value: dt.date | dt.datetime | None) -> str:
    """``11月21日 星期六``; another year than this one is said. Moments are taken as local days."""
    if not value:
        return ""
    day = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    short, long = ("n月j日 l", "Y年n月j日 l") if _is_chinese() else ("l j F", "l j F Y")
    return dateformat.format(day, short if day.year == timezone.localdate().year else long)


@register.filter
def month(value: dt.date | dt.datetime) -> str:
    """The month on a date block: ``11月``."""
    day = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    return dateformat.format(day, "n月" if _is_chinese() else "M")


@register.filter
def plain_time(value: dt.time | dt.datetime | None) -> str:
    """``上午9点``, ``晚上8点12分``."""
    if value is None or value == "":
        return ""
    time = timezone.localtime(value).time() if isinstance(value, dt.datetime) else value
    if not _is_chinese():
        return formats.time_format(time, "P")
    part = [word for hour, word in DAY_PARTS if time.hour >= hour][-1]
    hour = time.hour - 12 if time.hour > 12 else time.hour
    return f"{part}{hour}点" + (f"{time.minute}分" if time.minute else "")


@register.filter
def plain_moment(value: dt.datetime | None) -> str:
    """``11月21日 星期六 上午9点`` in local time."""
    return f"{plain_date(value)} {plain_time(value)}" if value else ""


@register.filter
def weekday_time(value: dt.datetime) -> str:
    """``星期六 上午9点``, for beside a date block; another year than this one is said."""
    day = timezone.localdate(value)
    year = "Y年 " if _is_chinese() else "Y "
    parts = "l" if day.year == timezone.localdate().year else f"{year}l"
    return f"{dateformat.format(day, parts)} {plain_time(value)}"


@register.filter
def spaced_phone(value: str | None) -> str:
    """``138 0013 8000``, ``0744-8222148``, ``400 812 3456``; short numbers stay as they are."""
    text = str(value or "").strip()
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"1\d{10}", digits):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if re.fullmatch(r"[48]00\d{7}", digits):
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    if re.fullmatch(r"0(10|2\d)\d{8}", digits):
        return f"{digits[:3]}-{digits[3:]}"
    if re.fullmatch(r"0\d{3}\d{7,8}", digits):
        return f"{digits[:4]}-{digits[4:]}"
    return text


@register.filter
def tel(value: str | None) -> str:
    """The address of a phone number: ``tel:07448222148``."""
    return "tel:" + re.sub(r"[^\d+]", "", str(value or ""))


@register.filter
def minutes_as_hours(value: int | None) -> str:
    """Minutes as people say them: ``5 小时 30 分``, ``45 分钟``."""
    hours, minutes = divmod(int(value or 0), 60)
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    if not minutes:
        return gettext("%(hours)d h") % {"hours": hours}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")
