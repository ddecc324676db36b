"""A QR picture of an address of this portal, drawn into the page itself."""

from functools import lru_cache
from urllib.parse import quote, urljoin

import segno
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks


@register.simple_tag
def qr(address, alt=""):
    """The QR code of ``address`` as a picture: ``{% qr "/v/430802001001/" %}``.

    ``address`` is a path of this portal (or a whole address, taken as it is). Dark on white also
    in the dark; it scales with its box (class ``qr``). ``alt`` says in words where it leads.
    """
    whole = urljoin(settings.WAGTAILADMIN_BASE_URL, str(address))
    words = alt or _("QR code: scan it to open %(address)s") % {"address": whole}
    return format_html('<img class="qr" alt="{}" src="{}">', words, _picture(whole))


@lru_cache(maxsize=512)
def _picture(whole):
    """A data address of the drawing; error level M: 15 % of it may be dirty or torn."""
    code = segno.make(quote(whole, safe="%/:=&?~#+!$,;'@()*[]"), error="M", micro=False)
    return code.svg_data_uri(
        omitsize=True, dark="#000", light="#fff", border=QUIET, svgclass=None, lineclass=None
    )
