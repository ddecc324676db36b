"""The light of a scene: the hour and the season, each with colours that belong together."""

from dataclasses import dataclass

from directory.demo.paint import blend

PAPER, INK, TEAL, SEAL, GOLD = "#fbfaf7", "#1b1f24", "#0f4c5c", "#b3261e", "#c79a3b"


@dataclass(frozen=True)
class Mood:
    """``sky``, ``low``: above and at the horizon; ``far``, ``near``: rock; ``leaf``, ``field``."""

    sky: str
    low: str
    mist: str
    far: str
    near: str
    leaf: str
    field: str
    ground: str
    sun: str

    def depth(self, share):
        """The colour of rock at a distance: 0 near, 1 lost in the mist."""
        return blend(blend(self.near, self.far, min(1, share * 1.4)), self.mist, share * 0.75)

    def leaves(self, share):
        """The colour of trees at a distance: 0 near, 1 lost in the mist."""
        return blend(self.leaf, self.mist, share * 0.8)


MOODS = {
    "day": Mood(
        "#bcd8da", "#f6f3e6", "#eff3ea", "#a3b3a8", "#94806a", "#2f6a55", "#8fae5b", "#d9c9a3",
        "#fff6dc",
    ),
    "dawn": Mood(
        "#e9c9ad", "#fbefdb", "#f8ead6", "#b9aaa3", "#8b7768", "#3d6b5c", "#a3ac62", "#dcc69c",
        "#f6b98a",
    ),
    "autumn": Mood(
        "#cfdcd6", "#fbf1d8", "#f6eeda", "#b3ab97", "#94795a", "#6d7f45", "#d3a845", "#dcc48f",
        "#fbe3a6",
    ),
    "dusk": Mood(
        "#8fa6b4", "#f4cfa6", "#f1d6b8", "#9f97a0", "#6c6470", "#3a5b5f", "#9a955c", "#cdb08a",
        "#f2a069",
    ),
    "night": Mood(
        "#12303d", "#3f6d76", "#4c7780", "#35616b", "#234955", "#163c40", "#3f6153", "#5d6a5f",
        "#f6e6b4",
    ),
}  # fmt: skip
