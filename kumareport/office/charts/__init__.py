"""DrawingML charts."""
