"""Office Open XML as files: packages, SpreadsheetML cells, DrawingML charts."""
