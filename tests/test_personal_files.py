"""Personal data around the tables of a dataset, and beside the datasets of a portal."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from portals import AS_OF, change, portal
from workbooks import cell, parts, relations, rows_xml, save, sheet_xml

from build_tools import pipeline
from build_tools.checks import personalfiles, rawfile
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import resource_of
from build_tools.surfaces import Said, files, pictures

MOBILE = "0812-3456-7890"
#: No real person's: the serial is 0000.
NIK = "640101" + "410790" + "0000"
FOLDER = "datasets/dkisp/contoh"


def found(root: Path, dataset: str = "dkisp/contoh") -> list[Finding]:
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert result.crashes == []
    return [f for f in result.findings if f.dataset == dataset]


def wheres(path: Path, code: str = "personal-mobile") -> set[str]:
    """Where in a raw file something of that code stands."""
    return {
        dict(f.values).get("where", "") for f in rawfile.look(path, path.name) if f.code == code
    }


def book(path: Path, **more: str) -> Path:
    """A workbook of one plain sheet, with such parts beside it."""
    given = parts({"Data": sheet_xml(rows_xml([["No", "Jumlah"], [1, 2], [2, 3]]))})
    return save(
        path, {**given, **{name.replace("__", "/") + ".xml": text for name, text in more.items()}}
    )


# --- workbooks ---------------------------------------------------------------------------------

_CORE = "<p:coreProperties xmlns:p='a' xmlns:dc='b'>{}</p:coreProperties>"


@pytest.mark.parametrize(
    ("part", "xml", "where"),
    [
        ("docProps/core.xml", _CORE.format(f"<dc:title>{MOBILE}</dc:title>"), "property"),
        ("docProps/custom.xml", f"<Properties><property><vt>{MOBILE}</vt></property></Properties>",
         "property"),
        ("xl/drawings/drawing1.xml", "<a:p><a:r><a:t>0812-3456</a:t></a:r><a:r><a:t>-7890</a:t>"
         "</a:r></a:p>", "drawing"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", f'<sharedItems><s v="{MOBILE}"/></sharedItems>',
         "pivot"),
        ("xl/externalLinks/externalLink1.xml", f"<cell><v>{MOBILE}</v></cell>", "external-link"),
        ("xl/externalLinks/_rels/externalLink1.xml.rels",
         f'<Relationship Target="file:///C:/{MOBILE}.xlsx" TargetMode="External"/>',
         "external-link"),
        ("xl/persons/person.xml", '<person displayName="x" userId="fulan@gmail.com"/>',
         "comment-author"),
        ("customXml/item1.xml", f"<a>{MOBILE}</a>", "part"),
        ("xl/tables/table1.xml", f'<table displayName="{MOBILE}"/>', "name"),
    ],
)  # fmt: skip
def test_every_part_of_a_workbook_is_looked_at(
    part: str, xml: str, where: str, tmp_path: Path
) -> None:
    given = parts({"Data": sheet_xml(rows_xml([["No", "Jumlah"], [1, 2]]))})
    path = save(tmp_path / "a.xlsx", {**given, part: xml})
    code = "personal-email" if "@" in xml else "personal-mobile"
    assert wheres(path, code) == {where}


def test_comments_are_named_by_their_place(tmp_path: Path) -> None:
    given = parts({"Data": sheet_xml(rows_xml([["No", "Jumlah"], [1, 2]]))})
    given["xl/comments1.xml"] = (
        '<comments><authors><author>Fulan Anu</author></authors><commentList><comment ref="B2" '
        'authorId="0"><text><r><t>hubungi 0812</t></r><r><t>-3456-7890</t></r></text></comment>'
        "</commentList></comments>"
    )
    given["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        [("comments", "../comments1.xml", "rId1")]
    )
    told = list(rawfile.look(save(tmp_path / "a.xlsx", given), "a.xlsx"))
    assert {(f.code, f.sheet, f.place) for f in told} == {
        ("personal-mobile", "Data", "B2"),
        ("workbook-author", "Data", ""),
    }
    assert all("Fulan" not in f.cell for f in told)


def test_page_headers_and_prompts_but_no_cell_twice(tmp_path: Path) -> None:
    after = f"<headerFooter><oddHeader>&amp;C{MOBILE}</oddHeader></headerFooter>"
    sheet = sheet_xml(rows_xml([["No", "HP"], [1, MOBILE]]), after=after)
    told = list(rawfile.look(save(tmp_path / "a.xlsx", parts({"Data": sheet})), "a.xlsx"))
    assert sorted(dict(f.values)["where"] for f in told) == ["sheet", "sheet-setting"]


def test_texts_that_no_cell_uses_any_more(tmp_path: Path) -> None:
    used = '<c r="@" t="s"><v>0</v></c>'
    strings = f"<sst><si><t>Nama</t></si><si><t>{MOBILE}</t></si></sst>"
    sheet = sheet_xml(f'<row r="1">{cell(1, 1, used)}</row>')
    path = save(tmp_path / "a.xlsx", parts({"Data": sheet}, strings=strings))
    assert wheres(path) == {"unused-text"}


@pytest.mark.parametrize("name", ["openpyxl", "Dinas Kominfo", "ASUS", "user", "Microsoft Office"])
def test_programs_computers_and_offices_are_no_authors(name: str, tmp_path: Path) -> None:
    core = _CORE.format(f"<dc:creator>{name}</dc:creator>")
    assert list(rawfile.look(book(tmp_path / "a.xlsx", docProps__core=core), "a.xlsx")) == []


def test_a_workbook_of_a_dataset_is_looked_at_around_its_table(tmp_path: Path) -> None:
    root = portal(tmp_path)
    source = root / FOLDER / "data/tabel.csv"
    lines = [line.split(",") for line in source.read_text(encoding="utf-8").splitlines()]
    wide = [[*lines[0], None, f"hp {MOBILE}"], *lines[1:]]
    other = rows_xml([["No", "HP"], [1, MOBILE]])
    save(
        root / FOLDER / "data/tabel.xlsx",
        parts({"Data": sheet_xml(rows_xml(wide)), "Arsip": sheet_xml(other)}, {"Arsip": "hidden"}),
    )
    source.unlink()
    change(root, {"resources.0.path": "data/tabel.xlsx", "resources.0.format": "xlsx"})
    change(root, {"resources.0.mediatype": None, "resources.0.dialect": {"sheetName": "Data"}})
    told = [f for f in found(root) if f.code == "personal-mobile"]
    assert {(f.sheet, dict(f.values)["where"]) for f in told} == {
        ("Data", "outside"),
        ("Arsip", "sheet"),
    }
    assert all(f.severity is Severity.ERROR for f in told)


# --- the other files of a dataset --------------------------------------------------------------


def test_files_that_nobody_named_are_read_all_the_same(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / FOLDER / "catatan.txt").write_text(f"telepon {MOBILE}\n", encoding="utf-8")
    (root / FOLDER / "scan.pdf").write_bytes(b"%PDF-1.7")
    assert {(f.code, f.file) for f in found(root)} == {
        ("file-unnamed", "catatan.txt"),
        ("file-unnamed", "scan.pdf"),  # that it was not looked into needs no second finding
        ("personal-mobile", "catatan.txt"),
    }
    (root / FOLDER / "catatan.txt").write_text("kosong\n", encoding="utf-8")  # not out of a cache
    assert "personal-mobile" not in {f.code for f in found(root)}


def test_remarks_in_a_descriptor(tmp_path: Path) -> None:
    root = portal(tmp_path)
    path = root / FOLDER / "datapackage.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"# hubungi {MOBILE}\n", encoding="utf-8")
    told = found(root)
    assert [(f.code, dict(f.values)["where"]) for f in told] == [("personal-mobile", "remark")]


def test_rows_above_the_header_of_a_csv(tmp_path: Path) -> None:
    root = portal(tmp_path)
    path = root / FOLDER / "data/tabel.csv"
    path.write_text(f"hubungi {MOBILE}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    change(root, {"resources.0.dialect": {"headerRows": [2]}})
    told = [f for f in found(root) if f.code == "personal-mobile"]
    assert [(f.row, dict(f.values)["where"]) for f in told] == [(1, "remark")]


def test_members_of_geojson_that_no_schema_names(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "geometry": None, "properties": {"nama": "A", "ket": MOBILE}},
        {"type": "Feature", "geometry": None, "properties": {"nama": "B", "ket": MOBILE}},
    ]
    data = {"type": "FeatureCollection", "description": "x@gmail.com", "features": features}
    (tmp_path / "a.geojson").write_text(json.dumps(data), encoding="utf-8")
    schema = {"fields": [{"name": "nama", "type": "string"}]}
    resource = resource_of({"name": "a", "path": "a.geojson", "schema": schema}, ("id",))
    dataset = rawfile.nameless(tmp_path / "a.geojson", "a")
    told = list(personalfiles.around(tmp_path / "a.geojson", [resource], dataset))
    assert {(f.code, f.field) for f in told} == {("personal-mobile", "ket"), ("personal-email", "")}
    assert {dict(f.values)["where"] for f in told} == {"member"}


# --- the portal --------------------------------------------------------------------------------


def test_a_page_with_a_nik_does_not_go_out_and_a_telephone_warns(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/warga.md").write_text(f"# Warga\n\nNIK {NIK}\n", encoding="utf-8")
    (root / "docs/kontak.md").write_text(f"# Kontak\n\nWA {MOBILE}\n", encoding="utf-8")
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    told = {(f.code, f.file, f.severity) for f in result.findings if f.code.startswith("personal")}
    assert told == {
        ("personal-nik", "docs/warga.md", Severity.ERROR),
        ("personal-mobile", "docs/kontak.md", Severity.WARNING),
    }
    tree = {path.name for path in (root / ".build").rglob("*.md")}
    assert "kontak.md" in tree and "warga.md" not in tree


def test_folders_beside_the_datasets_lie_in_git_too(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "datasets/_mentah").mkdir()
    (root / "datasets/_mentah/a.csv").write_text(f"No,NIK\n1,{NIK}\n2,{NIK}\n", encoding="utf-8")
    told = found(root, "")
    assert {(f.code, f.file) for f in told} == {("personal-nik", "datasets/_mentah/a.csv")}


# --- pictures ----------------------------------------------------------------------------------


def exif(*entries: tuple[int, int, int, bytes], order: str = "<") -> bytes:
    """A TIFF directory with these entries: tag, kind, count, value of four bytes."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    body = b"".join(struct.pack(f"{order}HHI", *e[:3]) + e[3].ljust(4, b"\0") for e in entries)
    return mark + struct.pack(f"{order}IH", 8, len(entries)) + body + struct.pack(f"{order}I", 0)


def jpeg(data: bytes, mark: int = 0xE1) -> bytes:
    return b"\xff\xd8\xff" + struct.pack(">BH", mark, len(data) + 2) + data + b"\xff\xd9"


def png(kind: bytes, data: bytes) -> bytes:
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize("order", ["<", ">"])
def test_place_and_author_of_a_photograph(order: str) -> None:
    author = (0x013B, 2, 4, b"Anu\0")
    assert list(pictures.read(BytesIO(jpeg(b"Exif\0\0" + exif(author, order=order))))) == [
        Said("Anu", "picture", name=True)
    ]
    at = 8 + 2 + 12 + 4
    gps = struct.pack(f"{order}H", 1) + struct.pack(f"{order}HHII", 2, 5, 3, at + 18)
    place = gps + struct.pack(f"{order}I", 0) + struct.pack(f"{order}6I", 1, 1, 54, 1, 0, 1)
    data = exif((0x8825, 4, 1, struct.pack(f"{order}I", at)), order=order) + place
    assert list(pictures.read(BytesIO(jpeg(b"Exif\0\0" + data)))) == [Said("", "gps")]
    assert list(pictures.read(BytesIO(png(b"eXIf", data)))) == [Said("", "gps")]


def test_texts_of_other_kinds_of_metadata() -> None:
    assert list(pictures.read(BytesIO(png(b"tEXt", b"Author\0Anu")))) == [
        Said("Anu", "picture", name=True)
    ]
    packed = png(b"zTXt", b"Comment\0\0" + zlib.compress(MOBILE.encode()))
    assert [said.text for said in pictures.read(BytesIO(packed))] == [MOBILE]
    assert [said.text for said in pictures.read(BytesIO(jpeg(b"catatan", 0xFE)))] == ["catatan"]
    xmp = b'http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="1,54.5S"/>'
    assert list(pictures.read(BytesIO(jpeg(xmp)))) == [Said("", "gps")]


@pytest.mark.parametrize(
    "data",
    [
        jpeg(b"Exif\0\0II*\0\xff\xff\xff\xff"),
        jpeg(b"Exif\0\0" + exif((0x8825, 4, 1, struct.pack("<I", 8)))),  # leads to itself
        b"\xff\xd8\xff\xe1\x00\x00",
        png(b"zTXt", b"a\0\0not zlib"),
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt",
    ],
)
def test_broken_metadata_says_nothing(data: bytes) -> None:
    assert list(pictures.read(BytesIO(data))) == []


def test_a_picture_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.jpeg", jpeg(b"Exif\0\0" + exif((0x013B, 2, 4, b"Anu\0"))))
    assert {f.code for f in rawfile.look(path, "a.xlsx")} == {"picture-metadata"}
    assert any(isinstance(piece, Said) for piece in files.read(path, "a.xlsx"))
