"""The site's own pages: home page, standard pages, and the admin's branding."""
