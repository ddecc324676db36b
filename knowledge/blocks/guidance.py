"""What to do: steps, papers to bring, whom to call."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PartBlock(blocks.StructBlock):
    """One entry of a list. Where it stands without a template (two versions beside each other)
    its fields have the names that editors know.
    """

    def render_basic(self, value, context=None):
        parts = [(self.child_blocks[name].label, part) for name, part in value.bound_blocks.items()]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", parts))


class StepBlock(PartBlock):
    """One thing to do."""

    title = blocks.CharBlock(
        label=_("What to do"), max_length=40, help_text=_("A few words, for example 先把证据找齐")
    )
    text = blocks.TextBlock(
        label=_("How"),
        rows=2,
        required=False,
        help_text=_("Where to go, what to say, what it costs, how long it takes"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.ListBlock):
    """What a villager in the same trouble does, in order (怎么办)."""

    def __init__(self, **kwargs):
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _("What to do")
        heading = _("What to do when it happens to you")
        template = "knowledge/blocks/steps.html"


class PapersBlock(blocks.ListBlock):
    """What to bring along (要带的材料)."""

    def __init__(self, **kwargs):
        paper = blocks.CharBlock(
            label=_("Paper"), max_length=120, help_text=_("For example 身份证、转账记录截图")
        )
        super().__init__(paper, **kwargs)

    class Meta:
        icon = "clipboard-list"
        label = _("Papers to bring")
        group = _("What to do")
        heading = _("What to bring")
        template = "knowledge/blocks/papers.html"


class ContactBlock(PartBlock):
    """One office with its telephone."""

    name = blocks.CharBlock(
        label=_("Whom"), max_length=60, help_text=_("For example 永定区劳动监察大队")
    )
    phone = blocks.RegexBlock(
        regex=r"^[0-9+ -]{3,20}$",
        label=_("Telephone"),
        help_text=_("Figures and hyphens only, for example 0744-12345678 or 12348"),
        error_messages={"invalid": _("Write the telephone in figures, for example 12348.")},
    )
    note = blocks.CharBlock(
        label=_("Remark"),
        max_length=80,
        required=False,
        help_text=_("For example 工作日上午9点到下午5点"),
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Contact")


class ContactsBlock(blocks.ListBlock):
    """Whom to call (找谁)."""

    def __init__(self, **kwargs):
        super().__init__(ContactBlock(), **kwargs)

    class Meta:
        icon = "mobile-alt"
        label = _("Whom to call")
        group = _("What to do")
        heading = _("Whom to call")
        template = "knowledge/blocks/contacts.html"
