"""What came back: read, weighed against what went out, and gathered."""
