"""What changes facts of this app. Each writes its own history and refuses who may not."""

from knowledge.actions.lectures import (
    CALENDAR,
    WORDS,
    announce,
    cancel,
    describe,
    hold,
    move,
    plan,
)

__all__ = ["CALENDAR", "WORDS", "announce", "cancel", "describe", "hold", "move", "plan"]
