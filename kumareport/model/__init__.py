"""The report as data: frozen records without any input or output."""
