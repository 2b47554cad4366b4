"""`new`: the folder of a dataset, empty or begun from a spreadsheet.

Nothing is guessed: what only people know is marked ``ISI: …``, and the check refuses it
until it is filled in. What a spreadsheet holds is found by `planning`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .base import ScaffoldError, known_owner, new_folder, write_new
from .writing import head, quoted

_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
#: Endings of spreadsheets and of what people take for one: what they are is told in words.
_OTHER_ENDINGS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".pdf", ".html", ".htm")


def new_empty(root: Path, opd: str, name: str) -> Path:
    """Begin the dataset ``datasets/<opd>/<name>`` without a file; its descriptor's path.

    Raises `ScaffoldError`, having written nothing, for an OPD or a name that cannot be used or
    a dataset that is there; `SettingsError` where there is no portal.
    """
    known_owner(root, opd)
    descriptor = new_folder(root, opd, name) / "datapackage.yaml"
    write_new(descriptor, "".join(_descriptor(opd, name)).encode())
    return descriptor


def spreadsheet(given: str) -> Path | None:
    """The file that is given, or None for a name; refuses what is no data at all."""
    path = Path(given)
    ending = path.suffix.lower()
    if ending not in (*_ENDINGS, *_OTHER_ENDINGS):
        return None
    if path.name.startswith("~$"):
        raise ScaffoldError("file-lock", file=path)
    if not path.is_file():
        raise ScaffoldError("file-missing", file=path)
    return path


def _descriptor(opd: str, name: str) -> Iterator[str]:
    yield from head(opd, name, {})
    yield f"  - name: {quoted(name)}\n"
    yield "    type: table\n"
    yield f"    path: {quoted(f'data/{name}.csv')}\n"
    yield '    title: "ISI: judul tabel"\n'
    yield '    description: "ISI: satu baris tabel ini tentang apa"\n'
    yield "    format: csv\n"
    yield "    encoding: utf-8\n"
    yield "    schema:\n"
    yield "      fields:\n"
    yield '        - name: "ISI: nama kolom"\n'
    yield "          type: string\n"
    yield '          title: "ISI: nama kolom untuk pembaca"\n'
    yield '          description: "ISI: arti kolom ini"\n'
    yield '      # primaryKey: ["kolom yang isinya tidak pernah berulang"]\n'
    yield '      missingValues: [""]\n'
