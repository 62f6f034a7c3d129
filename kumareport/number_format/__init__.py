"""Excel number formats: how a number looks, and what the look says of its decimals and words."""

from kumareport.number_format.displayed import (
    GENERAL_WIDTH,
    displayed_number,
    displayed_text,
)
from kumareport.number_format.scale import NumberFormat, Shown

__all__ = ["GENERAL_WIDTH", "NumberFormat", "Shown", "displayed_number", "displayed_text"]
