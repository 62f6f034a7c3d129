"""The report as data: frozen dataclasses without any input or output."""
