"""Codes of Kemendagri and BPS side by side: looked up in the reference, never derived."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
from areasite import REFERENCE, YEAR, about, count, key, made, reference, site, text
from mkdocs.utils.meta import get_data
from pages_site import published

from build_tools import charts
from build_tools.areas.codefile import CodeFile, code_file
from build_tools.areas.codes import COLUMNS, concordance, others
from build_tools.catalogues import area_codes
from build_tools.catalogues.datapackage import completed, with_package
from build_tools.catalogues.datapackage import make as make_packages
from build_tools.model import Site
from build_tools.pages.dataset import dataset_files
from build_tools.pages.explorefile import explore_files
from build_tools.pages.view import View
from build_tools.words import Words

IKIS = {
    "kode_kemendagri": "64.01.06",
    "kode_bps": "6401060",
    "nama": "Long Ikis",
    "jenis": "kecamatan",
}
ENGAU = {
    "kode_kemendagri": "64.01.09",
    "kode_bps": "6401021",
    "nama": "Batu Engau",
    "jenis": "kecamatan",
}


def with_codes(
    folder: Path, rows: Sequence[Sequence[object]], code: str = "kode_kemendagri", **more: Any
) -> Site:
    """The reference, and a dataset about districts by one of their codes."""
    schools = made(folder, "dinkes/sekolah", {"sekolah": about("kecamatan", rows, code=code)})
    return site(reference(folder), schools, **more)


def lines(given: Site) -> list[dict[str, str]]:
    """The list of the dataset that is not the reference, as a reader has it."""
    (file,) = area_codes.make(given)
    assert file.path.as_posix() == "datasets/dinkes/sekolah/kode-wilayah.csv"
    assert isinstance(file.content, bytes)
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8"))))


def test_a_table_with_kemendagri_codes_gets_those_of_bps(tmp_path: Path) -> None:
    found = lines(with_codes(tmp_path, [("64.01.09", 2024, 5), ("64.01.06", 2024, 7)]))
    at = {"tabel": "sekolah", "kolom": "kode"}
    assert found == [{**at, "kode": "64.01.06", **IKIS}, {**at, "kode": "64.01.09", **ENGAU}]


def test_a_table_with_bps_codes_gets_those_of_kemendagri(tmp_path: Path) -> None:
    found = lines(with_codes(tmp_path, [("6401021", 2024, 5)], code="kode_bps"))
    assert found == [{"tabel": "sekolah", "kolom": "kode", "kode": "6401021", **ENGAU}]


def test_a_code_that_the_reference_does_not_list_stays_empty(tmp_path: Path) -> None:
    (known, odd) = lines(with_codes(tmp_path, [("64.01.06", 2024, 5), ("64.01.99", 2024, 1)]))
    assert known["kode_bps"] == "6401060"
    assert odd == dict.fromkeys(COLUMNS, "") | {
        "tabel": "sekolah",
        "kolom": "kode",
        "kode": "64.01.99",
    }


def test_codes_without_a_reference_of_their_own_are_of_the_system_that_knows_them(
    tmp_path: Path,
) -> None:
    free = {
        "fields": [text("kode", "wilayah"), YEAR, count()],
        "rows": [("6401060", 2024, 1), ("9999999", 2024, 2)],
    }
    schools = made(tmp_path, "dinkes/sekolah", {"sekolah": free})
    found = lines(site(reference(tmp_path), schools))
    assert [(f["kode"], f["kode_kemendagri"]) for f in found] == [
        ("6401060", "64.01.06"),
        ("9999999", ""),
    ]


def test_codes_of_both_systems_in_one_column_are_left_alone(tmp_path: Path) -> None:
    mixed = {
        "fields": [text("kode", "wilayah"), YEAR, count()],
        "rows": [("6401060", 2024, 1), ("64.01.09", 2024, 2)],
    }
    schools = made(tmp_path, "dinkes/sekolah", {"sekolah": mixed})
    assert list(area_codes.make(site(reference(tmp_path), schools))) == []


def test_the_codes_of_another_reference_are_no_codes_of_ours(tmp_path: Path) -> None:
    other = {
        "fields": [text("kode", "wilayah"), YEAR, count()],
        "foreignKeys": [key(["kode"], "kecamatan", "kode", "referensi/wilayah-lain")],
        "rows": [("64.01.06", 2024, 1)],
    }
    schools = made(tmp_path, "dinkes/sekolah", {"sekolah": other})
    assert list(area_codes.make(site(reference(tmp_path), schools))) == []


def test_a_table_about_one_area_has_its_codes_too(tmp_path: Path) -> None:
    table = {"fields": [YEAR, count()], "primaryKey": ["tahun"], "rows": [(2024, 3)]}
    schools = made(tmp_path, "dinkes/sekolah", {"sekolah": table}, **{"sdi:kodeWilayah": "64.01"})
    (found,) = lines(site(reference(tmp_path), schools))
    assert (found["kolom"], found["kode"], found["kode_bps"]) == ("", "64.01", "6401")


def test_without_a_reference_there_is_no_list(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("64.01.06", 2024, 5)], daftar_wilayah="referensi/tidak-ada")
    assert list(area_codes.make(given)) == []
    assert code_file(published(), Site(given.portal, (published(),))) is None


def test_a_code_of_two_areas_names_neither(tmp_path: Path) -> None:
    code, bps = text("kode_kemendagri", "kode"), text("kode_bps", "kode")

    def listed(rows: Sequence[Sequence[object]]) -> dict[str, Any]:
        keys = {"primaryKey": ["kode_kemendagri"], "uniqueKeys": [["kode_bps"]]}
        return {"fields": [code, bps, text("nama", "nama")], **keys, "rows": rows}

    twice = {
        "kota": listed([("64.01", "6401", "Satu")]),
        "kabupaten": listed([("64.02", "6401", "Dua")]),
    }
    given = site(made(tmp_path, REFERENCE, twice, **{"sdi:topik": ["wilayah"]}))
    known = concordance(given)
    assert known.area("bps", "6401").name == ""
    assert known.area("kemendagri", "64.02").code("bps") == "6401"


def test_hostile_codes_and_names_are_text_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = [("64.01.06", 2024, 5), ('=HYPERLINK("http://x")', 2024, 1)]
    free = {"fields": [text("kode", "wilayah"), YEAR, count()], "rows": rows}
    schools = made(tmp_path, "dinkes/sekolah", {"sekolah": free})
    given = site(reference(tmp_path, k64_01_06="=1+1"), schools)
    known, formula = lines(given)
    assert formula["kode"] == '\'=HYPERLINK("http://x")'
    assert (known["kode"], known["nama"]) == ("64.01.06", "'=1+1")


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("64.01.09", 2024, 5), ("64.01.06", 2024, 7)])
    again = Site(given.portal, tuple(reversed(given.published)))
    assert [*area_codes.make(given)] == [*area_codes.make(again)]


def test_the_list_is_a_resource_that_other_programs_read(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("64.01.06", 2024, 5), ("64.01.99", 2024, 1)])
    found = code_file(given.published[1], given)
    assert isinstance(found, CodeFile)
    (tmp_path / found.path).write_bytes(found.content)
    descriptor = {"name": "sekolah", "resources": [found.resource()]}
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["title", "message"])
    rows = frictionless.extract(str(path))
    assert rows[found.name][0]["kode_bps"] == "6401060"
    assert (found.rows, found.reference) == (2, REFERENCE)


def test_a_table_called_like_the_list_keeps_its_name(tmp_path: Path) -> None:
    own = {"kode-wilayah": about("kecamatan", [("64.01.06", 2024, 5)])}
    given = site(reference(tmp_path), made(tmp_path, "dinkes/sekolah", own))
    found = code_file(given.published[1], given)
    assert found and found.path == "kode-wilayah-2.csv"


def test_the_other_code_stands_beside_a_column_that_has_one_alone(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("6401021", 2024, 5)], code="kode_bps")
    (schools,) = given.published[1].tables
    (found,) = others(given.published[1], schools, concordance(given))
    assert (found.field, found.system, found.codes["6401021"]) == ("kode", "kemendagri", "64.01.09")


def test_nothing_is_added_where_a_table_has_both(tmp_path: Path) -> None:
    both = about("kecamatan", [("64.01.06", "6401060", 2024, 5)])
    both["fields"] = [text("kode", "wilayah"), text("bps", "kode"), YEAR, count()]
    both["foreignKeys"].append(key(["bps"], "kecamatan", "kode_bps", REFERENCE))
    given = site(reference(tmp_path), made(tmp_path, "dinkes/sekolah", {"sekolah": both}))
    (schools,) = given.published[1].tables
    assert others(given.published[1], schools, concordance(given)) == []
    assert others(given.published[0], given.published[0].tables[0], concordance(given)) == []
    assert lines(given)[0]["kode_bps"] == "6401060"  # the list is made all the same


def test_a_reference_of_more_areas_than_are_kept_is_read_again(tmp_path: Path) -> None:
    many = [(f"64.{n:05}", f"7{n:05}", f"Desa {n}") for n in range(3_001)]
    keys = {"primaryKey": ["kode_kemendagri"], "uniqueKeys": [["kode_bps"]]}
    fields = [text("kode_kemendagri", "kode"), text("kode_bps", "kode"), text("nama", "nama")]
    large = made(
        tmp_path,
        REFERENCE,
        {"desa": {"fields": fields, **keys, "rows": many}},
        **{"sdi:topik": ["wilayah"]},
    )
    assert not large.tables[0].areas[0].complete
    known = concordance(site(large))
    assert known.area("kemendagri", "64.02999").code("bps") == "702999"
    assert len(known.pairs()) == 3_001


def test_the_codes_need_no_heavy_library() -> None:
    code = "import sys, build_tools.areas.codefile; print('pyarrow' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def page(given: Site, lang: str = "id") -> str:
    """The page of the dataset that is not the reference."""
    view = View(given, Words.load(lang))
    (file, *_) = dataset_files(view, given.published[1], charts.prepare(given))
    assert isinstance(file.content, bytes)
    return str(get_data(file.content.decode("utf-8"))[1]["body"])


def shown_rows(body: str) -> list[list[str]]:
    """The cells of the first rows."""
    table = body.partition("pd-preview")[2].partition("</table>")[0]
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", table, flags=re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in found]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_the_page_shows_the_other_code_and_says_that_it_was_added(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("6401021", 2024, 5), ("9999999", 2024, 1)], code="kode_bps")
    header, known, odd = shown_rows(page(given))
    assert header[:2] == ["kode", "Kode Kemendagri (tambahan) dari acuan wilayah"]
    assert known[:2] == ["6401021", "64.01.09"]
    assert odd[:2] == ["9999999", "– tidak ada nilai"]
    assert (
        shown_rows(page(given, "en"))[0][1] == "Kemendagri code (added) from the region reference"
    )
    assert 'sekolah/kode-wilayah.csv" download' in page(given)


def test_the_page_adds_nothing_where_no_code_is_known(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("9999999", 2024, 1)], code="kode_bps")
    header, _ = shown_rows(page(given))
    assert header[:2] == ["kode", "tahun"]
    assert "kode-wilayah.csv" not in page(given)


def test_the_table_page_is_told_the_codes_that_occur(tmp_path: Path) -> None:
    given = with_codes(tmp_path, [("6401021", 2024, 5), ("9999999", 2024, 1)], code="kode_bps")
    words = {lang: Words.load(lang) for lang in ("id", "en")}
    file = next(f for f in explore_files(given, words) if "sekolah" in f.path.parts)
    assert isinstance(file.content, bytes)
    columns = {c["nama"]: c for c in json.loads(file.content)["tabel"][0]["kolom"]}
    title = {"id": "Kode Kemendagri (tambahan)", "en": "Kemendagri code (added)"}
    assert columns["kode"]["tambahan"] == {"judul": title, "kode": [["6401021", "64.01.09"]]}
    assert "tambahan" not in columns["tahun"]


def test_the_published_descriptor_has_the_list_and_its_hash_is_that_of_the_file(
    tmp_path: Path,
) -> None:
    bare = with_codes(tmp_path, [("64.01.06", 2024, 5)])
    packed = [with_package(p, bare.portal) for p in bare.published]
    given = replace(bare, published=tuple(packed))
    shown = replace(given, published=tuple(completed(p, given) for p in packed))
    files = {f.path.as_posix(): f.content for f in (*make_packages(shown), *area_codes.make(shown))}
    folder = tmp_path / "terbit"
    for path, content in files.items():
        if path.startswith("datasets/dinkes/"):
            to = folder / Path(path).name
            to.parent.mkdir(exist_ok=True)
            to.write_bytes(content.read_bytes() if isinstance(content, Path) else content)
    told = next(d for d in shown.published[1].downloads if d.format == "datapackage")
    descriptor = (folder / "datapackage.json").read_bytes()
    assert told.sha256 == hashlib.sha256(descriptor).hexdigest()
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert [r["name"] for r in json.loads(descriptor)["resources"]] == ["sekolah", "kode-wilayah"]
