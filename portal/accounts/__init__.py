"""Who can log in: the user model, login and the second factor."""
