"""`new`: the folder of a dataset, its descriptor begun from a spreadsheet's header.

Nothing is guessed: what only people know is marked ``ISI: …``, and the check refuses it
until it is filled in. What columns hold is looked up in `columns`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from ..load import load_portal
from ..load.datasets import RESERVED_DATASETS
from ..model import Resource
from ..tables import read
from .base import ScaffoldError, write_new
from .columns import Column, columns_of

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLLECTIONS = ("himpunan", "referensi")
_ENDINGS = (".csv", ".xlsx")
_OLD_ENDINGS = (".xls", ".xlsm", ".xlsb", ".ods")
_SUGGESTED = 5
_HEAD = Path(__file__).resolve().parent / "files" / "datapackage.head.yaml"

_TYPES = """\
      # Jenis kolom: integer, number, date, atau year hanya bila setiap isinya jelas begitu;
      # selain itu string. Kode tetap string. Ya/tidak (boolean): ubah sendiri.
"""
_UNCLEAR = """\
          # Ribuan: `type: number` dengan `groupChar: "."` dan `decimalChar: ","`.
          # Pecahan: `type: number` dengan `sdi:desimal: 3` (koma: `decimalChar: ","`).
          # Bukan angka (kode): biarkan string.
"""
_MEASURE = """\
          # Ukuran (jumlah, nilai, persen)? Isi kelima baris di bawahnya. Bukan (tahun, nomor)?
          # Ganti `ukuran` dengan waktu, wilayah, kode, atau nama, dan hapus kelimanya.
          sdi:peran: ukuran
"""


def new(root: Path, opd: str, given: str) -> Path:
    """Begin the dataset ``datasets/<opd>/<name>``; gives the path of its descriptor.

    ``given`` is the name of the new dataset, or a CSV or XLSX file: then the dataset is named
    after it, the file is copied into its ``data/`` folder and the descriptor lists its columns.
    Raises `ScaffoldError`, having written nothing, for an OPD or a name that cannot be used, a
    dataset that is there, or a file that is no table; `SettingsError` where there is no portal.
    """
    known_owner(root, opd)
    source = spreadsheet(given)
    name = _slug(source.stem) if source else given
    folder = new_folder(root, opd, name)
    resource = as_resource(source, name) if source else Resource(name, f"data/{name}.csv", "csv")
    columns = (
        columns_of(source.parent, resource) if source else [Column("ISI: nama kolom", "string")]
    )
    text = "".join(_descriptor(opd, name, resource, columns))
    if source:
        write_new(folder / resource_path(resource), source.read_bytes())
    descriptor = folder / "datapackage.yaml"
    write_new(descriptor, text.encode())
    return descriptor


def new_folder(root: Path, opd: str, name: str) -> Path:
    """The folder of a dataset that is not there yet; refuses a name that cannot be used."""
    if not _NAME.fullmatch(name) or name in RESERVED_DATASETS:
        raise ScaffoldError("name", name=name)
    folder = root / "datasets" / opd / name
    if folder.exists():
        raise ScaffoldError("dataset-exists", folder=folder.relative_to(root).as_posix())
    return folder


def resource_path(resource: Resource) -> str:
    """Where a resource's file lies in its dataset's folder."""
    return f"data/{resource.name}.{resource.kind}"


def known_owner(root: Path, opd: str) -> None:
    """Stop at an owner that the register does not have; says those that are spelt alike."""
    portal = load_portal(root, date.min)
    if opd in _COLLECTIONS or portal.agency(opd) is not None:
        return
    names = {name.casefold(): name for name in _COLLECTIONS}
    for agency in portal.agencies:
        for known in (agency.name.main, *agency.aliases, agency.id):
            names[known.casefold()] = agency.id
    close = difflib.get_close_matches(opd.casefold(), names, n=_SUGGESTED)
    if close:
        near = ", ".join(dict.fromkeys(names[name] for name in close))
        raise ScaffoldError("opd-near", opd=opd, near=near)
    raise ScaffoldError("opd", opd=opd)


def spreadsheet(given: str) -> Path | None:
    """The spreadsheet that is given, or None for a name; refuses what cannot be read."""
    path = Path(given)
    ending = path.suffix.lower()
    if path.name.startswith("~$"):
        raise ScaffoldError("file-lock", file=path)
    if ending in _OLD_ENDINGS:
        raise ScaffoldError("file-old", file=path, ending=ending)
    return path if ending in _ENDINGS else None


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")


def as_resource(source: Path, name: str) -> Resource:
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
    problem = read.unreadable(source.parent, resource)
    if problem:
        if problem.code == "file-empty":
            raise ScaffoldError("file-empty", file=source)
        raise ScaffoldError("file-unreadable", file=source, problem=problem.code, finding=problem)
    return resource


def _sheet(source: Path) -> dict[str, str]:
    """The dialect of a workbook: its first sheet by name, where there are more."""
    try:
        names = read.sheet_names(source)
    except read.BlankRowsError as problem:
        raise ScaffoldError("file-unreadable", file=source, problem=str(problem)) from problem
    return {"sheetName": names[0]} if len(names) > 1 else {}


def _encoding(data: bytes) -> str:
    """UTF-8 where it is, else the encoding of Windows spreadsheets; a comment asks to look."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _descriptor(opd: str, name: str, resource: Resource, columns: list[Column]) -> Iterator[str]:
    """The lines of ``datapackage.yaml``, with a comment wherever people have to decide."""
    yield from about(opd, name)
    yield f"  - name: {quoted(resource.name)}\n"
    if resource.kind == "csv":
        yield "    type: table\n"
    yield f"    path: {quoted(resource_path(resource))}\n"
    yield '    title: "ISI: judul tabel"\n'
    yield '    description: "ISI: satu baris tabel ini tentang apa"\n'
    yield from how_it_is_read(resource)
    yield "    schema:\n"
    yield _TYPES
    yield "      fields:\n"
    for column in columns:
        yield from described(column)
    yield '      # primaryKey: ["kolom yang isinya tidak pernah berulang"]\n'
    yield '      missingValues: [""]\n'


def about(opd: str, name: str) -> Iterator[str]:
    """The lines of a descriptor above its resources."""
    origin = {"himpunan": "himpunan", "referensi": "ISI: resmi atau himpunan"}.get(opd, "resmi")
    head = _HEAD.read_text(encoding="utf-8")
    yield head.replace("@NAMA@", name).replace("@ASAL@", quoted(origin))
    if opd == "himpunan":
        yield 'sdi:opdTerkait: ["ISI: id perangkat daerah dalam daftar OPD"]\n'
    yield "\nresources:\n"


def how_it_is_read(resource: Resource) -> Iterator[str]:
    """The lines that say the format of a resource's file, its encoding and its dialect."""
    yield f"    format: {resource.kind}\n"
    if resource.kind == "csv":
        if resource.encoding != "utf-8":
            yield "    # Berkas ini bukan UTF-8: periksa huruf seperti é dan tanda kutip.\n"
        yield f"    encoding: {resource.encoding}\n"
    for key, value in resource.dialect.items():
        yield f"    dialect: {{{key}: {quoted(value)}}}\n"


def described(column: Column) -> Iterator[str]:
    """The lines of one field, with a mark wherever people have to say what it is."""
    yield f"        - name: {quoted(column.name)}\n"
    yield f"          type: {column.type}\n"
    yield '          title: "ISI: nama kolom untuk pembaca"\n'
    meaning = "ISI: arti kolom ini"
    if column.unclear:
        yield _UNCLEAR
        meaning += f". {column.unclear} itu ribuan atau pecahan? (lihat catatan di atas)"
    yield f"          description: {quoted(meaning)}\n"
    for key, value in column.properties:
        yield f"          {key}: {quoted(value)}\n"
    if column.role:
        yield f"          sdi:peran: {column.role}\n"
    elif column.type in {"integer", "number"}:
        yield _MEASURE
        for part in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"):
            yield f'          sdi:{part}: "ISI: {part}"\n'


def quoted(text: str) -> str:
    """A text as one double-quoted YAML scalar on one line."""
    line = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return str(line).strip()
