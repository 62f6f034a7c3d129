"""The workbook as the yardstick of a review: what it prints, whose each row is."""
