"""Returned drafts."""
