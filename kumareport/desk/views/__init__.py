"""The pages: what each shows, and what is ordered from it."""
