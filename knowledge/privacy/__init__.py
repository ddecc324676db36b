"""Detectors for what could tell a neighbour who it was: names, numbers, addresses, places."""

from knowledge.privacy.findings import Finding, findings

__all__ = ["Finding", "findings"]
