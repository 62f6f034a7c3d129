"""The signs that stand before a number."""

DASHES = "-−‐‑‒–—"
"""What keyboards, IMEs, Word and other programs put for a minus, after NFKC."""
FULL_WIDTH_DASH = "－"
TRIANGLES = "▲△▼"
"""The accounting minus of public offices."""
MINUS_SIGNS = DASHES + TRIANGLES
"""Every sign that is read as a minus, after NFKC."""
TYPED_MINUS_SIGNS = MINUS_SIGNS + FULL_WIDTH_DASH
"""Every sign that is read as a minus, as it stands in a text."""
PRINTED_MINUS_SIGNS = ("▲", "△", "-", "−")
"""Those that 設定 offers for the report, the usual one first."""
