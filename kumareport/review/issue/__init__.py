"""Forms and drafts on their way out, and the record of what went out."""
