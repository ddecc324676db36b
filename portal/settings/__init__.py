"""Settings: ``dev`` runs one county locally, ``production`` is public, ``test`` is for the test suite."""
