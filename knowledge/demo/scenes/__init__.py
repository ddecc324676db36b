"""Drawn scenes for cases, news and lectures: by our own code, always the same for the same key."""

from collections.abc import Callable
from dataclasses import dataclass

from directory.demo.chance import chance
from knowledge.demo.scenes import indoors, outdoors, town
from knowledge.demo.scenes.canvas import Canvas
from knowledge.demo.scenes.moods import MOODS


@dataclass(frozen=True)
class Scene:
    """``shows`` says in Chinese what one sees; ``moods`` are the hours at which it may be."""

    paint: Callable
    shows: str
    moods: tuple[str, ...] = ("day", "dawn", "autumn")


SCENES = {
    "envelopes": Scene(indoors.envelopes, "两家人围着桌子坐，桌上放着几个红包"),
    "elders": Scene(indoors.elders, "两位老人坐在桌边，晚辈上门来看他们"),
    "lamp": Scene(indoors.lamp, "夜里一盏灯，一个人对着桌上的纸想事情", ("night",)),
    "phone": Scene(indoors.phone, "老人接到陌生电话，旁边的人抬手提醒"),
    "contract": Scene(indoors.contract, "三个人坐在桌边，中间的人在念合同"),
    "ledger": Scene(indoors.ledger, "桌上摊开账本和算盘，三个人在对账"),
    "table": Scene(indoors.table, "村民带着材料，坐在法律顾问的桌前"),
    "courtyard": Scene(
        outdoors.courtyard, "山脚下的吊脚楼，一家人站在屋前", ("day", "dawn", "dusk")
    ),
    "field": Scene(outdoors.field, "梯田边，两个人说租地的事，远处是石峰"),
    "wall": Scene(outdoors.lane, "两户人家中间一堵石墙，两个人隔墙说话"),
    "dog": Scene(outdoors.dog, "巷子里一条没拴的狗，大人护着孩子"),
    "board": Scene(outdoors.board, "公示栏前，顾问指着公告讲给村民听"),
    "square": Scene(outdoors.square, "院坝里挂着灯笼，村民坐着听讲", ("dusk", "night", "dawn")),
    "road": Scene(outdoors.road, "顾问走在进村的路上，旁边是河和梯田"),
    "site": Scene(outdoors.site, "工地边，工友和顾问一起看材料", ("day", "autumn", "dusk")),
    "school": Scene(town.school, "学校门前，家长和老师说话，孩子在一旁"),
    "hospital": Scene(town.hospital, "卫生院门前，受伤的老人和家里人"),
    "court": Scene(town.court, "法院台阶前，顾问陪着村民"),
    "lecture": Scene(indoors.lecture, "会议室里，顾问指着黑板讲，村民坐着听"),
}


def draw(name: str, key: str) -> bytes:
    """Return the scene ``name`` as a WebP, 960 × 540; another ``key`` has other people."""
    scene = SCENES[name]
    pick = chance(f"scene {name} {key}")
    canvas = Canvas()
    scene.paint(canvas, MOODS[pick.choice(scene.moods)], pick)
    if pick.random() < 0.5:
        canvas.mirror()
    return canvas.webp(pick)
