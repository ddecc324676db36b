"""Asking for the files of open data."""

import csv
import io
import json

from django.urls import reverse


def address(name, form):
    return reverse("directory:open_data_file", kwargs={"name": name, "form": form})


def rows(client, name):
    """The rows of a file, the same from CSV and JSON (as text)."""
    found = json.loads(client.get(address(name, "json")).content)["rows"]
    text = client.get(address(name, "csv")).content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(found)
    return found
