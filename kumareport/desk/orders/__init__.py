"""Orders: what a person has asked for on a page, carried out by a use case in a process of its own."""
