"""A recipe applied: the table that a sheet as people make it holds, and where the sheet drifts."""
