"""Next year's workbook out of this year's (年度更新)."""
