"""Search over every app's registered rows: analysis, engines, outbox of index changes."""
