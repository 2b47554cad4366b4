"""`new`: the folder of a dataset, its descriptor begun from a spreadsheet's header.

Nothing is guessed: what only people know is marked ``ISI: …``, and the check refuses it
until it is filled in. A column becomes a number only where every cell plainly is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from ..load import load_portal
from ..model import Resource
from ..tables import read
from .base import ScaffoldError, write_new

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLLECTIONS = ("himpunan", "referensi")
_ENDINGS = (".csv", ".xlsx")
_HEAD = Path(__file__).resolve().parent / "files" / "datapackage.head.yaml"

_TYPES = """\
      # Jenis kolom: integer atau number hanya bila setiap isinya jelas bilangan (tanpa nol
      # di depan, titik sebagai tanda desimal); selain itu string. Kode tetap string. 1.000
      # dapat berarti seribu: number dengan `groupChar: "."` dan `decimalChar: ","`.
      # Tanggal (date), tahun (year), ya/tidak (boolean): ubah sendiri bila memang begitu.
"""
_MEASURE = """\
          # Ukuran (jumlah, nilai, persen)? Isi kelima baris di bawahnya. Bukan (tahun, nomor)?
          # Ganti `ukuran` dengan waktu, wilayah, kode, atau nama, dan hapus kelimanya.
          sdi:peran: ukuran
"""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the spreadsheet: its header, and the type that all its cells plainly have."""

    name: str
    type: str


def new(root: Path, opd: str, given: str) -> Path:
    """Begin the dataset ``datasets/<opd>/<name>``; gives the path of its descriptor.

    ``given`` is the name of the new dataset, or a CSV or XLSX file: then the dataset is named
    after it, the file is copied into its ``data/`` folder and the descriptor lists its columns.
    Raises `ScaffoldError`, having written nothing, for an OPD or a name that cannot be used, a
    dataset that is there, or a file that is no table; `SettingsError` where there is no portal.
    """
    _known(root, opd)
    source = Path(given) if given.lower().endswith(_ENDINGS) else None
    name = _slug(source.stem) if source else given
    if not _NAME.fullmatch(name) or name == "versi":
        raise ScaffoldError("name", name=name)
    folder = root / "datasets" / opd / name
    if folder.exists():
        raise ScaffoldError("dataset-exists", folder=folder.relative_to(root).as_posix())
    resource = _resource(source, name) if source else Resource(name, f"data/{name}.csv", "csv")
    columns = (
        _columns(source.parent, resource) if source else [_Column("ISI: nama kolom", "string")]
    )
    text = "".join(_descriptor(opd, name, resource, columns))
    if source:
        write_new(folder / resource_path(resource), source.read_bytes())
    descriptor = folder / "datapackage.yaml"
    write_new(descriptor, text.encode())
    return descriptor


def resource_path(resource: Resource) -> str:
    """Where a resource's file lies in its dataset's folder."""
    return f"data/{resource.name}.{resource.kind}"


def _known(root: Path, opd: str) -> None:
    """Stop at an owner that the register does not have."""
    portal = load_portal(root, date.min)
    if opd not in _COLLECTIONS and portal.agency(opd) is None:
        known = ", ".join([*(agency.id for agency in portal.agencies), *_COLLECTIONS])
        raise ScaffoldError("opd", opd=opd, known=known)


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")


def _resource(source: Path, name: str) -> Resource:
    """The spreadsheet as a resource that `tables.read` can read, where it lies now."""
    if not source.is_file():
        raise ScaffoldError("file-missing", file=source)
    if source.suffix.lower() == ".xlsx":
        resource = Resource(name, source.name, "xlsx", dialect=_sheet(source))
    else:
        head = source.read_bytes()
        encoding = _encoding(head)
        first = head.decode(encoding, "replace").lstrip("\ufeff").partition("\n")[0]
        delimiter = max(",;\t|", key=first.count)
        dialect = {} if delimiter == "," else {"delimiter": delimiter}
        resource = Resource(name, source.name, "csv", encoding=encoding, dialect=dialect)
    problem = next(read.problems(source.parent, resource), None)
    if problem:
        raise ScaffoldError("file-unreadable", file=source, problem=problem.code)
    return resource


def _sheet(source: Path) -> dict[str, str]:
    """The dialect of a workbook: its first sheet by name, where there are more."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(source, read_only=True)
    except Exception as problem:  # whatever its XML parser raises
        raise ScaffoldError("file-unreadable", file=source, problem=str(problem)) from problem
    names = book.sheetnames
    book.close()
    return {"sheetName": names[0]} if len(names) > 1 else {}


def _encoding(data: bytes) -> str:
    """UTF-8 where it is, else the encoding of Windows spreadsheets; a comment asks to look."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _columns(folder: Path, resource: Resource) -> list[_Column]:
    """The header's names, each with the type that every one of its cells plainly has."""
    records = read.records(folder, resource)
    header = next(records, [])
    if not any(header):
        raise ScaffoldError("file-empty", file=resource.path)
    for number, label in enumerate(header, start=1):
        if not label.strip() or header.index(label) != number - 1:
            raise ScaffoldError("header", column=number, label=label, file=resource.path)
    types = _types(header, records)
    return [_Column(label, type) for label, type in zip(header, types, strict=True)]


class _Kind:
    """What the cells of one column have in common, seen one after the other."""

    def __init__(self) -> None:
        self._integer = self._number = True
        self._points = self._other_points = self._filled = False

    def see(self, cell: str) -> None:
        """Take one cell into account; an empty one says nothing."""
        if not cell:
            return
        self._filled = True
        self._integer = self._integer and _INTEGER.fullmatch(cell) is not None
        self._number = self._number and _NUMBER.fullmatch(cell) is not None
        if "." in cell:
            self._points = True
            self._other_points = self._other_points or _THOUSANDS.fullmatch(cell) is None

    def type(self) -> str:
        """The type that every cell plainly has. Only 1.000 and the like: is that a thousand?"""
        if not self._filled or not self._number or (self._points and not self._other_points):
            return "string"
        return "integer" if self._integer else "number"


def _types(header: list[str], records: Iterable[list[str]]) -> list[str]:
    kinds = [_Kind() for _ in header]
    for record in records:
        for kind, cell in zip(kinds, record, strict=False):
            kind.see(cell)
    return [kind.type() for kind in kinds]


def _descriptor(opd: str, name: str, resource: Resource, columns: list[_Column]) -> Iterator[str]:
    """The lines of ``datapackage.yaml``, with a comment wherever people have to decide."""
    origin = {"himpunan": "himpunan", "referensi": "ISI: resmi atau himpunan"}.get(opd, "resmi")
    head = _HEAD.read_text(encoding="utf-8")
    yield head.replace("@NAMA@", name).replace("@ASAL@", quoted(origin))
    if opd == "himpunan":
        yield 'sdi:opdTerkait: ["ISI: id perangkat daerah dalam daftar OPD"]\n'
    yield "\nresources:\n"
    yield f"  - name: {quoted(resource.name)}\n"
    if resource.kind == "csv":
        yield "    type: table\n"
    yield f"    path: {quoted(resource_path(resource))}\n"
    yield '    title: "ISI: judul tabel"\n'
    yield '    description: "ISI: satu baris tabel ini tentang apa"\n'
    yield f"    format: {resource.kind}\n"
    if resource.kind == "csv":
        if resource.encoding != "utf-8":
            yield "    # Berkas ini bukan UTF-8: periksa huruf seperti é dan tanda kutip.\n"
        yield f"    encoding: {resource.encoding}\n"
    for key, value in resource.dialect.items():
        yield f"    dialect: {{{key}: {quoted(value)}}}\n"
    yield from _schema(columns)


def _schema(columns: list[_Column]) -> Iterator[str]:
    yield "    schema:\n"
    yield _TYPES
    yield "      fields:\n"
    for column in columns:
        yield f"        - name: {quoted(column.name)}\n"
        yield f"          type: {column.type}\n"
        yield '          title: "ISI: nama kolom untuk pembaca"\n'
        yield '          description: "ISI: arti kolom ini"\n'
        if column.type in {"integer", "number"}:
            yield _MEASURE
            for part in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"):
                yield f'          sdi:{part}: "ISI: {part}"\n'
    yield '      # primaryKey: ["kolom yang isinya tidak pernah berulang"]\n'
    yield '      missingValues: [""]\n'


def quoted(text: str) -> str:
    """A text as one double-quoted YAML scalar on one line."""
    line = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return str(line).strip()
