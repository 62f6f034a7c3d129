"""SpreadsheetML: read cells, patch workbooks."""
