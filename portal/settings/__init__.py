"""Settings: ``dev`` runs one county, ``production`` is public, ``test`` is for the test suite."""
