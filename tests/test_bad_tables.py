"""Tables at their worst: findings with the row and column a person sees, soon, in little memory.

Nothing here may raise, and nothing may take the time or memory that the file asks for.
"""

from __future__ import annotations

import csv
import io
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portals import AS_OF, EXAMPLES, REPOSITORY, change, portal
from workbooks import book, parts, resource, rows_xml, save, sheet_xml

from build_tools import pipeline, reports
from build_tools.findings import Finding, Severity
from build_tools.tables import longcells, read, textfile
from build_tools.tables.excel import zipparts
from build_tools.words import Words

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PLAIN = b"a,b\n1,x\n2,y\n"


def found(folder: Path, data: bytes, *fields: Any, **more: Any) -> list[Finding]:
    """What is found in a CSV with that content; in words too, without a gap."""
    (folder / "tabel.csv").write_bytes(data)
    findings = list(read.problems(folder, resource(*(fields or "ab"), path="tabel.csv", **more)))
    for f in findings:
        for lang in ("id", "en"):
            plain = replace(f, cell="")
            assert "?" not in reports.text([plain], Words.load(lang)).split()
    return findings


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("coba")


def refused(folder: Path, *fields: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    """The one finding about a workbook."""
    (finding,) = read.problems(folder, resource(*(fields or "ab"), **more))
    assert finding.severity is Severity.ERROR
    for lang in ("id", "en"):
        assert "?" not in reports.text([finding], Words.load(lang)).split()
    return finding.code, dict(finding.values)


def zipped(**given: bytes) -> bytes:
    """A ZIP of parts; "__" in a name is "/"."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in given.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return target.getvalue()


#: Files that people rename, and what they are.
KINDS = {
    "html": b"\xef\xbb\xbf<html><body><table><tr><td>a</td></tr></table></body></html>",
    "xml": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "pdf": b"%PDF-1.7\n1 0 obj",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "xls": OLE + bytes(500) + "Workbook".encode("utf-16-le") + bytes(40),
    "encrypted": OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(40),
    "document": zipped(word__document_DOT_xml=b"<w/>"),
    "ods": zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "zip": zipped(tabel_DOT_csv=PLAIN),
    "xlsb": zipped(xl__workbook_DOT_bin=b"\0"),
    "archive": b"Rar!\x1a\x07\0" + bytes(40),
    "parquet": b"PAR1" + bytes(40),
    "database": b"SQLite format 3\0" + bytes(40),
}


@pytest.mark.parametrize("kind", sorted({*KINDS, "text"}))
def test_a_workbook_that_is_something_else(kind: str, tmp_path: Path) -> None:
    (tmp_path / "tabel.xlsx").write_bytes(KINDS.get(kind, b"a;b\r\n1;2\r\n"))
    assert refused(tmp_path) == ("file-kind", {"type": kind, "ending": ".xlsx"})
    words = Words.load("id")
    assert words(f"findings.types.{kind}") in reports.sentence(
        next(read.problems(tmp_path, resource("a"))), words
    )


@pytest.mark.parametrize("kind", sorted({*KINDS, "xlsx"}))
def test_a_csv_that_is_something_else(kind: str, tmp_path: Path) -> None:
    made = book(tmp_path / "asli.xlsx", [["a"], ["x"]]).read_bytes()
    (finding,) = found(tmp_path, KINDS.get(kind, made))
    assert (finding.code, dict(finding.values)["type"]) == ("file-kind", kind)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"\xff\xfe", b";;;\n;;;\n"])
def test_files_without_anything(data: bytes, tmp_path: Path) -> None:
    assert [f.code for f in found(tmp_path, data)] == ["file-empty"]
    (tmp_path / "tabel.xlsx").write_bytes(data.strip(b";\n"))
    assert refused(tmp_path)[0] == "file-empty"


def test_a_sheet_without_anything(tmp_path: Path) -> None:
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml("")}))
    assert refused(tmp_path)[0] == "file-empty"


LATIN = "a,b\n1,x\n2,Jos\u00e9 kafe\n3,y\n"


@pytest.mark.parametrize(
    ("data", "encoding", "place", "values"),
    [
        (LATIN.encode("cp1252"), "utf-8", "B3", {"type": "old", "found": "windows-1252"}),
        (LATIN.encode("utf-8"), "ascii", "B3", {"type": "old", "found": "utf-8"}),
        (LATIN.encode("utf-16"), "utf-8", "1", {"type": "utf-16", "found": "utf-16"}),
        (LATIN.encode("utf-16-le"), "utf-8", "1", {"type": "utf-16", "found": "utf-16-le"}),
        (LATIN.encode("utf-16-be"), "cp1252", "1", {"type": "utf-16", "found": "utf-16-be"}),
        (b"a,b\n1,\x81x\n", "utf-8", "B2", {"type": "unknown"}),
        ("a,b\né,x\n".encode() + b"1,caf\xe9\n", "utf-8", "B3", {"type": "mixed"}),
        (b'a,b\n1,"dua\nbaris"\n2,caf\xe9\n', "utf-8", "B3", {"type": "old"}),
        (b"a,b\n1,x\n2,caf\xc3", "utf-8", "B3", {"type": "old"}),
        (LATIN.encode("utf-16")[:-1], "utf-16", "", {"type": "unknown"}),
    ],
)
def test_bytes_of_another_encoding(
    data: bytes, encoding: str, place: str, values: dict[str, str], tmp_path: Path
) -> None:
    (finding,) = found(tmp_path, data, encoding=encoding)
    assert (finding.code, finding.place) == ("encoding-error", place)
    assert dict(finding.values).items() >= values.items()


def test_the_letters_that_are_not_read_are_shown_as_they_seem_to_be(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, LATIN.encode("cp1252"))
    assert finding.cell == "Jos\u00e9 kafe"


def test_a_bad_byte_far_on_in_a_file(tmp_path: Path) -> None:
    """The pass over the bytes goes by pieces; a letter may lie across two of them."""
    row = b"1234567,abcdefg\n"
    for before in (textfile._PIECE - 1, textfile._PIECE, textfile._PIECE + 1, 700_000):
        many = before // len(row)
        data = b"a,b\n" + row * many + b"x,\xc3\xa9\n" + row * 9
        assert found(tmp_path, data) == []
        (finding,) = found(tmp_path, data + b"x,\xe9\n")
        assert (finding.row, finding.column) == (many + 12, 2)


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1", "cp437"])
def test_utf8_under_the_name_of_an_old_encoding(encoding: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, LATIN.encode(), encoding=encoding)
    assert (finding.code, finding.place) == ("encoding-differs", "B3")
    assert found(tmp_path, LATIN.encode("cp1252"), encoding="windows-1252") == []


def test_a_letter_that_was_lost_before(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "a,b\n1,Jos\ufffd\n".encode())
    assert (finding.severity.value, finding.code, finding.place) == (
        "warning",
        "character-lost",
        "B2",
    )


def test_a_stray_zero_byte(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, b"a,b\n1,x\n2,y\0z" + b"\n3,z" * 50)
    assert (finding.code, finding.place) == ("file-binary", "B3")


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\n"])
def test_any_end_of_line(end: bytes, tmp_path: Path) -> None:
    data = PLAIN.replace(b"\n", end)
    assert found(tmp_path, data) == []
    table = list(read.records(tmp_path, resource("a", "b", path="tabel.csv")))
    assert table == [["a", "b"], ["1", "x"], ["2", "y"]]


MANY = b"".join(b"%d,isi %d\n" % (n, n) for n in range(5_000))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'a,b\n1,x\n2,"mulai\n' + MANY, "B4"),
        (b'a,b\n1,x\n2,"mulai\n3,akhir\n', "B3"),
        (b'a,b\n"1,x\n2,y\n', "A2"),
        (b'a,b\n1,"x', "B2"),
        (b'a,b\n1,"x\n' + MANY[:40_000] + b'9,"tutup"\n' + MANY, "B2"),
        (b'a,b\n1,"""kutip\n' + MANY, "B2"),
        (b'a,b\r1,"x\r' + MANY.replace(b"\n", b"\r"), "B2"),
    ],
)
def test_a_quote_that_opens_and_does_not_close(data: bytes, place: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, data.replace(b"1,x\n2,", b"1,x\n1,y\n2,", place == "B4"))
    assert (finding.code, finding.place) == ("quote-unclosed", place)
    assert dict(finding.values)["lines"] >= 1


@pytest.mark.parametrize(
    "data",
    [
        b'a,b\n1,"dua\nbaris"\n2,y\n',
        b'a,b\n1,"kata ""kutip"" di dalam"\n' + MANY,
        b'a,b\n1,"koma di akhir,"\n' + MANY + b'2,"x"\n',
        b'a,b\n1,""\n' + MANY,
        b'a,b\n1,layar 5" dan 6"\n' + MANY,
        b'a,b\n1,layar 5"\n' + MANY,
        b'a,b\n1,"' + b"baris\n" * 150 + b'"\n' + MANY,
    ],
)
def test_quotes_that_are_as_they_should_be(data: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, data) == []


@pytest.mark.parametrize("size", [textfile._PIECE - 3, textfile._PIECE, 2 * textfile._PIECE + 1])
def test_a_quote_where_pieces_meet(size: int, tmp_path: Path) -> None:
    data = b"a,b\n"
    data += (MANY * 20)[: size - 4 - len(data)] + b"\n1,"
    (finding,) = found(tmp_path, data + b'"x\n' + MANY)
    assert (finding.code, finding.column) == ("quote-unclosed", 2)
    assert finding.row == data.count(b"\n") + 1


CELLS = st.text(alphabet='ab",\n', max_size=8)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    dropped=st.integers(0, 40),
    piece=st.integers(5, 60),
    leap=st.integers(1, 10),
)
def test_a_quote_that_was_forgotten_is_found(
    rows: list[tuple[str, str]],
    quoting: Any,
    dropped: int,
    piece: int,
    leap: int,
    playground: Path,
) -> None:
    """A well-formed table has none; without one of its quotes it may end within a cell."""
    target = io.StringIO()
    csv.writer(target, quoting=quoting, lineterminator="\n").writerows([("a", "b"), *rows])
    text = target.getvalue()
    places = [at for at, sign in enumerate(text) if sign == '"']
    if dropped < len(places):
        text = text[: places[dropped]] + text[places[dropped] + 1 :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(longcells, "_LEAP", leap)
        patch.setattr(textfile, "_PIECE", piece)
        codes = {f.code for f in found(playground, text.encode())}
    last = list(csv.reader(io.StringIO(text + "\n#", newline="")))[-1]
    assert ("quote-unclosed" in codes) == (last != ["#"])


@given(data=st.binary(max_size=300), encoding=st.sampled_from(sorted(read.ENCODINGS)))
def test_any_bytes_are_a_table_or_a_finding(data: bytes, encoding: str, playground: Path) -> None:
    findings = found(playground, data, encoding=encoding)
    if not any(f.severity is Severity.ERROR for f in findings):
        table = resource("a", "b", path="tabel.csv", encoding=encoding)
        records = list(read.records(playground, table))
        assert records
        assert all(isinstance(cell, str) for record in records for cell in record)


@pytest.mark.parametrize("quoted", [b"", b'"'])
def test_a_cell_of_a_hundred_megabytes(quoted: bytes, tmp_path: Path) -> None:
    data = b"a,b\n1,x\n2," + quoted + b"z" * 100_000_000 + quoted + b"\n"
    start = time.monotonic()
    (finding,) = found(tmp_path, data)
    assert (finding.code, finding.row) == ("cell-too-long", 3)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("size", [longcells.MAX_CELL - 10, longcells.MAX_CELL + 10])
def test_where_a_cell_becomes_too_long(size: int, tmp_path: Path) -> None:
    codes = [(f.code, f.place) for f in found(tmp_path, b"a,b\n1,x\n2," + b"z" * size + b"\n")]
    assert codes == ([("cell-too-long", "B3")] if size > longcells.MAX_CELL else [])


def test_ten_thousand_columns(tmp_path: Path) -> None:
    wide = b",".join(b"k%d" % n for n in range(10_000)) + b"\n"
    (finding,) = found(tmp_path, wide + b",".join([b"1"] * 10_000) + b"\n", "k0", "k1")
    assert (finding.code, finding.place) == ("columns-many", "C1")
    assert dict(finding.values)["columns"] == 10_000
    (finding,) = found(tmp_path, b"a,b\n1,2\n" + b"x," * 6_000_000 + b"\n")
    assert (finding.code, finding.row) == ("columns-many", 3)


def checked(folder: Path, text: str, changes: dict[str, Any] | None = None) -> list[Finding]:
    """What a whole check finds in the example portal with that table."""
    root = portal(folder)
    (root / TABLE).write_text(text, encoding="utf-8")
    change(root, changes or {})
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False))
    assert result.crashes == []
    return [f for f in result.findings if f.dataset == "dkisp/contoh"]


GOOD = (EXAMPLES / "portal" / TABLE).read_text("utf-8")
NUMBER = {"resources.0.schema.fields.4.type": "number", "resources.0.sdi:aturan": None}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("b,5,5,10,", "b,5", {("missing-cell", 4)}),
        ("b,5,5,10,", "b,5,5,10,,lebih", {("extra-cell", 4)}),
        (",jenis,", ",jenis,jenis,", {("duplicate-label", 1)}),
        (",jenis,", ",,", {("blank-label", 1)}),
        ("laki_laki", "Laki-laki", {("incorrect-label", 1)}),
        ("nama,tanggal", "tanggal,nama", {("incorrect-label", 1)}),
        (",kode_opd", "", {("missing-label", 1)}),
        ("Tempat Tiga", 'Tempat "Tiga"', set()),
        ("Tempat Tiga", '"Tempat\nTiga"', set()),
        ("3,Tempat", "\n3,Tempat", {("blank-row", 4)}),
    ],
)
def test_a_table_out_of_shape(
    old: str, new: str, expected: set[tuple[str, int]], tmp_path: Path
) -> None:
    assert old in GOOD
    findings = checked(tmp_path, GOOD.replace(old, new))
    shown = {(f.code, f.row) for f in findings if f.severity is Severity.ERROR}
    assert expected <= shown if expected else shown == set()


def test_thousands_with_points_without_a_word_about_them(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, GOOD.replace(",10,12,22", ',"1.234.567,89",12,22'), NUMBER)
    assert (finding.code, finding.place, finding.cell) == ("type-error", "E2", "1.234.567,89")
    assert "groupChar" in reports.sentence(finding, Words.load("id"), "hint")


def test_thousands_with_points_that_are_declared(tmp_path: Path) -> None:
    marks = {
        "resources.0.schema.fields.4.groupChar": ".",
        "resources.0.schema.fields.4.decimalChar": ",",
    }
    text = GOOD.replace(",10,12,22", ',"1.234.567,89",12,22')
    assert checked(tmp_path, text, NUMBER | marks) == []


def test_a_point_that_may_mean_thousands(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, GOOD.replace(",10,12,22", ",1.814,12,22"), NUMBER)
    assert (finding.code, finding.place) == ("number-grouped", "E2")
    assert dict(finding.values)["whole"] == "1814"


# ZIP files that are not what they claim


def lying(path: Path, name: str, size: int) -> None:
    """Writes into the directory that a part unfolds to so many bytes only."""
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.rfind(b"PK\x01\x02", 0, at)
    struct.pack_into("<I", data, at + 24, size)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_a_part_that_unfolds_to_more_than_it_claims(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = parts({"Data": sheet_xml(rows_xml([["a", "b"], ["1", "x"]]))}, strings="<sst></sst>")
    head, end = made[name].rsplit("</", 1)
    made[name] = head + " " * 21_000_000 + "</" + end
    save(tmp_path / "tabel.xlsx", made)
    monkeypatch.setattr(zipparts, "MAX_BYTES", 10_000_000)
    assert refused(tmp_path)[0] == "workbook-too-large"
    lying(tmp_path / "tabel.xlsx", name, 1000)
    assert refused(tmp_path)[0] == "workbook-too-large"


def test_a_workbook_of_a_hundred_thousand_parts(tmp_path: Path) -> None:
    made = parts({"Data": sheet_xml("")})
    save(tmp_path / "tabel.xlsx", made | {f"xl/media/{n}.png": "" for n in range(40_000)})
    code, _ = refused(tmp_path)
    assert code in {"workbook-too-large", "workbook-unreadable"}


def test_one_text_for_a_million_cells(tmp_path: Path) -> None:
    """32,767 letters stored once, named by every cell: gigabytes in a reader's memory."""
    text = f"<sst><si><t>{'x' * 32_767}</t></si></sst>"
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>'
        for n in range(1, 20_001)
    )
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows)}, strings=text))
    assert refused(tmp_path)[0] == "workbook-too-large"


def test_a_text_too_long_for_any_cell(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    text = f"<sst><si><t>{'x' * 9_000_000}</t></si></sst>"
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(row)}, strings=text))
    assert refused(tmp_path)[0] == "cell-too-long"
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows_xml([["x" * 20_000_000]]))}))
    assert refused(tmp_path)[0] == "workbook-unreadable"


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        ((1, "XFD"), '<c r="XFD1"><v>1</v></c>'),
        ((1_048_576, "A"), '<c r="A1048576"><v>1</v></c>'),
        ((30_000, "C"), '<c r="C30000" t="inlineStr"><is><t>x</t></is></c>'),
        ((1, "ZZZZZZ"), '<c r="ZZZZZZ1"><v>1</v></c>'),
        ((1, "zzzzzz"), '<c r="zzzzzz1"><v>1</v></c>'),
        ((99_999_999, "A"), '<c r="A99999999"><v>1</v></c>'),
    ],
)
def test_a_cell_far_out_is_named(place: tuple[int, str], cell: str, tmp_path: Path) -> None:
    rows = rows_xml([["a", "b"], ["1", "x"]])
    rows = (
        rows.replace("</row>", cell + "</row>", 1)
        if place[0] == 1
        else rows + f'<row r="{place[0]}">{cell}</row>'
    )
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows)}))
    (finding,) = read.problems(tmp_path, resource("a", "b"))
    assert finding.code == "sheet-cell-far" and finding.row == place[0]
    with pytest.raises(read.BlankRowsError):
        list(read.records(tmp_path, resource("a", "b")))


def test_a_cell_far_out_that_stands_in_no_order(tmp_path: Path) -> None:
    rows = [["a", "b"], ['<c r="A900000000"><v>1</v></c>', "x"], ["2", "y"]]
    book(tmp_path / "tabel.xlsx", rows)
    start = time.monotonic()
    assert refused(tmp_path)[0] == "sheet-cell-far"
    assert time.monotonic() - start < 2


def test_cells_without_any_content_far_out_do_not_matter(tmp_path: Path) -> None:
    """Colours down to the last row are common; they are no data."""
    rows = rows_xml([["a", "b"], ["1", "x"]])
    rows += '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows)}))
    assert list(read.problems(tmp_path, resource("a", "b"))) == []
    assert list(read.records(tmp_path, resource("a", "b"))) == [["a", "b"], ["1", "x"]]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "change_parts",
    [
        lambda made: made | {"xl/workbook.xml": BOMB + made["xl/workbook.xml"]},
        lambda made: made | {"xl/worksheets/sheet1.xml": BOMB + sheet_xml("")},
        lambda made: made | {"xl/styles.xml": BOMB + "<styleSheet/>"},
        lambda made: made | {"xl/workbook.xml": "<workbook><sheets>"},
        lambda made: made | {"xl/workbook.xml": "<a>" * 200_000},
        lambda made: made | {"xl/worksheets/sheet1.xml": "<html/>"},
        lambda made: {k: v for k, v in made.items() if "sheet1" not in k},
        lambda made: {k: v for k, v in made.items() if k != "xl/workbook.xml"},
        lambda made: made | {"xl/Worksheets/SHEET1.xml": sheet_xml("")},
        lambda made: made | {"xl/worksheets/sheet1.xml": sheet_xml('<row r="1"><c r="A1"><v>1</')},
        lambda made: made | {"xl/worksheets/sheet1.xml": sheet_xml("<!-- <row> -->")},
    ],
)
def test_parts_that_are_no_parts(
    change_parts: Callable[[dict[str, str]], dict[str, str]], tmp_path: Path
) -> None:
    made = parts({"Data": sheet_xml(rows_xml([["a", "b"], ["1", "x"]]))})
    save(tmp_path / "tabel.xlsx", change_parts(made))
    assert refused(tmp_path)[0] == "workbook-unreadable"


@pytest.mark.parametrize("cut", [30, 300, 900, -1, -30])
def test_a_workbook_that_was_cut_off(cut: int, tmp_path: Path) -> None:
    path = book(tmp_path / "tabel.xlsx", [["a", "b"], ["1", "x"]])
    path.write_bytes(path.read_bytes()[:cut])
    assert refused(tmp_path)[0] == "workbook-unreadable"


def test_bytes_that_changed_on_the_way(tmp_path: Path) -> None:
    """Any byte may be wrong: findings, or a table; never anything else."""
    path = book(tmp_path / "tabel.xlsx", [["a", "b"], ["1", "x"], ["2", "y"]])
    good = path.read_bytes()
    for at in range(0, len(good), 7):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])
        if not any(
            f.severity is Severity.ERROR for f in read.problems(tmp_path, resource("a", "b"))
        ):
            assert list(read.records(tmp_path, resource("a", "b")))


def test_a_zip_with_two_directories(tmp_path: Path) -> None:
    """One reader would take the first, another the second: neither is taken."""
    path = book(tmp_path / "tabel.xlsx", [["a", "b"]])
    data = path.read_bytes()
    path.write_bytes(data + data[data.rfind(b"PK\x05\x06") :])
    assert refused(tmp_path)[0] == "workbook-unreadable"


def test_a_directory_that_says_its_size_elsewhere(tmp_path: Path) -> None:
    """ZIP64, as some programs always write it, is read all the same."""
    path = book(tmp_path / "tabel.xlsx", [["a", "b"], ["1", "x"]])
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    entries, size, start = struct.unpack_from("<HII", data, at + 10)
    record = b"PK\x06\x06" + struct.pack(
        "<QHHIIQQQQ", 44, 45, 45, 0, 0, entries, entries, size, start
    )
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, at, 1)
    path.write_bytes(data[:at] + record + locator + data[at:])
    assert list(read.problems(tmp_path, resource("a", "b"))) == []


def test_memory_stays_within_bounds(tmp_path: Path) -> None:
    """A small file that unfolds to 400 MB, read in a process of its own."""
    inflated = zlib.compressobj(1, zlib.DEFLATED, -15)
    row = b'<row r="7"><c r="A7"><v>1</v></c></row>' * 100_000
    packed = inflated.compress(sheet_xml("").split("</")[0].encode())
    packed += b"".join(inflated.compress(row) for _ in range(100)) + inflated.flush()
    made = parts({"Data": sheet_xml("@")})
    save(tmp_path / "tabel.xlsx", made)
    data = (tmp_path / "tabel.xlsx").read_bytes()
    raw = zlib.compressobj(6, zlib.DEFLATED, -15)
    old = raw.compress(made["xl/worksheets/sheet1.xml"].encode()) + raw.flush()
    assert data.count(old) == 1
    at = data.index(old)
    grown = bytearray(data[:at] + packed + data[at + len(old) :])
    more = len(packed) - len(old)
    place = grown.find(b"PK\x01\x02")
    end = grown.rfind(b"PK\x05\x06")
    while 0 <= place < end:
        (offset,) = struct.unpack_from("<I", grown, place + 42)
        if offset > at:
            struct.pack_into("<I", grown, place + 42, offset + more)
        if b"sheet1" in grown[place + 46 : place + 80]:
            struct.pack_into("<I", grown, place + 20, len(packed))
        place = grown.find(b"PK\x01\x02", place + 4)
    (start,) = struct.unpack_from("<I", grown, end + 16)
    struct.pack_into("<I", grown, end + 16, start + more)
    (tmp_path / "tabel.xlsx").write_bytes(grown)
    code = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path\n"
        "from workbooks import resource as made; from build_tools.tables import read\n"
        "found = list(read.problems(Path(sys.argv[1]), made('a', 'b')))\n"
        "print(found[0].code, Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    found_code, peak = done.stdout.split()
    assert found_code in {"workbook-too-large", "workbook-unreadable"}
    assert int(peak) < 300_000
