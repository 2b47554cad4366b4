"""What a file says, wherever in it: tables that nobody declared, and texts beside them.

A workbook speaks in other sheets, comments and properties; a picture in its metadata; a page
saved as ``.xls`` in its tables. `files.read` gives all of it as `Grid` and `Said`, a piece at
a time and bounded. Nothing is judged here.

files     which reader takes a file          plain     CSV, text, Markdown
workbook  sheets and all other parts         parts     the texts of XML parts
markup    tables of HTML and old XML         objects   JSON, GeoJSON
pictures  JPEG, PNG, WebP metadata           header    where the names of the columns stand
"""

from .base import Grid, Said, UnreadFileError

__all__ = ["Grid", "Said", "UnreadFileError"]
