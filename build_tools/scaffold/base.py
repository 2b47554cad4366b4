"""What the scaffolds share: their error, and writing without ever replacing a file."""

from __future__ import annotations

from pathlib import Path


class ScaffoldError(Exception):
    """Nothing was written: the code of the words that say why (`scaffold.<code>`), and values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
