"""WordprocessingML: read stories, revisions, comments; mend templates."""
