"""A canvas of 960 by 540 points, drawn at twice the size: smooth shapes, mist, light and grain."""

import io
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT, SCALE = 960, 540, 2
GRAIN = 5  # of 255: enough to look like paper, too little to make the file big
BILINEAR, NEAREST = Image.Resampling.BILINEAR, Image.Resampling.NEAREST
ROUND = 24  # corners of what is drawn as an oval with a slant


def rgb(colour):
    """``#rrggbb`` as three numbers."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def curve(points, closed=True, steps=8):
    """Return the points of a smooth line (Catmull-Rom) through ``points``."""
    row = list(points)
    row = [row[-1], *row, row[0], row[1]] if closed else [row[0], *row, row[-1]]
    found = []
    for a, b, c, d in zip(row, row[1:], row[2:], row[3:], strict=False):
        for step in range(steps):
            t = step / steps
            found.append(tuple(_between(a[i], b[i], c[i], d[i], t) for i in (0, 1)))
    return found if closed else [*found, row[-1]]


def _between(a, b, c, d, t):
    bend = (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t
    return 0.5 * (2 * b + (c - a) * t + bend)


class Canvas:
    """Measures in points of the finished picture; ``strength`` is the opacity, 0 to 1."""

    def __init__(self, colour="#fbfaf7"):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), colour)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def shape(self, points, fill, strength=1.0):
        """A shape with straight edges."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.polygon(scaled, fill=(*rgb(fill), round(255 * strength)))

    def blob(self, points, fill, strength=1.0):
        """A shape with soft edges through ``points``."""
        self.shape(curve(points), fill, strength)

    def box(self, left, top, right, bottom, fill, radius=0.0, strength=1.0):
        """A rectangle, its corners rounded by ``radius``."""
        scaled = [value * SCALE for value in (left, top, right, bottom)]
        colour = (*rgb(fill), round(255 * strength))
        self.pen.rounded_rectangle(scaled, radius * SCALE, fill=colour)

    def oval(self, x, y, rx, ry, fill, strength=1.0, slant=0.0):
        """An oval about a point, turned by ``slant`` (radians)."""
        if not slant:
            box = [value * SCALE for value in (x - rx, y - ry, x + rx, y + ry)]
            self.pen.ellipse(box, fill=(*rgb(fill), round(255 * strength)))
            return
        turns = [2 * pi * step / ROUND for step in range(ROUND)]
        points = [(rx * cos(turn), ry * sin(turn)) for turn in turns]
        turned = [
            (x + a * cos(slant) - b * sin(slant), y + a * sin(slant) + b * cos(slant))
            for a, b in points
        ]
        self.shape(turned, fill, strength)

    def line(self, points, colour, width, strength=1.0):
        """A line with round ends and joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        fill = (*rgb(colour), round(255 * strength))
        self.pen.line(scaled, fill=fill, width=max(1, round(width * SCALE)), joint="curve")
        if strength == 1.0 and width > 1:
            for x, y in (points[0], points[-1]):
                self.oval(x, y, width / 2, width / 2, colour)

    def wave(self, points, colour, width, strength=1.0):
        """A smooth line through ``points``."""
        self.line(curve(points, closed=False), colour, width, strength)

    def fade(self, top, bottom, above, below, strength=(1.0, 1.0)):
        """A band over the whole width, from colour ``above`` to ``below``."""
        size = 1, max(1, round((bottom - top) * SCALE))
        ramp = Image.linear_gradient("L").resize((1, 256)).resize(size)
        start, end = (Image.new("RGB", size, colour) for colour in (above, below))
        first, last = strength
        mask = ramp.point(lambda value: round(255 * first + (last - first) * value))
        wide = WIDTH * SCALE, size[1]
        band = Image.composite(end, start, ramp).resize(wide, NEAREST)
        mask = mask.resize(wide, NEAREST)
        self.image.paste(band, (0, round(top * SCALE)), mask)

    def mist(self, y, height, colour, strength=0.9):
        """Mist that is thickest at ``y`` and gone ``height`` above it and half of that below."""
        self.fade(y - height, y, colour, colour, (0.0, strength))
        self.fade(y, y + height / 2, colour, colour, (strength, 0.0))

    def glow(self, x, y, radius, colour, strength=0.8):
        """A soft light about a point."""
        size = round(radius * 2 * SCALE)
        disc = ImageChops.invert(Image.radial_gradient("L")).resize((size, size), BILINEAR)
        disc = disc.point(lambda value: round(max(0, value - 75) * 1.41 * strength))
        corner = round(x * SCALE - size / 2), round(y * SCALE - size / 2)
        self.image.paste(Image.new("RGB", disc.size, colour), corner, disc)

    def soft(self, blobs, colour, strength, blur):
        """Ovals (x, y, rx, ry) whose edges are blurred by ``blur`` points: clouds, shadows."""
        left, top = (min(blob[i] - blob[i + 2] for blob in blobs) - 3 * blur for i in (0, 1))
        right, end = (max(blob[i] + blob[i + 2] for blob in blobs) + 3 * blur for i in (0, 1))
        small = Image.new("L", (int(right - left) // 2 + 1, int(end - top) // 2 + 1), 0)
        pen = ImageDraw.Draw(small)
        for x, y, rx, ry in blobs:
            box = (x - rx - left, y - ry - top, x + rx - left, y + ry - top)
            pen.ellipse([value / 2 for value in box], fill=round(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(blur / 2))
        mask = mask.resize([side * 2 * SCALE for side in mask.size], BILINEAR)
        corner = round(left * SCALE), round(top * SCALE)
        self.image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def mirror(self):
        """Turn the picture over, so that left is right."""
        self.image = self.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def webp(self, pick):
        """Return the finished picture as bytes of a WebP, with the grain of paper."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        half = WIDTH // 2, HEIGHT // 2
        noise = Image.frombytes("L", half, pick.randbytes(half[0] * half[1]))
        noise = noise.filter(ImageFilter.GaussianBlur(0.8)).resize(small.size, BILINEAR)
        grey = noise.point(lambda value: 128 + round((value - 128) * GRAIN / 32))
        grained = ImageChops.soft_light(small, Image.merge("RGB", [grey] * 3))
        file = io.BytesIO()
        grained.save(file, "WEBP", quality=88, method=2)
        return file.getvalue()
