"""Pictures that this app draws: the card that a shared link to a case shows."""

from knowledge.drawing.card import Words, draw_card, draw_sign
from knowledge.drawing.fonts import NoFontError

__all__ = ["NoFontError", "Words", "draw_card", "draw_sign"]
