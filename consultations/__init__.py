"""A villager's question: asked, routed, answered, closed."""
