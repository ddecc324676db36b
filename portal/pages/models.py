"""What all pages share, and what an editor sets for the whole site."""

from django.core.handlers.wsgi import WSGIRequest
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site


class BasePage(Page):
    """A page of this portal: what an editor writes, previews and publishes."""

    summary = models.CharField(
        _("summary"),
        max_length=120,
        blank=True,
        help_text=_(
            "One or two sentences for lists, search results and shared links. "
            "Example: They broke up before the wedding; how much of the bride price comes back?"
        ),
    )
    share_image = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("share picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares the page. Square pictures work best."),
    )

    SHARED_SIZE = "fill-600x600|format-jpeg"  # WeChat takes pictures of 300 pixels and more

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("summary"), FieldPanel("share_image")],
            heading=_("Lists, search and sharing"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("For search engines"),
            classname="collapsed",
        ),
    ]

    # For pages whose summary is asked for where the words are written.
    panels_without_summary = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("share_image")], heading=_("Address and sharing")
        ),
        *promote_panels[1:],
    ]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines and shared links say about the page."""
        return self.search_description or self.summary

    def share_picture(self) -> str:
        """The address of the picture for a shared link, if it was drawn before, else ""."""
        drawn = self.share_image.drawn(self.SHARED_SIZE) if self.share_image else None
        return drawn.url if drawn else ""


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """Who runs the site and how to reach them (主办单位、值班电话、备案号)."""

    site_name = models.CharField(_("site name"), max_length=30, default="一村一法律顾问")
    county_name = models.CharField(_("county"), max_length=30, default="张家界市永定区")
    county_code = models.CharField(
        _("county code"),
        max_length=12,
        default="430802000000",
        help_text=_("The official 12 digits of the county. Example: 430802000000"),
    )
    organiser = models.CharField(_("run by"), max_length=60, default="永定区司法局")
    duty_phone = models.CharField(
        _("duty phone"),
        max_length=20,
        blank=True,
        help_text=_("The phone of the bureau in office hours. Example: 0744-8222148"),
    )
    hotline = models.CharField(_("legal hotline"), max_length=20, default="12348")
    icp_record = models.CharField(
        _("ICP record"), max_length=40, blank=True, help_text=_("Example: 湘ICP备00000000号")
    )
    police_record = models.CharField(
        _("police record"),
        max_length=40,
        blank=True,
        help_text=_("Example: 湘公网安备00000000000000号"),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked in the foot of every page."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("accessibility page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked in the foot of every page."),
    )

    select_related = ["privacy_page", "accessibility_page"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("county_name"), FieldPanel("county_code")],
            heading=_("Name of the site"),
        ),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("duty_phone"), FieldPanel("hotline")],
            heading=_("How to reach us"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("icp_record"),
                FieldPanel("police_record"),
                FieldPanel("privacy_page"),
                FieldPanel("accessibility_page"),
            ],
            heading=_("Foot of every page"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    def __str__(self) -> str:
        return self.site_name

    @classmethod
    def of(cls, request: WSGIRequest) -> "SiteSettings":
        """The settings of the request's site, or the defaults: a visit never writes a row.

        Read once for a request: the page and its view ask for the same.
        """
        kept = vars(request)
        if "_portal_site_settings" not in kept:
            site = Site.find_for_request(request)
            row = cls.base_queryset().filter(site=site).first() if site else None
            kept["_portal_site_settings"] = row or cls(site=site)
        return kept["_portal_site_settings"]

    @classmethod
    def county_codes(cls) -> set[str]:
        """The counties that the sites of this portal are for, as twelve-digit codes."""
        default = cls._meta.get_field("county_code").default
        codes = set(Site.objects.values_list("sitesettings__county_code", flat=True))
        return {code or default for code in codes} or {default}
