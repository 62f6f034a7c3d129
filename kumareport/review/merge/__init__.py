"""What was changed, by whom, and what it comes to: pure."""
