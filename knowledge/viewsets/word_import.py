"""Word files in Wagtail's admin: upload, look, save as a draft (Word 导入)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.utils.decorators import xframe_options_sameorigin_override

from knowledge import actions
from knowledge.forms import CaseDraftForm, WordFileForm
from knowledge.models import ArticleIndexPage, WordFile
from knowledge.permissions import learning_section, may_write_articles
from knowledge.word.sample import sample_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABEL = gettext_lazy("Import from Word")
ICON = "upload"


def editors_only(user) -> None:
    """Raise ``PermissionDenied`` unless ``user`` may add case articles."""
    if not may_write_articles(user):
        raise PermissionDenied


def own_file(user, pk) -> WordFile:
    """Return the user's own file that still waits; 404 for any other."""
    editors_only(user)
    return get_object_or_404(WordFile.objects.of(user), pk=pk)


@require_http_methods(["GET", "POST"])
def upload(request):
    """Choose a file and its topic; below it what was begun and not finished."""
    editors_only(request.user)
    form = WordFileForm(*_typed(request))
    if request.method == "POST" and form.is_valid():
        word_file = actions.keep_word_file(
            form.content,
            file_name=form.cleaned_data["file"].name,
            cases=len(form.draft.cases),
            topic=form.cleaned_data["topic"],
            by=request.user,
        )
        return redirect("word_import:look", word_file.pk, 0)
    waiting = WordFile.objects.of(request.user).waiting()
    context = {"form": form, "waiting": waiting, "page_title": LABEL, "header_icon": ICON}
    return render(request, "knowledge/word_upload.html", context)


@require_http_methods(["GET", "POST"])
def look(request, pk, case):
    """One case as villagers will read it, what to look at, and the two buttons."""
    word_file = own_file(request.user, pk)
    drafts = _drafts(word_file)
    if case in drafts:
        return redirect("wagtailadmin_pages:edit", drafts[case])
    draft = _draft(word_file, case)
    initial = {"title": draft.title, "topic": word_file.topic_id}
    form = CaseDraftForm(*_typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        page = actions.make_article(word_file, case=case, by=request.user, **form.cleaned_data)
        _tell(request, WordFile.objects.defer("content").get(pk=pk))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"word_file": word_file, "case": case, "draft": draft, "form": form}
    context |= {"page_title": LABEL, "header_icon": ICON, "cases": _cases(drafts, draft, case)}
    return render(request, "knowledge/word_preview.html", context)


@require_GET
@xframe_options_sameorigin_override
def page(request, pk, case):
    """The page of the case inside the preview's frame."""
    word_file = own_file(request.user, pk)
    draft = _draft(word_file, case)
    article = actions.unstored_article(draft)
    article.topic = word_file.topic
    _place(article)
    return article.make_preview_request(request, article.default_preview_mode)


@require_http_methods(["GET", "POST"])
def drop(request, pk):
    """Throw the file away; who only follows the address comes back to the preview."""
    word_file = own_file(request.user, pk)
    if request.method == "GET":
        return redirect("word_import:look", pk, word_file.next_case() or 0)
    actions.drop_word_file(word_file, by=request.user)
    messages.success(request, _("The Word file was thrown away. Nothing of it was kept."))
    return redirect("word_import:upload")


@require_GET
def sample(request):
    """A file that is read without a remark, to write over."""
    editors_only(request.user)
    headers = {"Content-Disposition": 'attachment; filename="case.docx"'}
    return HttpResponse(sample_file(), content_type=DOCX, headers=headers)


def _typed(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _draft(word_file, case):
    if case >= word_file.cases or not word_file.content:
        raise Http404
    return actions.read_draft(word_file, case)


def _drafts(word_file):
    """Case → key of the draft made of it; one whose draft was deleted can be made again."""
    pages = Page.objects.filter(pk__in=word_file.pages.values())
    there = set(pages.values_list("pk", flat=True))
    return {int(case): pk for case, pk in word_file.pages.items() if pk in there}


def _cases(drafts, draft, shown):
    """(number, heading, is it shown, key of its draft) of each case; none for a single one."""
    return [
        (number, heading, number == shown, drafts.get(number))
        for number, heading in enumerate(draft.cases)
    ]


def _tell(request, word_file):
    """Say that the draft is there; lead on to the next case of the file."""
    buttons = []
    if not word_file.is_done:
        url = reverse("word_import:look", args=[word_file.pk, word_file.next_case()])
        buttons = [messages.button(url, _("Next case of the file"))]
    messages.success(request, _("Saved as a draft. Nobody else sees it yet."), buttons=buttons)


def _place(article):
    """Give the page a place in the tree that it would have, as Wagtail does for new pages."""
    section = learning_section()
    last = section.get_last_child()
    article.depth = section.depth + 1
    article.path = last._inc_path() if last else Page._get_path(section.path, article.depth, 1)
    article.slug = "word"
    article.set_url_path(section)


class WordImportMenuItem(MenuItem):
    """In the main menu, for those who may add pages."""

    def __init__(self):
        super().__init__(
            LABEL, reverse("word_import:upload"), name="word-import", icon_name=ICON, order=220
        )

    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "add")


def import_buttons(shown_page, user):
    """The button on the section 学法, for those who may add case articles."""
    if not isinstance(shown_page.specific_deferred, ArticleIndexPage):
        return []
    if not shown_page.permissions_for_user(user).can_add_subpage():
        return []
    return [Button(LABEL, url=reverse("word_import:upload"), icon_name=ICON, priority=15)]


patterns = [
    path("", upload, name="upload"),
    path("sample/", sample, name="sample"),
    path("<int:pk>/drop/", drop, name="drop"),
    path("<int:pk>/<int:case>/", look, name="look"),
    path("<int:pk>/<int:case>/page/", page, name="page"),
]
word_import_urls = path("word-import/", include((patterns, "word_import")))
