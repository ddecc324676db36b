"""台账: one volume per village, one entry per service given."""
