"""Read a Word file as a case article."""

import re

from django.utils.translation import gettext as _

from knowledge.word.arranging import arrange
from knowledge.word.auditing import audit
from knowledge.word.building import Builder
from knowledge.word.draft import Draft, Library, WordFileError
from knowledge.word.opening import split_cases, take_title, without_contents
from knowledge.word.package import open_package
from knowledge.word.reading import BROKEN, read_lines, tidy
from knowledge.word.safety import check
from knowledge.word.tables import box_lines, cell_text, form_lines, is_box, is_form

MADE_UP_TITLE = re.compile(
    r"(?i)^(normal|microsoft word.*|新建.*|无标题.*|文档\s*\d*|doc\d*|空白.*|标题)$"
)
QUESTION_END = re.compile(
    r"(?:[？?]|[吗呢嘛]|怎么办|怎么样|多少|如何|谁.{0,3}|(\S)不\1.{0,6})[”」》]?$"
)
SUMMARY = 100  # signs: two short sentences
PAGE_NUMBER = re.compile(r"^[-—–·\s]*(?:\d{1,3}|第\s*\d{1,3}\s*页.{0,12})[-—–·\s]*$")
PAGE_NUMBERS = re.compile(r"^[\s第页共/\-—–\d一二三四五六七八九十]*$")


def read_word(content: bytes, name: str, library: Library, case: int = 0) -> Draft:
    """Return the draft of a Word file's case number ``case``; raises ``WordFileError``.

    ``name``: of the file, the last resort for a title.
    """
    check(content)
    try:
        package = open_package(content)
        lines = _unboxed(read_lines(package.docx))
    except BROKEN as error:
        raise WordFileError(
            _("This file is damaged. Open it in Word, save it again as .docx and try once more.")
        ) from error
    if package.objects and not any(map(_has_words, lines)):
        raise WordFileError(
            _("The text lies inside as another file. Open it in Word, copy all into a new file.")
        )
    if not any(line.text or line.kind != "text" for line in lines):
        raise WordFileError(_("There is nothing in this file."))
    if not any(map(_has_words, lines)):
        raise WordFileError(
            _("There are only pictures in this file. Words in a picture cannot be read: type them.")
        )
    return _draft(package, lines, name, library, case)


def _has_words(line):
    return bool(line.text) or (
        line.kind == "table" and any(cell_text(cell) for row in line.payload for cell in row)
    )


def _unboxed(lines):
    out = []
    for line in lines:
        if line.kind == "table" and is_box(line.payload):
            out += _unboxed(box_lines(line.payload))
        elif line.kind == "table" and is_form(line.payload):
            out += _unboxed(form_lines(line.payload))
        elif not (line.kind == "text" and PAGE_NUMBER.match(line.text)):
            out.append(line)
    return out


def _draft(package, lines, name, library, case):
    draft = Draft()
    lines, contents = without_contents(lines)
    cases = split_cases(lines)
    body = package.body
    if contents:
        draft.tell(_("The table of contents is not in the article."), *contents)
    if len(cases) > 1:
        lines = _choose(cases, case, draft)
        body = "\n".join(line.text for line in lines if line.kind == "text")
    lines = take_title(lines, draft, _other_title(package, name))
    Builder(draft, library).build(arrange(lines))
    _remark(package, draft)
    draft.summary = _summary(draft)
    audit(body, draft)
    return draft


def _choose(cases, case, draft):
    """Return the lines of one case of several; say what stands before all of them."""
    preface = [line.text for line in cases[0][1] if line.kind == "text"]
    draft.cases = [heading for heading, _lines in cases[1:]]
    draft.ask(_("This file holds several cases. One article is made of each."), *draft.cases)
    if preface:
        draft.tell(_("Before the first case stood this. It is in none of the articles."), *preface)
    return cases[1 + min(case, len(draft.cases) - 1)][1]


def _other_title(package, name):
    core = tidy(package.title)
    stem = tidy(re.sub(r"\.[^.]{1,5}$", "", name))
    return core if core and not MADE_UP_TITLE.match(core) else stem


def _remark(package, draft):
    """Say what stands beside the text of the file and what to look at."""
    _remark_title(draft)
    _remark_aside(package, draft)
    if package.inserted:
        draft.tell(_("The file had tracked insertions. They are taken as accepted."))
    if package.linked:
        draft.ask(_("A picture lies outside of the file. Paste it into Word or add it here."))
    if package.objects:
        draft.ask(
            _("An embedded file (Excel, PDF, formula) was left out. Add what is needed of it.")
        )
    if package.drawings or package.diagrams:
        draft.ask(_("A drawing, chart or diagram was left out. Add it as a picture if needed."))
    _remark_pictures(draft)
    _remark_gaps(draft)


def _remark_title(draft):
    if not draft.title:
        draft.ask(_("No title was found. Write the villager's question as the title."))
    elif not QUESTION_END.search(draft.title):
        draft.ask(_("The title is not a question. Write it as a villager would ask."), draft.title)


def _remark_aside(package, draft):
    """Words of the file that stand nowhere in the article."""
    margins = [words for words in package.margins if not PAGE_NUMBERS.match(words)]
    remarks = [
        (
            draft.aside,
            _("Around the title stood this. It is not in the article; choose the adviser."),
        ),
        (margins, _("Header and footer are not in the article.")),
        (package.comments, _("Comments of the Word file are not in the article.")),
        (package.deleted, _("Deleted with tracked changes, so not in the article.")),
        (package.struck, _("Struck through in the Word file, so not in the article.")),
        (package.hidden, _("Hidden words of the Word file are not in the article.")),
        (package.diagrams, _("Words of a chart or diagram are not in the article.")),
    ]
    for quotes, message in remarks:
        if quotes:
            draft.tell(message, *dict.fromkeys(quotes))


def _remark_pictures(draft):
    if not draft.pictures:
        return
    draft.ask(
        _(
            "Look at each picture: can anybody be recognised? What Word laid over a picture "
            "(a black bar) did not come along."
        )
    )
    if any(not picture.alt for picture in draft.pictures):
        draft.ask(_("Write under each picture what it shows, for people who cannot see it."))


def _remark_gaps(draft):
    kinds = {part.kind for part in draft.parts}
    if not kinds & {"story", "asked", "analysis", "result", "steps", "paragraph"}:
        draft.ask(_("There is hardly any text in this file. Was the right one chosen?"))
        return
    wanted = {
        "story": _("No story was found."),
        "law": _("No article of law was found."),
        "steps": _("No steps were found: what does a villager do?"),
    }
    for kind, message in wanted.items():
        if kind not in kinds:
            draft.ask(message)


def _summary(draft):
    """The first sentences of the story, as many as fit."""
    story = next((part.value for part in draft.parts if part.kind == "story"), "")
    text = re.sub(r"<p><b>[^<]*</b></p>|<[^>]+>", "", story)
    sentences = re.findall(r"[^。！？]+[。！？][”’」）]*", text)
    summary = ""
    for sentence in sentences:
        if len(summary) + len(sentence) > SUMMARY or "&" in sentence:
            break
        summary += sentence
    return summary
