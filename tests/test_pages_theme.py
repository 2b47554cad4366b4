"""The shell of the pages: what settings may say in it, and the files that all pages share."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pages_site import PORTAL
from share_picture import picture

from build_tools import pages
from build_tools.model import Contact, Portal, Text
from build_tools.pages import theme
from build_tools.words import all_words

WORDS = all_words(("id", "en"))


def files(portal: Portal) -> dict[str, str]:
    made = pages.theme_files(portal, WORDS)
    return {path.as_posix(): content.decode("utf-8") for path, content in made}


def test_every_language_has_every_template() -> None:
    made = files(PORTAL)
    for lang in ("id", "en"):
        for name in theme.TEMPLATES:
            assert f"{lang}/{name}" in made
    assert "[[" not in "".join(made.values()) and "[%" not in "".join(made.values())


def test_settings_cannot_write_templates_or_markup() -> None:
    evil = Text("{{ 7*7 }}{% raw %}{# x #}<b>[[ 8*8 ]]</b>\"'", {"en": "{{ 9*9 }}<i>"})
    made = files(replace(PORTAL, name=evil, region=evil, description=evil, publisher=evil))
    for name, text in made.items():
        assert "{{ 7*7" not in text and "{{ 9*9" not in text and "{% raw" not in text, name
        assert "<b>[[" not in text and "<i>" not in text, name
    assert "&#123;&#123; 7*7 &#125;&#125;" in made["id/partials/pd-header.html"]


def test_a_site_that_is_not_official_says_so_everywhere() -> None:
    made = files(PORTAL)
    header = made["id/partials/pd-header.html"]
    assert "Situs contoh. Bukan situs resmi Pemerintah Kabupaten Paser." in header
    assert "<small>" not in header
    assert '<meta name="robots" content="noindex">' in made["id/partials/pd-meta.html"]
    for name in ("main.html", "shell.html"):
        assert "partials/pd-header.html" in made[f"id/{name}"]
    assert (
        'extends "shell.html"' in made["id/data.html"]
        and 'extends "shell.html"' in made["id/404.html"]
    )


def test_every_guide_says_whom_to_ask() -> None:
    """The steward's office by its name, and the portal's own contact; else that there is none."""
    assert "Dinas Komunikasi</a>. Alamatnya belum tercatat" in files(PORTAL)["id/main.html"]
    evil = Contact(email='data@contoh.go.id"{{ 1 }}', url="https://contoh.go.id/?'{{ 2 }}<b>")
    note = files(replace(PORTAL, contact=evil))["en/main.html"].partition("== 'panduan'")[2]
    assert "mailto:data@contoh.go.id%22" in note and "Communications Office" in note
    assert "{{ 1" not in note and "{{ 2" not in note and "<b>" not in note
    assert "No address" not in note


def test_the_page_of_words_is_linked_where_there_is_one(tmp_path: Path) -> None:
    portal = replace(PORTAL, root=tmp_path)
    (tmp_path / "docs/panduan").mkdir(parents=True)
    (tmp_path / "docs/panduan/istilah.md").write_text("# Kata", encoding="utf-8")
    made = files(portal)
    assert "panduan/istilah/" in made["id/main.html"]
    assert "panduan/istilah/" not in made["en/main.html"]


def test_an_official_site_names_the_government() -> None:
    made = files(replace(PORTAL, official=True))
    assert "<small>Pemerintah Kabupaten Paser</small>" in made["id/partials/pd-header.html"]
    assert "Situs contoh" not in "".join(made.values())
    assert "noindex" not in "".join(made.values())


def test_the_footer_says_as_of_and_commit() -> None:
    footer = files(PORTAL)["id/partials/pd-footer.html"]
    assert "Keadaan per 23 November 2026" in footer and "0123456789ab" in footer


def test_the_policy_allows_the_one_inline_script_and_no_other() -> None:
    made = files(PORTAL)
    allowed = re.search(r"'sha256-([^']+)'", made["id/partials/pd-meta.html"])
    inline = re.search(r"<script[^>]*>(.+?)</script>", made["id/partials/pd-theme.html"])
    assert allowed and inline
    digest = hashlib.sha256(inline[1].encode("utf-8")).digest()
    assert base64.b64encode(digest).decode("ascii") == allowed[1]
    assert "unsafe" not in made["id/partials/pd-meta.html"]
    for name, text in made.items():
        for script in re.findall(r"<script[^>]*>(.*?)</script>", text):
            assert script in {"", inline[1]}, name


def test_assets_are_named_after_their_content() -> None:
    for made in pages.assets():
        content = made.content.read_bytes() if isinstance(made.content, Path) else made.content
        assert not made.lang
        if made.path.suffix in {".css", ".js", ".woff2"}:
            assert hashlib.sha256(content).hexdigest()[:8] == made.path.name.split(".")[-2]


def sheets() -> dict[str, bytes]:
    found = {
        f.path.name.split(".")[0]: f.content for f in pages.assets() if f.path.suffix == ".css"
    }
    return {name: content for name, content in found.items() if isinstance(content, bytes)}


def test_styles_fetch_nothing_and_fit_the_budget() -> None:
    fonts = {f.path.name for f in pages.assets() if f.path.suffix == ".woff2"}
    found = sheets()
    assert set(found) == {"data", "jelajah", "kutipan", "lembar", "sematkan", "wilayah"}
    for name, sheet in found.items():
        assert b"@import" not in sheet
        used = set(re.findall(r"url\((.*?)\)", sheet.decode("utf-8")))
        assert used == (fonts if name == "data" else set())
        assert sheet.count(b"{") == sheet.count(b"}")
        most = {"data": 7_000, "sematkan": 4_000}.get(name, 2_000)  # embeds load theirs alone
        assert len(gzip.compress(sheet)) < most, name


#: Scripts that ask this site for data: when the reader wants two versions held against each
#: other, a whole table, or (the service worker) whatever page is opened.
ASKING = ("banding", "coba", "jelajah", "jelajah-kerja", "jelajah-sql", "luring")
#: Bytes after gzip; others 3,000.
MOST = {
    "katalog": 4_000,
    "periksa": 4_000,
    "banding": 4_000,
    "jelajah": 8_100,
    "jelajah-kerja": 4_900,
    "jelajah-sql": 5_200,
    "jelajah-mesin": 7_500,
    "hyparquet": 19_000,
    "squirreling": 27_000,
}


def test_scripts_fetch_nothing_and_fit_the_budget() -> None:
    for made in pages.assets():
        if made.path.suffix == ".js":
            assert isinstance(made.content, bytes)
            name = made.path.name.split(".")[0]
            never = rb"innerHTML|\beval\(|new Function"
            if name not in {"hyparquet", "squirreling"}:  # they can fetch, and are given bytes
                never += rb"|XMLHttpRequest|import\("
                never += b"" if name in ASKING else rb"|\bfetch\("
            assert not re.search(never, made.content), name
            most = 10_000 if name.startswith("periksa-") else MOST.get(name, 3_000)
            assert len(gzip.compress(made.content)) < most, name


def test_the_shared_picture_is_our_own() -> None:
    made = next(f.content for f in pages.assets() if f.path.name == "bagikan.png")
    assert made == picture()


@pytest.mark.parametrize("name", ["hospital-box", "tidak-ada", "../../model", ""])
def test_an_unknown_icon_is_a_plain_one(name: str) -> None:
    from build_tools.pages.view import icon

    assert icon(name).startswith('<svg class="i" aria-hidden="true"')
    assert icon(name).count("<svg") == 1


def test_pages_for_developers_are_linked_from_the_footer_only_where_they_are(
    tmp_path: Path,
) -> None:
    assert "pengembang/" not in "".join(files(replace(PORTAL, root=tmp_path)).values())
    folder = tmp_path / "docs" / "pengembang"
    folder.mkdir(parents=True)
    (folder / "arsitektur.md").write_text("---\ntitle: Rumah <ini>\n---\n", encoding="utf-8")
    (folder / "situs.md").write_text("---\ntitle: Situs\nkaki: false\n---\n", encoding="utf-8")
    made = files(replace(PORTAL, root=tmp_path))
    assert "pengembang/situs/" not in made["id/partials/pd-footer.html"]
    assert (
        '{{ akar }}pengembang/arsitektur/">Rumah &lt;ini&gt;<' in made["id/partials/pd-footer.html"]
    )
    english = made["en/partials/pd-footer.html"]
    assert '{{ akar }}../pengembang/arsitektur/"' in english and "(in Indonesian only)" in english
    assert "{{ akar }}pengembang/arsitektur/" not in made["id/partials/pd-header.html"]


def test_the_footer_names_the_licence_in_its_language() -> None:
    portal = replace(PORTAL, licence=replace(PORTAL.licence, title="CC Atribusi 4.0"))
    made = files(portal)
    assert "CC Atribusi 4.0" in made["id/partials/pd-footer.html"]
    assert "Creative Commons Attribution 4.0" in made["en/partials/pd-footer.html"]


def test_drawings_have_a_size_without_the_style_sheet() -> None:
    from build_tools.pages.view import icon

    assert ' width="20" height="20" ' in icon("magnify")
