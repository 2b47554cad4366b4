"""The versions of each dataset, as the main line of git has them."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from long_history import AS_OF, FUTURE, LongHistory, long_history
from portals import commit, portal
from test_history import git, raw_commit, write

from build_tools import history, load, pipeline
from build_tools.findings import Finding, Severity
from build_tools.load import ToldMove
from build_tools.model import Stated
from build_tools.versions import log, moves, rewritten
from build_tools.versions.log import Line
from build_tools.versions.moves import Move
from build_tools.versions.objects import Objects
from build_tools.versions.stated import stated

A, B = "dinkes/a", "dkisp/b"


def put(root: Path, id: str = A, table: str = "a\n1\n", note: str = "", **files: str) -> None:
    """Writes a dataset anew: one table, a descriptor, other files by name."""
    shutil.rmtree(root / "datasets" / id, ignore_errors=True)
    write(root, f"datasets/{id}/data/t.csv", table)
    write(root, f"datasets/{id}/datapackage.yaml", f"name: {id}\n{note}")
    for name, text in files.items():
        write(root, f"datasets/{id}/{name.replace('_', '.')}", text)


def drop(root: Path, id: str = A) -> None:
    shutil.rmtree(root / "datasets" / id)


def lines(
    root: Path, told: Sequence[ToldMove] = (), as_of: str = "2026-01-15"
) -> Mapping[str, Line]:
    past = history.read(root)
    with Objects(root) as objects:
        return log.lines(past, moves.found(past, told), objects, as_of)


def addresses(line: Line) -> list[str]:
    return [span.address for span in line.spans]


def test_a_version_lasts_from_its_commit_to_the_last_with_the_same_data(tmp_path: Path) -> None:
    put(tmp_path)
    first = commit(tmp_path, "Tabel pertama", "2024-01-01")
    put(tmp_path, note="title: Lain\n", README_md="x")
    edited = commit(tmp_path, "Sunting", "2024-02-01")
    put(tmp_path, table="a\n2\n", note="title: Lain\n")
    second = commit(tmp_path, "Data baru", "2024-03-01")
    one, two = lines(tmp_path)[A].spans
    assert (one.address, one.commit, one.tip, one.message) == (
        *("2024-01-01", first, edited, "Tabel pertama"),
    )
    assert one.tree == git(tmp_path, "rev-parse", f"{edited}:datasets/{A}")
    assert (two.address, two.commit, two.tip) == ("2024-03-01", second, second)


def test_further_versions_of_a_day_are_numbered_from_the_oldest(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path, table=f"a\n{number}\n")
        commit(tmp_path, "Data", "2024-01-01")
    assert addresses(lines(tmp_path)[A]) == ["2024-01-01", "2024-01-01-2", "2024-01-01-3"]


def test_the_same_content_again_is_no_version_but_a_revert_is_one(tmp_path: Path) -> None:
    """A revert goes back to what was before the newest, which readers get anew."""
    for day, table in (("01", "a\n1\n"), ("02", "a\n2\n"), ("03", "a\n1\n")):
        put(tmp_path, table=table)
        commit(tmp_path, "Data", f"2024-01-{day}")
    (tmp_path / f"datasets/{A}/data/t.csv").rename(tmp_path / f"datasets/{A}/data/u.csv")
    commit(tmp_path, "Ganti nama berkas", "2024-01-04")
    (tmp_path / f"datasets/{A}/data/u.csv").chmod(0o755)
    tip = commit(tmp_path, "Ubah izin", "2024-01-05")
    spans = lines(tmp_path)[A].spans
    assert [s.address for s in spans] == ["2024-01-01", "2024-01-02", "2024-01-03"]
    assert spans[0].blobs == spans[2].blobs
    assert spans[2].tip == tip


def test_tables_that_change_places_are_a_version(tmp_path: Path) -> None:
    put(tmp_path, u_csv="a\n2\n")
    commit(tmp_path, "Dua tabel", "2024-01-01")
    put(tmp_path, table="a\n2\n", u_csv="a\n1\n")
    commit(tmp_path, "Tertukar", "2024-02-01")
    assert addresses(lines(tmp_path)[A]) == ["2024-01-01", "2024-02-01"]


def test_a_change_and_its_revert_within_a_merge_are_none(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    git(tmp_path, "switch", "-q", "-c", "samping")
    for table in ("a\n2\n", "a\n1\n"):
        put(tmp_path, table=table)
        commit(tmp_path, "Bolak-balik", "2024-02-01")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Gabung", "samping")
    assert addresses(lines(tmp_path)[A]) == ["2024-01-01"]


RECIPE = "resources:\n- {name: t, path: data/t.csv, sdi:resep: {kepala: [%d]}, title: %s}\n"


def test_another_recipe_is_another_version_and_another_title_is_none(tmp_path: Path) -> None:
    put(tmp_path, note=RECIPE % (1, "Satu"))
    commit(tmp_path, "Tabel", "2024-01-01")
    put(tmp_path, note=RECIPE % (1, "Dua"))
    commit(tmp_path, "Judul", "2024-02-01")
    put(tmp_path, note="resources: [\n  sdi:resep")
    commit(tmp_path, "Rusak", "2024-03-01")
    put(tmp_path, note=RECIPE % (2, "Dua"))
    commit(tmp_path, "Resep", "2024-04-01")
    assert addresses(lines(tmp_path)[A]) == ["2024-01-01", "2024-04-01"]


def test_a_dataset_that_went_and_came_back_is_one_line(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, B, "a\n7\n")
    commit(tmp_path, "Tabel", "2024-01-01")
    drop(tmp_path)
    commit(tmp_path, "Hapus", "2024-02-01")
    gone = lines(tmp_path)[A]
    assert (addresses(gone), gone.gone_on, gone.moved_to) == (["2024-01-01"], "2024-02-01", "")
    put(tmp_path)
    tip = commit(tmp_path, "Kembali", "2024-03-01")
    back = lines(tmp_path)[A]
    assert (addresses(back), back.gone_on, back.spans[0].tip) == (["2024-01-01"], "", tip)


def test_a_dataset_without_any_table_by_its_name_has_versions_of_its_files(tmp_path: Path) -> None:
    for text in "12":
        write(tmp_path, f"datasets/{A}/data/t.ods", text)
        commit(tmp_path, "Berkas", f"2024-01-0{text}")
    assert addresses(lines(tmp_path)[A]) == ["2024-01-01", "2024-01-02"]


def test_what_is_no_dataset_has_no_line(tmp_path: Path) -> None:
    put(tmp_path)
    for path in ("_pengaturan/x/y.csv", "dinkes/_baru/x.csv", "dinkes/Buruk Nama/x.csv"):
        write(tmp_path, f"datasets/{path}", "a\n")
    commit(tmp_path, "Semua", "2024-01-01")
    assert set(lines(tmp_path)) == {A}


def test_clocks_that_cannot_have_been_right_are_marked(tmp_path: Path) -> None:
    for number, day in enumerate(("2024-05-01", "2031-01-01", "2024-04-01", "2024-06-01")):
        put(tmp_path, table=f"a\n{number}\n")
        commit(tmp_path, "Data", day)
    put(tmp_path, table="a\n9\n")
    git(tmp_path, "add", "-A")
    raw_commit(tmp_path, "Uji <u@x>")
    found = [(s.address, s.strange_clock) for s in lines(tmp_path)[A].spans]
    assert found == [
        ("2024-05-01", False),
        ("2031-01-01", True),
        ("2024-04-01", True),
        ("2024-06-01", False),
        (log.NO_DAY, True),
    ]


# Moves


def moved(root: Path, old: str, new: str, day: str) -> str:
    (root / "datasets" / new).parent.mkdir(parents=True, exist_ok=True)
    (root / "datasets" / old).rename(root / "datasets" / new)
    return commit(root, f"Pindah ke {new}", day)


def test_a_move_takes_the_versions_along_and_leaves_them_there(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    tip = moved(tmp_path, A, B, "2024-02-01")
    put(tmp_path, B, "a\n2\n")
    commit(tmp_path, "Data", "2024-03-01")
    found = lines(tmp_path)
    assert addresses(found[B]) == ["2024-01-01", "2024-03-01"]
    assert (found[B].spans[0].tip, found[B].spans[0].dataset) == (tip, B)
    assert found[B].moved_from == (A,)
    assert (addresses(found[A]), found[A].spans[0].dataset) == (["2024-01-01"], A)
    assert (found[A].moved_to, found[A].gone_on) == (B, "2024-02-01")


def test_a_chain_of_moves_ends_where_the_dataset_is(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    moved(tmp_path, A, B, "2024-02-01")
    moved(tmp_path, B, "setda/c", "2024-03-01")
    found = lines(tmp_path)
    assert (found[A].moved_to, found[B].moved_to) == ("setda/c", "setda/c")
    assert (found["setda/c"].moved_from, addresses(found["setda/c"])) == ((B, A), ["2024-01-01"])


def test_a_move_back_is_at_home_again(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    moved(tmp_path, A, B, "2024-02-01")
    put(tmp_path, B, "a\n2\n")
    commit(tmp_path, "Data", "2024-03-01")
    moved(tmp_path, B, A, "2024-04-01")
    found = lines(tmp_path)
    assert addresses(found[A]) == addresses(found[B]) == ["2024-01-01", "2024-03-01"]
    assert (found[A].moved_to, found[A].moved_from, found[A].gone_on) == ("", (B,), "")
    assert (found[B].moved_to, found[B].gone_on) == (A, "2024-04-01")


def test_a_move_with_new_data_is_seen_by_what_stayed_the_same(tmp_path: Path) -> None:
    put(tmp_path, u_csv="a\n5\n")
    commit(tmp_path, "Tabel", "2024-01-01")
    drop(tmp_path)
    put(tmp_path, B, "a\n2\n", u_csv="a\n5\n")
    commit(tmp_path, "Pindah", "2024-02-01")
    assert addresses(lines(tmp_path)[B]) == ["2024-01-01", "2024-02-01"]


def test_a_copy_is_no_move(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    put(tmp_path, B)
    commit(tmp_path, "Salin", "2024-02-01")
    drop(tmp_path)
    commit(tmp_path, "Hapus yang lama", "2024-03-01")
    found = lines(tmp_path)
    assert (found[A].moved_to, found[B].moved_from) == ("", ())
    assert addresses(found[B]) == ["2024-02-01"]


@pytest.mark.parametrize("empty", [True, False])
def test_where_two_could_be_meant_there_is_no_move_unless_it_is_told(
    tmp_path: Path, empty: bool
) -> None:
    put(tmp_path)
    put(tmp_path, "dinkes/a2")
    commit(tmp_path, "Dua yang sama", "2024-01-01")
    drop(tmp_path)
    drop(tmp_path, "dinkes/a2")
    put(tmp_path, B)
    tip = commit(tmp_path, "Pindah", "2024-02-01")
    told = () if empty else (ToldMove("dinkes/a2", B, "2024-02-03"),)
    assert moves.found(history.read(tmp_path), told) == (
        () if empty else (Move("dinkes/a2", B, tip, "2024-02-03", told=True),)
    )
    assert lines(tmp_path, told)[B].moved_from == (() if empty else ("dinkes/a2",))


def test_empty_files_are_like_one_another_without_a_move(tmp_path: Path) -> None:
    write(tmp_path, f"datasets/{A}/t.csv", "")
    commit(tmp_path, "Kosong", "2024-01-01")
    drop(tmp_path)
    write(tmp_path, f"datasets/{B}/t.csv", "")
    commit(tmp_path, "Lain", "2024-02-01")
    assert moves.found(history.read(tmp_path)) == ()


def test_a_move_that_git_cannot_show_is_told(tmp_path: Path) -> None:
    """The addresses that the new one had already stay as they are."""
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    drop(tmp_path)
    commit(tmp_path, "Hapus", "2024-01-01")
    put(tmp_path, B, "a\n2\n")
    commit(tmp_path, "Baru", "2024-01-01")
    assert addresses(lines(tmp_path)[B]) == ["2024-01-01"]
    found = lines(tmp_path, (ToldMove(A, B, "2024-01-01"),))
    assert addresses(found[B]) == ["2024-01-01-2", "2024-01-01"]
    assert (found[A].moved_to, addresses(found[A])) == (B, ["2024-01-01"])


def test_to_tell_what_git_shows_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    moved(tmp_path, A, B, "2024-02-01")
    assert lines(tmp_path, (ToldMove(A, B, "2024-01-31"),)) == lines(tmp_path)


def test_what_is_told_goes_on_through_later_moves(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    drop(tmp_path)
    put(tmp_path, B, "a\n2\n", note="x: y\n")
    commit(tmp_path, "Baru", "2024-02-01")
    moved(tmp_path, B, "setda/c", "2024-03-01")
    found = lines(tmp_path, (ToldMove(A, B, "2024-02-01"),))
    assert found["setda/c"].moved_from == (B, A)
    assert addresses(found["setda/c"]) == ["2024-01-01", "2024-02-01"]
    assert found[A].moved_to == "setda/c"


def test_a_told_move_to_what_is_not_committed_yet(tmp_path: Path) -> None:
    put(tmp_path)
    commit(tmp_path, "Tabel", "2024-01-01")
    drop(tmp_path)
    commit(tmp_path, "Hapus", "2024-02-01")
    found = lines(tmp_path, (ToldMove(A, B, "2024-02-01"),))
    assert (found[A].moved_to, addresses(found[B])) == (B, ["2024-01-01"])


def told_in(root: Path, text: str, known: set[str]) -> tuple[tuple[ToldMove, ...], list[Finding]]:
    portal(root)
    write(root, load.MOVES, text)
    return load.moves(load.load_portal(root, AS_OF, ""), known)


GOOD = f"{{dari: {A}, ke: {B}, tanggal: 2026-01-01}}"


@pytest.mark.parametrize(
    ("entries", "case"),
    [
        ([f"{{dari: {A}, ke: {B}}}"], "missing"),
        ([f"{{dari: {A}, ke: {B}, tanggal: besok}}"], "date"),
        ([f"{{dari: {A}, ke: {B}, tanggal: 2026-01-01, oleh: x}}"], "unknown"),
        ([f"{{dari: {A}, ke: {A}, tanggal: 2026-01-01}}"], "same"),
        ([f"{{dari: ../x, ke: {B}, tanggal: 2026-01-01}}"], "id"),
        ([f"{{dari: dinkes/entah, ke: {B}, tanggal: 2026-01-01}}"], "absent"),
        ([f"{{dari: {B}, ke: {A}, tanggal: 2026-01-01}}"], "there"),
        ([GOOD, GOOD], "twice"),
        (["x"], "missing"),
    ],
)
def test_what_is_wrong_with_a_told_move_is_said(
    tmp_path: Path, entries: list[str], case: str
) -> None:
    (tmp_path / "datasets" / B).mkdir(parents=True)
    text = "pindah:\n" + "".join(f"- {entry}\n" for entry in entries)
    told, findings = told_in(tmp_path, text, {A, B})
    assert [dict(f.values)["case"] for f in findings] == [case]
    assert [f.code for f in findings] == ["move-invalid"]
    harmless = case == "absent"
    assert findings[0].severity is (Severity.WARNING if harmless else Severity.ERROR)
    assert len(told) == len(entries) - 1


def test_told_moves_do_not_go_round_in_a_circle(tmp_path: Path) -> None:
    pairs = (("a/x", "a/y"), ("a/y", "a/z"), ("a/z", "a/x"))
    text = "".join(f"- {{dari: {old}, ke: {new}, tanggal: 2026-01-01}}\n" for old, new in pairs)
    told, (finding,) = told_in(tmp_path, f"pindah:\n{text}", {"a/x", "a/y", "a/z"})
    assert dict(finding.values)["case"] == "circle"
    assert [(m.old, m.new) for m in told] == list(pairs[:2])


def test_a_file_of_moves_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    told, (finding,) = told_in(tmp_path, "pindah: [\n", set())
    assert (told, finding.code, dict(finding.values)["case"]) == ((), "move-invalid", "file")


# A shallow clone, a portal in a subfolder, a history that was rewritten


def test_a_shallow_clone_has_no_version_whose_address_is_not_sure(tmp_path: Path) -> None:
    """What stands at its beginning is of an unknown day; others of that day of unknown number."""
    root, there = tmp_path / "asal", tmp_path / "dangkal"
    for number, day in enumerate(("01", "02", "02", "03")):
        put(root, table=f"a\n{number}\n")
        commit(root, "Data", f"2024-01-{day}")
    put(root, B, "b\n")
    commit(root, "Lain", "2024-01-04")
    git(tmp_path, "clone", "-q", "--depth", "4", f"file://{root}", str(there))
    whole, cut = lines(root), lines(there)
    assert addresses(whole[A]) == ["2024-01-01", "2024-01-02", "2024-01-02-2", "2024-01-03"]
    assert (addresses(cut[A]), cut[A].complete) == (["2024-01-03"], False)
    assert cut[A].spans[0] in whole[A].spans
    assert (cut[B], cut[B].complete) == (whole[B], True)


def test_a_portal_in_a_subfolder_of_its_repository(tmp_path: Path) -> None:
    put(tmp_path / "portal")
    commit(tmp_path, "Tabel", "2024-01-01")
    (span,) = lines(tmp_path / "portal")[A].spans
    assert span.tree == git(tmp_path, "rev-parse", f"HEAD:portal/datasets/{A}")


def check_rewritten(root: Path, cache: Path) -> list[tuple[str, str]]:
    found = rewritten.rewritten(cache, history.read(root), lines(root))
    return [(f.dataset, str(dict(f.values)["versions"])) for f in found]


def test_versions_that_a_rewritten_history_lost_are_named_once(tmp_path: Path) -> None:
    root, cache = tmp_path / "asal", tmp_path / "cache"
    for number in (1, 2, 3):
        put(root, table=f"a\n{number}\n")
        put(root, B, f"b\n{number}\n")
        commit(root, "Data", f"2024-01-0{number}")
    assert check_rewritten(root, cache) == []
    git(root, "reset", "-q", "--hard", "HEAD~2")
    put(root, table="a\n4\n")
    drop(root, B)
    commit(root, "Lain", "2024-01-02")
    assert check_rewritten(root, cache) == [
        (A, "2024-01-02, 2024-01-03"),
        (B, "2024-01-02, 2024-01-03"),
    ]
    assert check_rewritten(root, cache) == []


def test_a_history_that_goes_on_or_says_the_same_otherwise_lost_nothing(tmp_path: Path) -> None:
    root, cache = tmp_path / "asal", tmp_path / "cache"
    put(root)
    commit(root, "Data", "2024-01-01")
    assert check_rewritten(root, cache) == []
    drop(root)
    commit(root, "Hapus", "2024-01-02")
    assert check_rewritten(root, cache) == []
    put(root)
    commit(root, "Kembali", "2024-01-03")
    git(root, "commit", "-q", "--amend", "-m", "Kata lain")
    assert check_rewritten(root, cache) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"head": "zz", "versions": {}}', "null"])
def test_a_damaged_memory_is_as_none(tmp_path: Path, text: str) -> None:
    root = tmp_path / "asal"
    put(root)
    commit(root, "Data", "2024-01-01")
    write(tmp_path, f"cache/{rewritten.FILE}", text)
    assert check_rewritten(root, tmp_path / "cache") == []
    kept = json.loads((tmp_path / "cache" / rewritten.FILE).read_bytes())
    assert list(kept["versions"][A]) == ["2024-01-01"]


# What was promised


def test_what_descriptors_stated_from_commit_to_commit(tmp_path: Path) -> None:
    """One that cannot be read states what the one before did; a day that is none is none."""
    put(tmp_path, note="sdi:frekuensi: tahunan\nsdi:terbitBerikutnya: 2025-01-31\n")
    commit(tmp_path, "Janji", "2024-01-01")
    put(tmp_path, note="x: [\n")
    commit(tmp_path, "Rusak", "2024-02-01")
    put(tmp_path, note="x: [\n", README_md="x")
    commit(tmp_path, "Catatan", "2024-02-02")
    end = "sdi:berakhir: {tanggal: 2024-03-01}\n"
    put(
        tmp_path,
        "dinkes/a",
        "a\n2\n",
        f"sdi:frekuensi: bulanan\nsdi:terbitBerikutnya: nanti\n{end}",
    )
    commit(tmp_path, "Data", "2024-03-01")
    with Objects(tmp_path) as objects:
        found = stated(lines(tmp_path)[A], objects)
    assert found == (
        Stated("2024-01-01", True, "tahunan", "2025-01-31", dataset=A),
        Stated("2024-02-01", False, "tahunan", "2025-01-31", dataset=A),
        Stated("2024-03-01", True, "bulanan", "", "2024-03-01", dataset=A),
    )


# Two hundred commits


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> LongHistory:
    return long_history(tmp_path_factory.mktemp("panjang") / "portal")


def begun(long: LongHistory, id: str) -> list[str]:
    """The commits that began a version of a dataset that is there, back through its moves."""
    found = []
    for made in reversed(long.commits):
        if id in made.begins:
            found.append(made.id)
        if made.moved and made.moved[1] == id:
            id = made.moved[0]
    return found[::-1]


def test_the_long_history_is_of_all_kinds_and_passes_the_checks(long: LongHistory) -> None:
    kinds = Counter(made.kind for made in long.commits)
    assert len(long.commits) == 200
    assert kinds["move"] > 3
    assert kinds["merge"] > 3
    assert kinds["revert"] > 3
    assert {"future", "invalid", "personal", "broken-yaml", "removed", "returned"} <= set(kinds)
    found = pipeline.check(pipeline.Options(long.root, AS_OF, workers=1)).findings
    assert {f.code for f in found} <= {"catalogue-incomplete"}  # its descriptions are short


def test_each_commit_that_changed_data_begins_a_version_and_no_other(long: LongHistory) -> None:
    found = lines(long.root)
    there = long.commits[-1].files
    assert {id for id, line in found.items() if not line.gone_on} - set(there) == {
        *("referensi/opd", "referensi/topik"),
    }
    for id in there:
        assert [span.commit for span in found[id].spans] == begun(long, id)


def test_a_version_has_the_files_of_its_tip(long: LongHistory) -> None:
    """And its tables are those of every commit from its first to its last."""
    places = {made.id: made.number for made in long.commits}
    with Objects(long.root) as objects:
        for id, line in lines(long.root).items():
            for span in line.spans if not id.startswith("referensi/") else ():
                files = {e.path: objects.blob(e.blob) for e in objects.files(span.tree)}
                assert files == long.at(span.tip).files[span.dataset]
                assert places[span.commit] <= places[span.tip]
                began = long.at(span.commit)
                (then,) = began.begins & {id, *line.moved_from}
                tables = {v for k, v in began.files[then].items() if k.startswith("data/")}
                assert tables == {v for k, v in files.items() if k.startswith("data/")}


def test_the_moves_are_those_that_were_made(long: LongHistory) -> None:
    found = [(m.old, m.new) for m in moves.found(history.read(long.root))]
    assert found == [made.moved for made in long.commits if made.moved]


def test_nobody_is_named_in_the_long_history(long: LongHistory) -> None:
    told = repr([span.message for line in lines(long.root).values() for span in line.spans])
    assert "Perbarui" in told
    assert "Gabungkan" in told
    assert not [name for name in long.people if name in told]


def test_the_clock_in_the_future_is_marked_wherever_it_is_shown(long: LongHistory) -> None:
    (made,) = long.of("future")
    marked = [
        span.strange_clock
        for line in lines(long.root).values()
        for span in line.spans
        if span.commit == made.id
    ]
    assert date.fromisoformat(made.date) == FUTURE
    assert marked
    assert all(marked)
