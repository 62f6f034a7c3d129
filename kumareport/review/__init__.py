"""The review round trip: forms go out to departments, come back, and their edits into the workbook."""
