"""The tables of a report: defined once, written as a workbook or as CSV, and read back."""
