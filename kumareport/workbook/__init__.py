"""The workbook (様式): its layout, reading it, writing a new one."""
