"""Drawn papers without a word on them: a licence card, a signed contract. Nobody's are shown."""

import io
import math

from PIL import Image, ImageDraw

from directory.demo.chance import chance

SEAL = "#c0392b"
INK = "#5d6470"


def licence(key):
    """Return the picture of a licence card with a drawn face, as bytes of a JPEG."""
    pick = chance(f"licence {key}")
    image = Image.new("RGB", (900, 600), "#cfd8d3")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((60, 50, 840, 550), 24, fill="#fbfaf5", outline="#8b3a2f", width=6)
    pen.rectangle((60, 50, 840, 140), fill="#8b3a2f")
    pen.rectangle((110, 190, 310, 450), fill="#e4ddd0")
    pen.ellipse((165, 225, 255, 330), fill=pick.choice(["#eac7a6", "#dcb08c", "#f0d2b8"]))
    pen.chord((120, 330, 300, 560), 180, 360, fill=pick.choice(["#2f4a5c", "#4a3d3a", "#3d4f42"]))
    _lines(pen, pick, left=360, top=200, right=780, rows=5, gap=52)
    _seal(pen, 680, 440, 72)
    return _jpeg(image)


def contract(key):
    """Return the picture of a signed page, as bytes of a JPEG."""
    pick = chance(f"contract {key}")
    image = Image.new("RGB", (1000, 1414), "#f7f5ee")
    pen = ImageDraw.Draw(image)
    pen.rectangle((300, 110, 700, 140), fill=INK)
    _lines(pen, pick, left=120, top=220, right=880, rows=20, gap=42)
    for left in (160, 600):
        pen.line([(left, 1230), (left + 260, 1230)], fill=INK, width=3)
        points = [(left + 20 + 22 * step, 1210 - pick.randint(0, 46)) for step in range(9)]
        pen.line(points, fill="#22303f", width=5, joint="curve")
    _seal(pen, 330, 1180, 110)
    _seal(pen, 760, 1180, 110)
    return _jpeg(image)


def _lines(pen, pick, *, left, top, right, rows, gap):
    """Rows of grey bars where a paper has writing."""
    for row in range(rows):
        end = right if (row + 1) % 5 else left + (right - left) * pick.uniform(0.3, 0.7)
        y = top + row * gap
        pen.rounded_rectangle((left, y, end, y + 14), 6, fill=INK if row == 0 else "#a9aeb6")


def _seal(pen, x, y, radius):
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(box, outline=SEAL, width=max(4, radius // 12))
    pen.polygon([_tip(x, y, radius, corner) for corner in range(10)], fill=SEAL)


def _tip(x, y, radius, corner):
    """The corners of a five-pointed star: every second one lies further in."""
    reach = radius * (0.2 if corner % 2 else 0.5)
    angle = math.pi * corner / 5
    return x + reach * math.sin(angle), y - reach * math.cos(angle)


def _jpeg(image):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=82)
    return file.getvalue()
