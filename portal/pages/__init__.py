"""What every page shares: the base page, site settings, StreamField blocks, template tags."""
