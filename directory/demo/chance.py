"""Chance that falls alike every time: the demo county looks the same on every machine."""

import random


def chance(key: str) -> random.Random:
    """Return the dice of ``key``: who asks for the same key again throws the same."""
    return random.Random(key)  # noqa: S311 (looks and made-up numbers, never a secret)
