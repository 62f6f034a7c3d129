"""One LibreOffice for a whole test run."""
