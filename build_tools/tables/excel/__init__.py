"""Workbooks: read by calamine, and looked at for what calamine does not tell."""
