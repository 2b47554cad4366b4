"""What the modules of the mirror share: their error, and the content of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

#: Files of the public repository: path and content, or the file that holds it.
Files = Mapping[str, bytes | Path]

#: The marker in a dataset's folder that says of which days its data is.
DATES = ".tanggal"


class MirrorError(Exception):
    """Nothing was sent: the code of the words that say why (`mirror.<code>`), and values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values
