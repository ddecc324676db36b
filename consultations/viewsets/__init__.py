"""What this app shows in Wagtail's admin: numbers for editors, never a question."""

from consultations.viewsets.demand import AskedNotWritten, DemandView

__all__ = ["AskedNotWritten", "DemandView"]
