"""The outline at the desk: chosen cases become points, the speaker makes them hers."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from knowledge import actions
from knowledge.forms import OutlineForm
from knowledge.outlining import outline, told
from knowledge.views.desk_steps import attempt, is_too_late, led_lecture


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_outline(request, pk):
    """Look for cases, make points of them, edit, save: what was typed stays through all of it."""
    lecture = led_lecture(request.user, pk)
    if is_too_late(request, lecture, "outline"):
        return redirect("knowledge:desk_lecture", pk)
    form = _form(request, lecture)
    do = request.POST.get("do")
    if form.is_valid() and do == "make":
        text = outline(map(told, form.told()), form.cleaned_data["text"])
        form = OutlineForm(_with(request.POST, text=text), topic=lecture.topic)
        form.is_valid()
    elif form.is_valid() and do == "save":
        typed = form.cleaned_data
        step = partial(actions.write_outline, lecture, by=request.user, text=typed["text"])
        if attempt(request, form, partial(step, articles=typed["cases"]), _("Outline saved.")):
            return redirect("knowledge:desk_lecture", pk)
    return render(request, "knowledge/desk_outline.html", {"form": form, "lecture": lecture})


def _form(request, lecture):
    if request.method == "POST":
        return OutlineForm(request.POST, topic=lecture.topic)
    chosen, text = (), ""
    if lecture.outline:
        chosen, text = lecture.outline.articles.all(), lecture.outline.text
    initial = {"text": text, "cases": [case.pk for case in chosen]}
    return OutlineForm(topic=lecture.topic, chosen=chosen, initial=initial)


def _with(posted, **typed):
    data = posted.copy()
    for name, value in typed.items():
        data[name] = value
    return data
