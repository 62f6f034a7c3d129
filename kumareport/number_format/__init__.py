"""Excel number formats: how a number looks, and what the look says of its decimals and words."""

from kumareport.number_format.displayed import displayed_number, displayed_text
from kumareport.number_format.scale import NumberFormat, Shown

__all__ = ["NumberFormat", "Shown", "displayed_number", "displayed_text"]
