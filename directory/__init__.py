"""The register of record: places, topics, advisers, who serves whom, who holds which role where."""
