"""200 scripted commits, built whole: every version has git's bytes, every difference is true.

What the program found is held against `git show` and against a plain comparison of the rows, which
knows nothing of the program.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from long_history import AS_OF, COMMITS, LongHistory, long_history
from python_calamine import CalamineWorkbook

from build_tools import pipeline
from build_tools.model import Past, Site, TableDifference, Version, VersionTable
from build_tools.options import Options
from build_tools.pipeline import Result
from build_tools.versions import work

Table = tuple[list[str], list[tuple[str, ...]]]
WITHHELD = {"invalid", "personal"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> LongHistory:
    return long_history(tmp_path_factory.mktemp("panjang") / "p")


@pytest.fixture(scope="module")
def result(made: LongHistory) -> Result:
    found = pipeline.build(Options(made.root, AS_OF))
    assert not found.crashes, found.crashes
    return found


@pytest.fixture(scope="module")
def site(result: Result) -> Site:
    return result.site


def out(site: Site) -> Iterator[tuple[Past, Version]]:
    """Every version that goes out, of every address."""
    for past in site.pasts.values():
        for version in past.versions:
            if version.state == "terbit":
                yield past, version


def offered(version: Version, table: VersionTable) -> bytes:
    assert table.file
    return (version.folder / table.file.sha256).read_bytes()


def rows_of(content: bytes, name: str) -> Table:
    """Header and rows of a table, read by libraries that are not ours."""
    if name.endswith(".geojson"):
        features = json.loads(content)["features"]
        names = list(features[0]["properties"])
        told = [tuple(str(f["properties"][n]) for n in names) for f in features]
        return names, told
    if name.endswith(".xlsx"):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        lines = [tuple(map(_cell, row)) for row in sheet.to_python()]
    else:
        lines = [tuple(row) for row in csv.reader(io.StringIO(content.decode(), newline=""))]
    return list(lines[0]), lines[1:]


def _cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_there_is_a_version_for_each_commit_that_brought_data(
    made: LongHistory, site: Site
) -> None:
    expected = {(one.id, id.split("/")[1]) for one in made.commits for id in one.begins}
    found = {(v.commit, _name(v)) for p in site.pasts.values() for v in p.versions}
    assert len(made.commits) >= COMMITS and len(expected) > 100
    assert {(commit, name) for commit, name in found if name not in {"opd", "topik"}} == expected


def _name(version: Version) -> str:
    """What the dataset is called, wherever it lay."""
    return version.dataset.split("/")[1]


def _paths(made: LongHistory, version: Version) -> dict[str, str]:
    """Where its tables lay at the commit that brought them."""
    files = made.at(version.commit).files
    id = next(id for id in files if id.split("/")[1] == _name(version))
    return made.tables(id, version.commit)


def test_what_must_not_go_out_does_not(made: LongHistory, site: Site) -> None:
    bad = {one.id for one in made.commits if one.kind in WITHHELD}
    held = {v.commit for p in site.pasts.values() for v in p.versions if v.state != "terbit"}
    assert held == bad and len(bad) == len(WITHHELD)


def test_each_version_is_published_with_the_bytes_that_git_shows(
    made: LongHistory, site: Site
) -> None:
    base = made.root / ".build/static/datasets"
    compared = Counter[str]()
    for past, version in out(site):
        if past.id.startswith("referensi/"):
            continue
        paths = _paths(made, version)
        assert [t.name for t in version.tables] == list(paths)
        for table in version.tables:
            assert table.file
            public = (base / past.id / "versi" / version.address / table.file.name).read_bytes()
            told = made.show(version.commit, paths[table.name])
            kind = paths[table.name].rsplit(".", 1)[1]
            compared[kind] += 1
            assert table.original is (kind == "csv")
            if table.original:
                assert public == told
            else:  # what was read of a workbook or a map, written anew
                assert rows_of(public, table.file.name) == rows_of(told, paths[table.name])
    assert compared["csv"] > 100 and compared["xlsx"] > 5 and compared["geojson"] > 5


def test_each_content_lies_there_once(site: Site) -> None:
    for past in site.pasts.values():
        named = {t.file.sha256 for v in past.versions for t in v.tables if t.file}
        named |= {
            t.file.sha256
            for v in past.versions
            if v.difference
            for t in v.difference.tables
            if t.file
        }
        if past.versions:
            folder = next(v.folder for v in past.versions)
            lying = {path.name for path in folder.iterdir() if path.suffix != ".json"}
            assert lying == named


def difference(
    old: Table, new: Table, told: TableDifference | None, keyed: bool
) -> Counter[tuple[str, object]]:
    """The rows that differ, each as its mark and its cells by column: by brute force."""
    renamed = dict(told.columns_renamed) if told else {}
    before = [dict(zip([renamed.get(n, n) for n in old[0]], row, strict=True)) for row in old[1]]
    after = [dict(zip(new[0], row, strict=True)) for row in new[1]]
    common = [n for n in new[0] if n in [renamed.get(o, o) for o in old[0]]]
    columns = [*new[0], *(c for o in old[0] if (c := renamed.get(o, o)) not in new[0])]

    def cells(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, row.get(name, "")) for name in columns)

    found = Counter[tuple[str, object]]()
    if keyed:
        one, other = ({row[new[0][0]]: row for row in rows} for rows in (before, after))
        for key in {*one, *other}:
            if key not in one:
                found["ditambah", cells(other[key])] += 1
            elif key not in other:
                found["dihapus", cells(one[key])] += 1
            elif any(one[key][n] != other[key][n] for n in common):
                found["sebelum", cells(one[key])] += 1
                found["sesudah", cells(other[key])] += 1
        return found
    bags = [Counter(tuple(row[n] for n in common) for row in rows) for rows in (before, after)]
    gone, come = bags[0] - bags[1], bags[1] - bags[0]
    for mark, bag in (("dihapus", gone), ("ditambah", come)):
        for row, count in bag.items():
            found[mark, row] += count
    return found


def written(
    version: Version, told: TableDifference, keyed: bool, common: Sequence[str]
) -> Counter[tuple[str, object]]:
    """The same out of the CSV that is offered."""
    if told.file is None:
        return Counter[tuple[str, object]]()
    content = (version.folder / told.file.sha256).read_text(encoding="utf-8")
    header, *lines = csv.reader(io.StringIO(content, newline=""))
    found = Counter[tuple[str, object]]()
    for mark, *row in lines:
        given = dict(zip(header[1:], row, strict=True))
        shown = tuple(given.items()) if keyed else tuple(given[n] for n in common)
        found[mark, shown] += 1
    return found


def test_each_difference_is_that_of_brute_force(made: LongHistory, site: Site) -> None:
    marks, pairings = Counter[str](), Counter[str]()
    for past, version in out(site):
        if version.difference is None or past.id.startswith("referensi/"):
            continue
        older = past.version(version.difference.since)
        assert older and older.state == "terbit"
        told = {t.table: t for t in version.difference.tables}
        keyed = not past.id.endswith("/catatan")
        for table in version.tables:
            was = next(t for t in older.tables if t.name == table.name)
            names = [str(t.file.name) for t in (was, table) if t.file]
            old, new = (
                rows_of(offered(older, was), names[0]),
                rows_of(offered(version, table), names[1]),
            )
            one = told.get(table.name)
            expected = difference(old, new, one, keyed)
            if one is None:
                assert not expected and [c for c, _ in was.columns] == [c for c, _ in table.columns]
                continue
            assert one.pairing == ("kunci" if keyed else "isi")
            renamed = dict(one.columns_renamed)
            common = [n for n in new[0] if n in [renamed.get(o, o) for o in old[0]]]
            assert written(version, one, keyed, common) == expected
            counts = Counter(mark for mark, _ in expected.elements())
            assert (one.added, one.removed) == (counts["ditambah"], counts["dihapus"])
            assert one.changed == counts["sesudah"]
            marks.update(counts)
            pairings[one.pairing] += 1
    assert set(marks) == {"ditambah", "dihapus", "sebelum", "sesudah"} and len(pairings) == 2


def test_the_number_tells_what_kind_of_change_it_was(site: Site) -> None:
    kinds = Counter[str]()
    for past in site.pasts.values():
        before: tuple[int, ...] = ()
        for version in reversed(past.versions):
            if not version.number:
                continue
            now = tuple(map(int, version.number.split(".")))
            assert now > before
            if version.kind == "struktur" and before:
                assert now[0] > before[0] and now[1:] == (0, 0)
            before = now
            kinds[version.kind or ""] += 1
    assert {"awal", "struktur", "baris", "koreksi"} <= set(kinds)


def test_a_dataset_that_moved_keeps_its_versions_at_both_addresses(
    made: LongHistory, site: Site
) -> None:
    moved = [one.moved for one in made.commits if one.moved]
    assert moved
    for old, _ in moved:
        past = site.pasts[old]
        if not past.moved_to:
            continue  # it came back
        now = site.pasts[past.moved_to]
        assert old in now.moved_from
        theirs = {v.address: v.commit for v in now.versions}
        assert {v.address: v.commit for v in past.versions}.items() <= theirs.items()


def test_what_is_gone_says_since_when_and_keeps_its_versions(site: Site) -> None:
    gone = [p for p in site.pasts.values() if p.gone_on and not p.moved_to]
    assert [p.id.split("/")[1] for p in gone] == ["singkat"]
    assert gone[0].title and any(v.state == "terbit" for v in gone[0].versions)


def test_a_clock_in_the_future_is_marked_and_its_address_stays(site: Site) -> None:
    strange = [v for _, v in out(site) if v.date == "2031-05-05"]
    assert strange and all(v.strange_clock and v.address == "2031-05-05" for v in strange)


def test_nobody_is_named_who_committed(made: LongHistory, result: Result) -> None:
    assert len(made.people) > 5
    for path in (made.root / ".build").rglob("*"):
        if path.is_file() and not {"cache", "new"} & set(path.parts):
            content = path.read_bytes()
            assert not [who for who in made.people if who.encode() in content], path


def test_a_second_build_is_the_same_and_reads_no_version_again(
    made: LongHistory, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*given: object) -> None:
        raise AssertionError("work was done again")

    monkeypatch.setattr(work, "run", nothing)
    again = pipeline.build(Options(made.root, AS_OF))
    assert again.site.pasts == site.pasts
    assert again.written and not again.written.changed and not again.written.removed


def test_an_empty_cache_gives_the_same_tree(
    made: LongHistory, result: Result, tmp_path: Path
) -> None:

    copy = tmp_path / "p"
    shutil.copytree(made.root, copy, ignore=shutil.ignore_patterns(".build"))
    other = pipeline.build(Options(copy, AS_OF, workers=2))
    assert other.written and result.written
    for folder in ("static/datasets", "docs"):
        one, two = (root / ".build" / folder for root in (made.root, copy))
        names = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
        assert names == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
        assert all((one / n).read_bytes() == (two / n).read_bytes() for n in names)
