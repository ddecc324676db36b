"""Rate limits and checks that a form was filled in by a person."""
