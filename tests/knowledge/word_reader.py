"""Reading Word files in tests: a small shelf of laws, and what must hold for every file."""

import html
import io
import json
import re
import zipfile

from knowledge.citations import LawNames
from knowledge.word import Words, read_word
from knowledge.word.names import SEPARATORS, parse, q
from tests.knowledge.word_files import LAW_1042

LAW_675 = "借款人应当按照约定的期限返还借款。对借款期限没有约定的，可以随时返还。"
LAW_30 = "用人单位应当按照劳动合同约定和国家规定，及时足额支付劳动报酬。"
LIST_NUMBER = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2}|第.步?|[①-⑳])$")
RECORDS = {
    ("民法典", 1042): Words(1, "《民法典》第一千零四十二条", LAW_1042 + "\n禁止重婚。"),
    ("民法典", 675): Words(2, "《民法典》第六百七十五条", LAW_675),
    ("劳动合同法", 30): Words(3, "《劳动合同法》第三十条", LAW_30),
    ("合同法", 196): Words(4, "《合同法》第一百九十六条", "借款合同是借款合同。", False),
}


class Shelf:
    """Four articles of law."""

    names = LawNames(
        {
            "民法典": "民法典",
            "中华人民共和国民法典": "民法典",
            "劳动合同法": "劳动合同法",
            "中华人民共和国劳动合同法": "劳动合同法",
            "合同法": "合同法",
        }
    )

    def words(self, law, number, branch):
        return None if branch else RECORDS.get((law, number))


def read(content, name="案例.docx", case=0):
    """Return the draft; nothing of the file may be lost, whatever it is."""
    draft = read_word(content, name, Shelf(), case)
    if len(draft.cases) < 2:
        assert lost(content, draft) == []
    return draft


def parts(draft):
    """The parts as (kind, value)."""
    return [(part.kind, part.value) for part in draft.parts]


def kinds(draft):
    return [part.kind for part in draft.parts]


def told(draft):
    """All remarks as words."""
    return "\n".join("\n".join([row.message, *row.quotes]) for row in draft.notices)


def lost(content, draft):
    """Return the words of the document that stand neither in the draft nor in a remark."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        bodies = [name for name in names if re.search(r"(document|notes)\d*\.xml$", name)]
        roots = [parse(archive.read(name)) for name in bodies]
    said = "".join(filter(str.isalnum, _everything(draft)))
    written = [words for root in roots for words in _paragraphs(root)]
    return [words for words in written if not _is_in(words, said)]


def _everything(draft):
    values = json.dumps([part.value for part in draft.parts], ensure_ascii=False)
    values = html.unescape(re.sub(r"<[^>]+>", "", values.replace("\\n", "")))
    return "".join([draft.title, *draft.aside, *draft.accounted, values, told(draft)])


def _paragraphs(root):
    for paragraph in root.iter(q("w:p")):
        words = "".join(_own_words(paragraph))
        yield re.sub(r"[\u200b-\u200f\u202a-\u202e\ufeff]", "", words)


def _own_words(element):
    """Words of a paragraph without those of paragraphs in its text boxes."""
    for child in element:
        if child.tag == q("w:t"):
            yield child.text or ""
        elif child.tag in SEPARATORS:
            yield " "
        elif child.tag != q("w:p"):
            yield from _own_words(child)


def _is_in(words, said):
    """Whether each piece between punctuation is there; numbers of lists may go."""
    pieces = [LIST_NUMBER.sub("", piece) for piece in re.split(r"[^\w]+|[①-⑳]", words)]
    return all(piece.replace("_", "") in said for piece in pieces)
