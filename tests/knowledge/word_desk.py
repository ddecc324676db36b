"""What an editor's browser sends on the way from a Word file to a draft."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.models import WordFile
from tests.factories.knowledge import topic
from tests.knowledge import word_files
from tests.knowledge.word_files import drawing, p, picture, word

UPLOAD = "/cms/word-import/"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "彩礼给了八万八，没领证能要回来吗？"


def send(client, content, name="彩礼.docx", **more):
    file = SimpleUploadedFile(name, content, content_type=DOCX)
    return client.post(UPLOAD, {"file": file, "topic": topic().pk, **more})


def uploaded(client, content=None, **more):
    """Upload a file that is taken; return its row."""
    answer = send(client, content or word_files.by_styles(), **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return WordFile.objects.latest("pk")


def look(word_file, case=0):
    return reverse("word_import:look", args=[word_file.pk, case])


def save(client, word_file, case=0, **typed):
    return client.post(look(word_file, case), {"title": TITLE, "topic": topic().pk, **typed})


def with_picture(alt="调解室里的三个人"):
    return word(
        p("老李家的墙倒了，谁来赔？", style="a3"),
        p("案情", style="1"),
        p("老李家的墙被邻居家的挖机碰倒了。"),
        p(drawing(alt=alt)),
        p("图1　调解现场"),
        media={"image1.jpeg": picture(400, 300)},
    )


def two_cases():
    return word(
        p("案例一：老板跑了，工钱找谁要？", style="1"),
        p("案情", style="2"),
        p("老王干了三个月，没拿到钱。"),
        p("案例二：邻居占了我家的地，怎么办？", style="1"),
        p("案情", style="2"),
        p("老张家的地被占了一米。"),
    )
