"""Office files as files: the only importers of lxml."""
