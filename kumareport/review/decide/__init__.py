"""反映案: written for the office to decide, and read back."""
