"""Learning law: case articles and lectures."""
