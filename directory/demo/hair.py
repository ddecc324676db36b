"""Hair of the drawn portraits: one function for each style."""

from directory.demo.paint import blend


def hair_behind(pen, look):
    """What hangs or sits behind the head."""
    width, style = look["width"], look["hair_style"]
    if style == "long":
        pen.block(50 - width - 4, 34, 50 + width + 4, 84, 13, look["hair"])
    elif style == "bob":
        pen.block(50 - width - 3.4, 32, 50 + width + 3.4, 64, 12, look["hair"])
    elif style == "ponytail":
        pen.oval(50 + look["side"] * (width + 3), 62, 5, 15, look["hair"])
    elif style == "bun":
        pen.oval(50, 21, 8.2, 7.4, look["hair"])
    elif style == "waves":
        for x, y in ((-1, 40), (1, 40), (-0.96, 50), (0.96, 50)):
            pen.oval(50 + x * (width + 0.6), y, 5.2, 7, look["hair"])


def _crown(pen, look, lift=0.0, bottom=46.5):
    """Hair over the whole skull, down past the temples; the forehead is laid over it afterwards."""
    width, height = look["width"] + 1.4, look["height"] * 0.86 + 1.9 + lift
    pen.half(50, 43, width, height, (180, 360), look["hair"])
    for side in (-1, 1):
        inner, outer = 50 + side * (look["width"] - 2.6), 50 + side * width
        pen.block(min(inner, outer), 40, max(inner, outer), bottom, 1.2, look["hair"])


def _forehead(pen, look, top, radius, inset=2.0):
    """The face below a hairline at ``top``; ``inset`` leaves hair at the temples."""
    half = look["width"] - inset
    pen.block(50 - half, top, 50 + half, 54, radius, look["skin"])


def _parted(pen, look):
    _crown(pen, look, 0.4)
    _forehead(pen, look, 32.5, 5)
    side, width = look["side"], look["width"]
    far, near = 50 - side * (width - 2.4), 50 + side * (width - 6)
    pen.shape([(near, 31.5), (far, 31.5), (far, 40), (far + side * 6, 36.8)], look["hair"])


def _crew(pen, look):
    _crown(pen, look, -0.6, 44)
    _forehead(pen, look, 31.5, 6, 1.8)


def _combed(pen, look):
    _crown(pen, look, 1.6)
    pen.half(50, 43, look["width"] - 2, 11.5, (180, 360), look["skin"])
    _forehead(pen, look, 42, 1)
    for x in (-5, 1, 7):
        pen.arc(50 + x, 34, 5, 7, (215, 285), blend(look["hair"], "#ffffff", 0.13), 0.6)


def _receding(pen, look):
    _crown(pen, look, -0.3)
    _forehead(pen, look, 34.5, 3)
    for side in (-1, 1):
        pen.oval(50 + side * 7.2, 34, 6, 3.8, look["skin"])


def _bald(pen, look):
    width, height = look["width"], look["height"] * 0.86
    for side in (-1, 1):
        inner, outer = 50 + side * (width - 1.8), 50 + side * (width + 1.3)
        pen.block(min(inner, outer), 37, max(inner, outer), 48, 1.5, look["hair"])
    pen.half(50, 43, width - 0.4, height, (180, 360), look["skin"])
    pen.arc(50 + look["side"] * 3, 33, 7, 4.5, (225, 315), blend(look["skin"], "#ffffff", 0.5), 0.9)


def _fringe(pen, look):
    _crown(pen, look, 0.8)
    _forehead(pen, look, 36.5, 3)
    for x in (-9, -3, 3, 9):
        pen.oval(50 + x + look["side"], 36, 4.6, 2.6, look["hair"])


def _swept(pen, look):
    """Parted to one side, swept over both temples."""
    _crown(pen, look, 1.0, 50)
    side, width = look["side"], look["width"]
    pen.half(50 - side * 3.5, 45, width - 4.6, 12.5, (180, 360), look["skin"])
    pen.half(50 + side * (width - 6.2), 45, 5, 11.5, (180, 360), look["skin"])
    _forehead(pen, look, 43.5, 1, 2.2)


def _middle(pen, look):
    """Parted in the middle."""
    _crown(pen, look, 0.8, 50)
    for side in (-1, 1):
        pen.half(50 + side * 6.2, 46, look["width"] - 8, 14, (180, 360), look["skin"])
    _forehead(pen, look, 44.5, 1, 2.2)


HAIR = {
    "parted": _parted,
    "crew": _crew,
    "combed": _combed,
    "receding": _receding,
    "bald": _bald,
    "fringe": _fringe,
    "bob": _fringe,
    "long": _swept,
    "bun": _swept,
    "ponytail": _middle,
    "short": _fringe,
    "waves": _middle,
}
