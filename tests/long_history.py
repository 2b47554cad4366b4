"""A made-up portal with a long past: 200 commits on its main line, scripted, from one seed.

Updates, corrections, rows that go, columns that come, are renamed and retyped, edits of the
description alone, datasets that move, go and come back, reverts, merges of side branches, a clock
in the future, a version that is wrong, one with personal data and one with broken YAML. `Made` says
of each commit what it did and how every dataset looked, so that what the program finds can be
held against it. Written by `git fast-import` in a second.
"""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import workbooks
import yaml
from faker import Faker
from portals import EXAMPLES

AS_OF = date(2026, 1, 15)
COMMITS = 200
#: A day that no clock may show.
FUTURE = date(2031, 5, 5)
_FIRST = date(2024, 1, 2)
_OFFICES = ("dkisp", "dinkes")


@dataclass(frozen=True)
class Made:
    """A commit of the main line."""

    number: int  # from 0
    kind: str
    date: str  # ISO
    message: str
    datasets: tuple[str, ...]  # that it touched
    begins: frozenset[str]  # of which a version begins here
    #: Every dataset after it, by id: its files (path from its folder) and their bytes.
    files: Mapping[str, Mapping[str, bytes]] = field(repr=False)
    moved: tuple[str, str] | None = None  # ids before and after
    id: str = ""


@dataclass(frozen=True)
class LongHistory:
    """The repository, and what was done to it, oldest first."""

    root: Path
    commits: tuple[Made, ...]
    people: frozenset[str]  # names and addresses that stand in its commits

    def of(self, kind: str) -> list[Made]:
        """The commits of a kind."""
        return [made for made in self.commits if made.kind == kind]

    def at(self, commit: str) -> Made:
        """What the commit of that id did."""
        return next(made for made in self.commits if made.id == commit)

    def tables(self, dataset: str, commit: str) -> dict[str, str]:
        """The tables of a dataset at a commit: name, and the path below the portal's folder."""
        files = self.at(commit).files[dataset]
        raw = yaml.safe_load(files["datapackage.yaml"])
        return {r["name"]: f"datasets/{dataset}/{r['path']}" for r in raw["resources"]}

    def show(self, commit: str, path: str) -> bytes:
        """The bytes of a file at a commit, as `git show` gives them."""
        command = ["git", "-C", str(self.root), "show", f"{commit}:{path}"]
        return subprocess.run(command, check=True, capture_output=True).stdout


@dataclass
class _Table:
    """A table while the history is made: columns (name, type), and rows of texts."""

    name: str
    path: str
    columns: list[tuple[str, str]]
    rows: list[list[str]]
    key: bool = True

    def content(self) -> bytes:
        names = [name for name, _ in self.columns]
        if self.path.endswith(".xlsx"):
            return _workbook([names, *self.rows])
        if self.path.endswith(".geojson"):
            return _map(names, self.rows)
        return "".join(",".join(row) + "\n" for row in [names, *self.rows]).encode()

    def resource(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "name": self.name,
            "path": self.path,
            "format": self.path.rsplit(".", 1)[1],
            "title": f"Tabel {self.name}",
            "sdi:en": {"title": f"Table {self.name}"},
            "schema": {"fields": [_field(*column) for column in self.columns]},
        }
        if self.key:
            made["schema"]["primaryKey"] = [self.columns[0][0]]
        return made


@dataclass
class _Dataset:
    tables: list[_Table]
    note: str = "Baris rekaan untuk pengujian."
    story: str = ""
    odd: dict[str, bytes] = field(default_factory=dict)  # in place of what would be written

    def files(self, id: str) -> dict[str, bytes]:
        resources = json.dumps([table.resource() for table in self.tables])
        made = {"datapackage.yaml": _descriptor(id.split("/")[1], self.note, resources)}
        made |= {table.path: table.content() for table in self.tables}
        if self.story:
            made["README.md"] = self.story.encode()
        return made | self.odd


@lru_cache(maxsize=1)
def _base() -> dict[str, Any]:
    path = EXAMPLES / "portal/datasets/dkisp/contoh/datapackage.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache  # a descriptor stays the same for many commits
def _descriptor(name: str, note: str, resources: str) -> bytes:
    raw = {**_base(), "name": name, "description": note, "resources": json.loads(resources)}
    return yaml.safe_dump(raw, allow_unicode=True, sort_keys=False).encode()


def _field(name: str, type: str) -> dict[str, Any]:
    words = name.replace("_", " ")
    made: dict[str, Any] = {
        "name": name,
        "type": type,
        "title": words.capitalize(),
        "description": f"Isi {words}.",
        "sdi:en": {"title": words.capitalize(), "description": f"The {words}."},
        "sdi:peran": "ukuran" if type in {"integer", "number"} else "nama",
    }
    if name == "nomor":
        made["sdi:peran"] = "kode"
    elif made["sdi:peran"] == "ukuran":
        made |= {"sdi:konsep": "Kejadian", "sdi:definisi": "Kejadian yang tercatat."}
        made |= {"sdi:klasifikasi": "Tempat", "sdi:ukuran": "Jumlah", "sdi:satuan": "kejadian"}
    return made


def _value(cell: str) -> int | float | str:
    if cell.isdigit():
        return int(cell)
    return float(cell) if cell.endswith(".5") else cell


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet, the same bytes each time."""
    sheet = workbooks.sheet_xml(workbooks.rows_xml([[_value(cell) for cell in r] for r in rows]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in workbooks.parts({"Data": sheet}).items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def _map(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(names, map(_value, row), strict=True)),
            "geometry": {"type": "Point", "coordinates": [round(116 + at / 100, 2), -1.9]},
        }
        for at, row in enumerate(rows)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _rows(draw: random.Random, count: int, numbered: bool = True) -> list[list[str]]:
    rows = [[f"Tempat {n}", str(draw.randint(100, 200))] for n in range(1, count + 1)]
    return [[str(n), *row] for n, row in enumerate(rows, start=1)] if numbered else rows


_KEYED = [("nomor", "integer"), ("tempat", "string"), ("kejadian", "integer")]


def _datasets(draw: random.Random) -> dict[str, _Dataset]:
    def keyed(name: str, ending: str = "csv") -> _Table:
        return _Table(name, f"data/{name}.{ending}", list(_KEYED), _rows(draw, 8))

    bare = _Table("catatan", "data/catatan.csv", _KEYED[1:], _rows(draw, 8, False), key=False)
    return {
        "dkisp/titik": _Dataset([keyed("titik")]),
        "dinkes/catatan": _Dataset([bare]),
        "dkisp/pasangan": _Dataset([keyed("kiri"), keyed("kanan")]),
        "dinkes/buku": _Dataset([keyed("buku", "xlsx")]),
        "dinkes/peta": _Dataset([keyed("peta", "geojson")]),
        "dkisp/singkat": _Dataset([keyed("singkat")]),
        "dinkes/kembali": _Dataset([keyed("kembali")]),
    }


class _Maker:
    """Takes one step after the other, and writes each as a commit."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        Faker.seed(seed)
        fake = Faker("id_ID")
        self.people = [(fake.name(), fake.user_name() + "@contoh.test") for _ in range(6)]
        self.datasets: dict[str, _Dataset] = {}
        self.commits: list[Made] = []
        self.stream = io.BytesIO()
        self._files: dict[str, dict[str, bytes]] = {}
        self._day, self._mark, self._tip = _FIRST, 0, 0
        self._stem = {
            path.relative_to(EXAMPLES / "portal").as_posix(): path.read_bytes()
            for path in sorted((EXAMPLES / "portal").rglob("*"))
            if path.is_file() and "dkisp/contoh" not in path.as_posix()
        }

    def day(self) -> date:
        """The day of the next commit: often the same one, at times one too early."""
        step = self.draw.choice((0, 0, 1, 2, 4, 6))
        self._day += timedelta(days=step)
        return self._day - timedelta(days=9) if self.draw.random() < 0.04 else self._day

    def commit(
        self,
        kind: str,
        message: str,
        begins: Sequence[str] = (),
        *,
        day: date | None = None,
        moved: tuple[str, str] | None = None,
        side: Sequence[date] = (),
        more: Mapping[str, bytes] | None = None,
        mode: str = "100644",
    ) -> None:
        """Writes what became of the datasets since the last commit, as a commit.

        ``side``: the days of commits on a side branch, whose merge it then is.
        """
        now = {id: dataset.files(id) for id, dataset in self.datasets.items()}
        changes = dict[str, bytes | None](more or {})
        touched = set(begins)
        for id in {*now, *self._files}:
            before, after = self._files.get(id, {}), now.get(id, {})
            for name in {*before, *after}:
                if before.get(name) != after.get(name) or mode != "100644":
                    changes[f"datasets/{id}/{name}"] = after.get(name)
                    touched.add(id)
        parents = [self._tip] if self._tip else []
        on = day or self.day()
        if side:
            first = self._write("samping", "Usulan", side[0], {"catatan.txt": b"1\n"}, parents)
            for other in side[1:]:
                first = self._write("samping", "Usulan lagi", other, changes, [first])
            parents.append(first)
        self._tip = self._write("main", message, on, changes, parents, mode)
        self._files = now
        given = (on.isoformat(), message, tuple(sorted(touched)), frozenset(begins), now)
        self.commits.append(Made(len(self.commits), kind, *given, moved, str(self._tip)))

    def _write(
        self,
        branch: str,
        message: str,
        day: date,
        changes: Mapping[str, bytes | None],
        parents: Sequence[int],
        mode: str = "100644",
    ) -> int:
        self._mark += 1
        name, email = self.draw.choice(self.people)
        when = int(datetime(day.year, day.month, day.day, 4, tzinfo=UTC).timestamp())
        lines = [f"commit refs/heads/{branch}", f"mark :{self._mark}"]
        lines += [f"{who} {name} <{email}> {when} +0800" for who in ("author", "committer")]
        self._line("\n".join(lines))
        self._data(message.encode())
        for at, parent in enumerate(parents):
            self._line(f"{'merge' if at else 'from'} :{parent}")
        for path, content in sorted(changes.items(), key=lambda c: (c[1] is not None, c[0])):
            if content is None:
                self._line(f"D {path}")
            else:
                self._line(f"M {mode} inline {path}")
                self._data(content)
        return self._mark

    def _line(self, text: str) -> None:
        self.stream.write(text.encode() + b"\n")

    def _data(self, content: bytes) -> None:
        self.stream.write(b"data %d\n" % len(content) + content + b"\n")

    # What a step does. Each leaves the datasets valid, but for those that say otherwise.

    def begin(self) -> None:
        self.datasets = _datasets(self.draw)
        self.commit("first", "Portal dan tabel pertama", [*self.datasets], more=self._stem)

    def pick(self) -> tuple[str, _Table]:
        id = self.draw.choice(sorted(self.datasets))
        return id, self.draw.choice(self.datasets[id].tables)

    def append(self, table: _Table) -> None:
        number = 1 + max(int(row[0]) for row in table.rows) if table.key else 100
        texts = {"nomor": str(number), "tempat": f"Tempat {self.draw.randint(10, 99)}"}
        ends = {"number": ".5"}
        row = [
            texts.get(name) or f"{self.draw.randint(100, 200)}{ends.get(type, '')}"
            for name, type in table.columns
        ]
        table.rows.append(row)

    def update(self) -> None:
        id, table = self.pick()
        self.append(table)
        self.commit("update", f"Perbarui {table.name} ({len(self.commits)})", [id])

    def correct(self) -> None:
        id, table = self.pick()
        row = self.draw.choice(table.rows)
        half = ".5" if row[-1].endswith(".5") else ""
        row[-1] = f"{int(row[-1].removesuffix('.5')) + self.draw.randint(1, 3)}{half}"
        self.commit("correct", f"Perbaiki angka {table.name}", [id])

    def shrink(self) -> None:
        id, table = self.pick()
        if len(table.rows) < 6:
            self.append(table)
        else:
            del table.rows[self.draw.randrange(len(table.rows))]
        self.commit("rows", f"Ubah baris {table.name}", [id])

    def widen(self) -> None:
        id, table = self.pick()
        if len(table.columns) > 5:
            table.columns.pop()
            table.rows = [row[:-1] for row in table.rows]
        else:
            table.columns.append((f"tambahan_{len(self.commits)}", "integer"))
            table.rows = [[*row, str(self.draw.randint(100, 200))] for row in table.rows]
        self.commit("columns", f"Ubah kolom {table.name}", [id])

    def rename_column(self) -> None:
        id, table = self.pick()
        table.columns[-1] = (f"kolom_{len(self.commits)}", table.columns[-1][1])
        self.commit("column-renamed", f"Ganti nama kolom {table.name}", [id])

    def retype(self) -> None:
        """The last column becomes one of fractions, or one of whole numbers again."""
        id, table = self.pick()
        name, type = table.columns[-1]
        table.columns[-1] = (name, "number" if type == "integer" else "integer")
        half = ".5" if type == "integer" else ""
        table.rows = [[*row[:-1], row[-1].removesuffix(".5") + half] for row in table.rows]
        self.commit("column-retyped", f"Ganti jenis kolom {table.name}", [id])

    def describe(self) -> None:
        id, _ = self.pick()
        self.datasets[id].note = f"Baris rekaan untuk pengujian, sunting {len(self.commits)}."
        self.commit("metadata", "Sunting keterangan")

    def tell(self) -> None:
        id, _ = self.pick()
        self.datasets[id].story = f"Catatan ke-{len(self.commits)}.\n"
        self.commit("readme", "Sunting README")

    def outside(self) -> None:
        self.commit("outside", "Halaman", more={"docs/x.md": b"%d\n" % len(self.commits)})

    def rename_file(self) -> None:
        _, table = self.pick()
        ending = table.path.rsplit(".", 1)[1]
        table.path = f"data/{table.name}-{len(self.commits)}.{ending}"
        self.commit("file-renamed", "Ganti nama berkas")

    def move(self) -> None:
        """To the other office, under the same name."""
        old = self.draw.choice([id for id in sorted(self.datasets) if not id.endswith("kembali")])
        owner, name = old.split("/")
        new = f"{_OFFICES[1 - _OFFICES.index(owner)]}/{name}"
        self.datasets[new] = self.datasets.pop(old)
        self.commit("move", f"Pindahkan {name}", moved=(old, new))

    def revert(self) -> None:
        """The table as it was before its last change: a version of its own."""
        id, table = self.pick()
        before = [list(row) for row in table.rows]
        self.append(table)
        self.commit("update", f"Tambah baris {table.name}", [id])
        table.rows = before
        self.commit("revert", f'Revert "Tambah baris {table.name}"', [id])

    def merge(self) -> None:
        """A side branch of two commits, the days of which lie before and after its merge."""
        id, table = self.pick()
        self.append(table)
        number = len(self.commits)
        text = f"Merge pull request #{number} from akun/cabang\n\nGabungkan {table.name}"
        sides = (self._day - timedelta(days=30), self._day + timedelta(days=30))
        self.commit("merge", text, [id], side=sides)

    def merge_nothing(self) -> None:
        """A branch of which nothing remains."""
        sides = (self._day, self._day)
        self.commit("merge-nothing", "Merge branch 'coba'", side=sides)

    def odd(self, kind: str, change: Callable[[str, _Table], dict[str, bytes]], new: bool) -> None:
        """What must not go out, and then what it was before."""
        id, table = next(
            (id, d.tables[0]) for id, d in sorted(self.datasets.items()) if id.endswith("titik")
        )
        self.datasets[id].odd = change(id, table)
        self.commit(kind, "Perbarui titik", [id] if new else [])
        self.datasets[id].odd = {}
        self.commit(f"{kind}-mended", "Betulkan titik", [id] if new else [])

    def invalid(self) -> None:
        self.odd("invalid", lambda _, t: {t.path: t.content() + b"x,Tempat X,bukan angka\n"}, True)

    def personal(self) -> None:
        nik = "".join(("640", "108", "41", "01", "79", "0000"))

        def leak(_: str, table: _Table) -> dict[str, bytes]:
            first = table.content().decode()
            return {table.path: first.replace("Tempat", f"NIK {nik} Tempat", 1).encode()}

        self.odd("personal", leak, True)

    def broken(self) -> None:
        self.odd("broken-yaml", lambda *_: {"datapackage.yaml": b"name: [titik\n  x: {\n"}, False)

    def future(self) -> None:
        id, table = self.pick()
        self.append(table)
        self.commit("future", "Perbarui dengan jam yang salah", [id], day=FUTURE)

    def remove(self, name: str) -> None:
        id = next(id for id in self.datasets if id.endswith(name))
        self.gone = (id, self.datasets.pop(id))
        self.commit("removed", "Hapus dataset")

    def come_back(self) -> None:
        id, dataset = self.gone
        self.append(dataset.tables[0])
        self.datasets[id] = dataset
        self.commit("returned", "Kembalikan dataset", [id])

    def chmod(self) -> None:
        self.commit("mode", "Ubah izin berkas", mode="100755")
        self.commit("mode", "Kembalikan izin berkas")


def long_history(root: Path, seed: int = 8) -> LongHistory:
    """Makes the repository in ``root``, with its last commit checked out."""
    made = _Maker(seed)
    made.begin()
    steps: dict[int, Callable[[], None]] = {
        20: made.invalid,
        35: made.future,
        50: made.personal,
        60: lambda: made.remove("kembali"),
        65: made.broken,
        90: made.come_back,
        120: made.chmod,
        160: lambda: made.remove("singkat"),
    }
    often = [made.update] * 6 + [made.correct] * 5 + [made.shrink, made.widen] * 2
    often += [made.describe] * 3 + [made.rename_column, made.retype, made.tell, made.outside]
    often += [made.rename_file, made.move, made.revert, made.merge, made.merge, made.merge_nothing]
    done = set[int]()
    while len(made.commits) < COMMITS:
        due = next((n for n in steps if n <= len(made.commits) and n not in done), None)
        if due is None and len(made.commits) == COMMITS - 1:
            made.update()  # some of the others are two commits
        elif due is None:
            made.draw.choice(often)()
        else:
            done.add(due)
            steps[due]()
    return LongHistory(root, _written(root, made), frozenset(map(str, sum(made.people, ()))))


def _written(root: Path, made: _Maker) -> tuple[Made, ...]:
    """Gives git the stream; the commits with their ids."""
    root.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def git(*words: str, given: bytes | None = None) -> None:
        command = ["git", "-C", str(root), "-c", "core.autocrlf=false", *words]
        subprocess.run(command, check=True, input=given, capture_output=True, env=environment)

    git("init", "-q", "-b", "main")
    marks = root / ".git" / "marks"
    git("fast-import", "--quiet", f"--export-marks={marks}", given=made.stream.getvalue())
    git("reset", "-q", "--hard", "main")
    git("branch", "-q", "-D", "samping")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/exclude").write_text(".build/\nsite\n")
    ids = dict(line.split() for line in marks.read_text().splitlines())
    return tuple(replace(commit, id=ids[f":{commit.id}"]) for commit in made.commits)
