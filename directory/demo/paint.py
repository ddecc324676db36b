"""A pen that measures in hundredths of the picture, and two ways to mix colours."""

SIZE = 480  # pixels of the finished picture
SCALE = 2
UNIT = SIZE * SCALE / 100  # one hundredth of the picture
ZOOM = 1.2  # the figure is enlarged about the point (50, 57), so that the face fills the picture


class Pen:
    """Draws in hundredths of the picture, so that the figures below read as percentages."""

    def __init__(self, canvas):
        self.canvas = canvas

    def _at(self, x, y):
        return (50 + (x - 50) * ZOOM) * UNIT, (57 + (y - 57) * ZOOM) * UNIT

    def _box(self, x, y, rx, ry):
        return [*self._at(x - rx, y - ry), *self._at(x + rx, y + ry)]

    def _width(self, width):
        return round(width * UNIT * ZOOM)

    def oval(self, x, y, rx, ry, fill):
        self.canvas.ellipse(self._box(x, y, rx, ry), fill=fill)

    def ring(self, x, y, rx, ry, colour, width):
        self.canvas.ellipse(self._box(x, y, rx, ry), outline=colour, width=self._width(width))

    def arc(self, x, y, rx, ry, angles, colour, width):
        self.canvas.arc(self._box(x, y, rx, ry), *angles, fill=colour, width=self._width(width))

    def half(self, x, y, rx, ry, angles, fill):
        self.canvas.chord(self._box(x, y, rx, ry), *angles, fill=fill)

    def shape(self, points, fill):
        self.canvas.polygon([self._at(x, y) for x, y in points], fill=fill)

    def line(self, points, colour, width):
        scaled = [self._at(x, y) for x, y in points]
        self.canvas.line(scaled, fill=colour, width=self._width(width), joint="curve")

    def block(self, left, top, right, bottom, radius, fill):
        box = [*self._at(left, top), *self._at(right, bottom)]
        self.canvas.rounded_rectangle(box, radius * UNIT * ZOOM, fill=fill)


def darker(colour, factor):
    """Return ``colour`` ("#rrggbb") with each part times ``factor``."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{int(part * factor):02x}" for part in parts)


def blend(first, second, share):
    """Return ``first`` with ``share`` (0 to 1) of ``second`` in it."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{int(a + (b - a) * share):02x}" for a, b in pairs)
