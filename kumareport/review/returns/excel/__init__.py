"""Returned forms."""
