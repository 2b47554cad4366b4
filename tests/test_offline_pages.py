"""What lets a browser read without a network: the worker's file, its list, and `luring/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pages_site import PORTAL, site

from build_tools import pages
from build_tools.model import Contact, HeldBack, OutputFile, Portal, Site, Source, Text, Withdrawal
from build_tools.pages import offline
from build_tools.words import Words, all_words

WORDS = all_words(("id", "en"))
NEVER = {"luring": "tidak"}


def files(given: Site | None = None) -> dict[str, bytes]:
    shown = given or site()
    found = {}
    for file in (offline.worker(shown.portal, WORDS, TOPS), offline.listing(shown, SCRIPTS)):
        assert isinstance(file.content, bytes) and not file.lang
        found[file.path.as_posix()] = file.content
    return found


TOPS = {"", "katalog", "en"}
SCRIPTS = [
    OutputFile(PurePosixPath(f"assets/{name}-{lang}.0a1b2c3d.js"), b"0")
    for name in ("katalog", "kolom", "cari", "layanan")
    for lang in ("id", "en")
]


def listed(given: Site | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(given)["luring.json"])
    return found


def text(portal: Portal) -> str:
    content = offline.worker(portal, WORDS, TOPS).content
    assert isinstance(content, bytes)
    return content.decode()


def test_the_worker_knows_the_languages_and_what_a_copy_says() -> None:
    made = text(PORTAL)
    assert "[[" not in made and '"bahasa":["en"]' in made and '"mati":false' in made
    assert '"akar":["","en","katalog"]' in made
    assert "Ini salinan yang disimpan pada %w WITA" in made
    assert "https://" not in made  # nothing of another host


def test_where_nothing_may_be_kept_the_worker_removes_itself() -> None:
    assert '"mati":true' in text(replace(PORTAL, settings=NEVER))
    assert '"mati":true' in text(replace(PORTAL, settings={"luring": False}))
    meta = {p.as_posix(): c for p, c in pages.theme_files(replace(PORTAL, settings=NEVER), WORDS)}
    assert b"data-luring" not in meta["id/partials/pd-meta.html"]
    meta = {p.as_posix(): c for p, c in pages.theme_files(PORTAL, WORDS)}
    assert b"data-luring" in meta["id/partials/pd-meta.html"]


def test_the_list_names_the_shell_of_each_language() -> None:
    found = listed()
    assert found["pintu"] == ["", "luring/", "en/", "en/luring/"]  # whichever is read
    assert found["bahasa"][""][:1] == ["katalog/"]
    assert found["bahasa"]["en"] == [
        "en/katalog/",
        *(f"assets/{name}-en.0a1b2c3d.js" for name in ("cari", "katalog", "kolom")),
    ]
    made = {f.path.as_posix() for f in pages.assets()} | {"assets/tanda.svg"}
    assert set(found["inti"]) <= made
    names = " ".join(found["inti"])
    assert all(part in names for part in ("data.", "katalog.", "luring.", ".woff2"))
    assert "hyparquet" not in names and "squirreling" not in names


def test_a_large_search_is_left_to_those_who_open_the_catalogue() -> None:
    noise = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(2_000))
    large = [replace(file, content=noise) for file in SCRIPTS]
    made = offline.listing(site(), large).content
    assert isinstance(made, bytes)
    assert json.loads(made)["bahasa"][""] == ["katalog/"]


def test_what_was_taken_back_or_is_held_back_is_named_by_its_address_alone() -> None:
    away = HeldBack(
        Source("dinkes/ditarik", Path("datasets/dinkes/ditarik")),
        Text("Judul yang tidak boleh tampil"),
        withdrawn=Withdrawal("dinkes/ditarik", "2026-11-20", Text("Alasan"), title_hidden=True),
    )
    given = site()
    found = files(replace(given, held_back=(*given.held_back, away)))["luring.json"]
    assert json.loads(found)["hapus"] == ["dinkes/ditarik", "dinkes/rusak"]
    assert b"Judul" not in found and b"Alasan" not in found


def test_the_same_commit_and_day_give_the_same_bytes_and_another_does_not() -> None:
    given = site()
    assert files(given) == files(site())
    for changed in ({"commit": "f" * 16}, {"as_of": PORTAL.as_of.replace(day=24)}):
        other = replace(given, portal=replace(PORTAL, **changed))  # type: ignore[arg-type]
        assert listed(other)["situs"] != listed(given)["situs"]
        assert files(other)["pekerja-luring.js"] == files(given)["pekerja-luring.js"]


def test_the_worker_leaves_alone_what_is_not_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "docs/panduan").mkdir(parents=True)
    (tmp_path / "docs/kontak.md").write_text("# Kontak", encoding="utf-8")
    given = replace(site(), portal=replace(PORTAL, root=tmp_path))

    @offline.completed
    def one(shown: Site, words: Mapping[str, Words]) -> Iterator[OutputFile]:
        yield OutputFile(PurePosixPath("topik/index.md"), b"", "id")
        yield OutputFile(PurePosixPath("mutu/index.md"), b"", "en")

    made = {f.path.name: f.content for f in one(given, WORDS)}["pekerja-luring.js"]
    assert isinstance(made, bytes)
    found = json.loads(made.partition(b'"akar":')[2].partition(b"]")[0] + b"]")
    assert found == ["", "assets", "en", "index.html", "kontak", "luring", "panduan", "topik"]


def rendered(settings: Mapping[str, object], **portal: Any) -> dict[tuple[str, str], bytes]:
    given = replace(site(), portal=replace(PORTAL, settings=settings, **portal))
    made = offline.offline_pages(given, WORDS)
    return {(f.lang, f.path.as_posix()): f.content for f in made if isinstance(f.content, bytes)}


def test_the_page_says_how_to_get_the_zip_and_how_to_end_the_keeping() -> None:
    found = rendered({"zip": "https://contoh.go.id/situs.zip"})
    page = found["id", "luring/index.md"].decode()
    assert "https://contoh.go.id/situs.zip" in page and "Hapus semua dan berhenti" in page
    assert "Remove all and stop keeping" in found["en", "luring/index.md"].decode()
    assert "Alamat ZIP belum tercatat" not in page and "make zip" not in page
    off = rendered(NEVER)["id", "luring/index.md"].decode()
    assert "tidak menyimpan halaman" in off and "<script" not in off


def test_where_the_zip_has_no_address_it_is_said_whom_to_ask(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    none = rendered({}, repository="", root=tmp_path)["id", "luring/index.md"].decode()
    assert "Alamat ZIP belum tercatat." in none and "make zip" in none
    assert "belum diberi alamat untuk menerima permintaan" in none and "kontak/" not in none
    (tmp_path / "docs/kontak.md").write_text("# Kontak", encoding="utf-8")
    office = Contact(email="walidata@contoh.go.id")
    asked = rendered({}, repository="", root=tmp_path, contact=office)["id", "luring/index.md"]
    told = asked.decode()
    assert "Mintalah lewat: " in told and "mailto:walidata@contoh.go.id" in told
    assert "../kontak/" in told and "belum diberi alamat" not in told
    english = rendered({}, repository="", root=tmp_path)["en", "luring/index.md"].decode()
    assert "has not been given an address" in english and "kontak/" not in english
