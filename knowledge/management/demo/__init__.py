"""How the demo county's content comes into the database: one module for each kind of thing."""
