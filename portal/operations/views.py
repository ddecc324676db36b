"""Health answers and the page of a lost form token."""

from django.views.csrf import csrf_failure

__all__ = ["csrf_failure"]
