"""The bureau's pairing sheets 结对表: cells in, decisions out. No queries, no clock, no file.

``cells``: what one cell means. ``headers``: which column holds what. ``tables``: a table as it was
laid out → one row for each village. ``places`` and ``people``: who and where is meant.
``decisions``: what each row would change in the register. ``handover``: who could take the
villages of an adviser who leaves.

Source: R01 (import with errors row by row, safe to run twice), R02, R03 (at most five villages).
"""
