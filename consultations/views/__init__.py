"""Pages of the ask flow, of the villager's own question, and of the desk."""
