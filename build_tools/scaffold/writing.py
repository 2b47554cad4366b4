"""The text of a new ``datapackage.yaml``: what is known, written to be read; the rest marked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ..infer.base import ProposedField
from ..load.recipe import SHEET_READING
from ..model import Recipe, RecipeColumn

_HEAD = Path(__file__).resolve().parent / "files" / "datapackage.head.yaml"
_WIDTH = 100
#: A value that is only a mark, as it is written here and by `edited`.
_MARK = re.compile(r"""["']?\bISI: """)
#: A line of the head whose value is a mark: key, and what stands after the value.
_MARKED = re.compile(r'^(?P<key>[ \w:$-]+): (?P<open>\[?)"ISI:[^"]*"(?P<close>\]?)$')
#: What is said of a source that others have published; an office's own records have neither.
_OF_OTHERS = ('path: "ISI:', 'sdi:tanggalAkses: "ISI:')
#: A property whose value is longer gets lines of its own.
_SHORT = 72


#: Above what was taken from the national list of standard data (BPS).
_SUGGESTED = "# Usul dari daftar standar data nasional; periksa, ganti bila tidak cocok."


def quoted(text: str) -> str:
    """A text as one double-quoted YAML scalar on one line."""
    line = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return str(line).strip()


def head(opd: str, name: str, values: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    """The lines above the resources.

    ``values`` are those that are known, by the key as it stands in the head (``title``,
    ``sdi:periode.mulai``, ``sources.title``); every other keeps its mark.
    """
    origin = {"himpunan": "himpunan", "referensi": "ISI: resmi atau himpunan"}.get(opd, "resmi")
    text = _HEAD.read_text(encoding="utf-8")
    text = text.replace("@NAMA@", name).replace("@ASAL@", quoted(origin))
    block = ""
    for line in text.splitlines():
        if line.endswith(":") and not line.startswith("#"):
            block = line[:-1]
        elif not line.startswith((" ", "#")):
            block = ""
        known = _known(line, block, values)
        if origin == "resmi" and known == line and line.strip().startswith(_OF_OTHERS):
            continue
        yield known + "\n"
    if opd == "himpunan":
        yield 'sdi:opdTerkait: ["ISI: id perangkat daerah dalam daftar OPD"]\n'
    yield "\nresources:\n"


def _known(line: str, block: str, values: Mapping[str, str | Sequence[str]]) -> str:
    found = _MARKED.match(line)
    if not found:
        return line
    key = found["key"].strip(" -")
    value = values.get(f"{block}.{key}" if block else key)
    if not value:
        return line
    if found["open"]:
        listed = value.split(",") if isinstance(value, str) else value
        return f"{found['key']}: [{', '.join(quoted(v.strip()) for v in listed)}]"
    return f"{found['key']}: {quoted(str(value))}"


def recipe(given: Recipe) -> Iterator[str]:
    """The lines of ``sdi:resep``."""
    yield "    # Langkah dari lembar kerja ke tabel; diulang pada setiap berkas baru.\n"
    yield "    sdi:resep:\n"
    if given.sheets:
        yield f"      lembar: [{', '.join(map(quoted, given.sheets))}]\n"
    if given.sheet_field:
        yield f"      kolomLembar: {quoted(given.sheet_field)}\n"
    if given.sheet_period:
        yield f"      bacaLembar: {SHEET_READING}\n"
    yield f"      kepala: [{', '.join(map(str, given.header))}]\n"
    yield "      kolom:\n"
    for column in given.columns:
        yield f"        - {{{', '.join(_column(column))}}}\n"
    if given.drops:
        yield "      buang:\n"
        for drop in given.drops:
            said = f", isi: {quoted(drop.text)}" if drop.text else ""
            yield f"        - {{alasan: {drop.reason}{said}}}\n"
    if given.styled or given.group or given.decimal != ".":
        style = f"ribuan: {quoted(given.group)}, desimal: {quoted(given.decimal)}"
        yield f"      angka: {{{style}}}\n"
    if given.constants:
        fixed = ", ".join(f"{name}: {quoted(value)}" for name, value in given.constants)
        yield f"      tetap: {{{fixed}}}\n"


def _column(column: RecipeColumn) -> Iterator[str]:
    yield f"nama: {column.name}"
    yield f"judul: {quoted(column.label)}"
    if column.reading != "teks":
        yield f"baca: {column.reading}"
    if column.fill_down:
        yield "isiKeBawah: true"


def marks(text: str) -> int:
    """How many values of a descriptor's text are left to people (``"ISI: …"``)."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return sum(len(_MARK.findall(line)) for line in lines)


def questions(said: Sequence[str]) -> Iterator[str]:
    """The lines of ``sdi:tanya``: while a question stands there, the check holds the dataset."""
    if not said:
        return
    yield "    # Dataset tertahan sampai tiap pertanyaan terjawab; lalu hapus barisnya.\n"
    yield "    sdi:tanya:\n"
    for one in dict.fromkeys(said):
        yield f"      - {quoted(one)}\n"


def field(given: ProposedField, notes: Sequence[str] = ()) -> Iterator[str]:
    """The lines of one field; ``notes`` stand above it as comments: what only people know."""
    for note in notes:
        yield from comment(note, "        ")
    yield f"        - name: {quoted(given.name)}\n"
    yield f"          type: {given.type}\n"
    said = False
    for key, value in given.properties.items():
        if key in given.suggested and not said:
            yield f"          {_SUGGESTED}\n"
            said = True
        yield from prop(key, value, "          ")


def prop(key: str, value: Any, indent: str) -> Iterator[str]:
    """The lines of one property, on one line where it fits."""
    if isinstance(value, str):
        yield f"{indent}{key}: {quoted(value)}\n"
        return
    line = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False
    )
    line = line.strip().removesuffix("...").strip()
    if len(line) <= _SHORT or not isinstance(value, list):
        yield f"{indent}{key}: {line}\n"
        return
    yield f"{indent}{key}:\n"
    for entry in value:
        one = yaml.safe_dump(
            entry, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False
        )
        yield f"{indent}  - {one.strip().removesuffix('...').strip()}\n"


def comment(text: str, indent: str, hang: str = "") -> Iterator[str]:
    """A text as lines of comment."""
    begin = f"{indent}# {hang}"
    for line in textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=begin,
        subsequent_indent=begin + hang,
        break_on_hyphens=False,
    ):
        yield line + "\n"
