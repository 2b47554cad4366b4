"""Files of docs/ that a browser would run in the name of the site are not served."""

from __future__ import annotations

from pathlib import Path

import pytest
from portals import AS_OF, REPOSITORY, portal

from build_tools import pipeline
from build_tools.load.active import MAX_BYTES, active_files, running

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
OWNED = "window.__owned=1"


def picture(folder: Path, inside: str = "", attributes: str = "", before: str = "") -> str:
    """What runs in a picture with that in it."""
    path = folder / "gambar.svg"
    path.write_text(before + SVG.format(attributes, inside), encoding="utf-8")
    return running(path)


@pytest.mark.parametrize(
    "inside",
    [
        f"<script>{OWNED}</script>",
        f"<g><ScRiPt>{OWNED}</ScRiPt></g>",
        f'<h:script xmlns:h="http://www.w3.org/1999/xhtml">{OWNED}</h:script>',
        f'<rect onclick="{OWNED}"/>',
        f'<rect ONLOAD="{OWNED}"/>',
        f'<a href="javascript:{OWNED}"><text>x</text></a>',
        f'<a xlink:href=" jAvA&#10;script:{OWNED}"><text>x</text></a>',
        f'<x:a xmlns:x="http://www.w3.org/2000/svg" x:onclick="{OWNED}"/>',
        '<a href="#"><set attributeName="href" to="javascript:x"/></a>',
        '<a href="#"><animate attributeName="href" values="javascript:x"/></a>',
        "<foreignObject><p>x</p></foreignObject>",
        '<use href="https://jahat.example/a.svg#b"/>',
        '<use href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<image href="https://jahat.example/a.png"/>',
        '<image href="data:image/svg+xml,&lt;svg/>"/>',
        "<style>@import url(https://jahat.example/a.css);</style>",
        "<style>a { fill: url(https://jahat.example/a) }</style>",
        r"<style>@\69mport 'https://jahat.example/a.css'</style>",
        '<rect style="fill: url(//jahat.example/a)"/>',
        '<rect filter="url(https://jahat.example/a#b)"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://jahat.example/"/>',
        '<handler type="application/ecmascript">x</handler>',
        "<unclosed>",
        "&undeclared;",
    ],
)
def test_a_picture_that_is_more_than_one(inside: str, tmp_path: Path) -> None:
    assert picture(tmp_path, inside)


@pytest.mark.parametrize(
    "before",
    [
        '<?xml-stylesheet href="a.xsl" type="text/xsl"?>',
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "window.__owned=1">]>',
        "<!DOCTYPE svg [" + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(99)),
    ],
)
def test_what_stands_before_a_picture(before: str, tmp_path: Path) -> None:
    assert picture(tmp_path, before=before)


@pytest.mark.parametrize(
    "inside",
    [
        "<title>Bagan</title><g><path d='M0 0'/><text>Desa <tspan>A</tspan></text></g>",
        "<defs><linearGradient id='a'/></defs><rect fill='url(#a)'/><use href='#b'/>",
        "<style>.a { fill: url(#a) }</style>",
        "<a href='https://contoh.example/'><text>x</text></a>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter>",
    ],
)
def test_a_picture_that_only_draws(inside: str, tmp_path: Path) -> None:
    assert picture(tmp_path, inside) == ""


def test_the_document_type_of_old_pictures_is_no_harm(tmp_path: Path) -> None:
    old = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert picture(tmp_path, before=old) == ""


def test_a_picture_too_large_to_look_through_is_not_served(tmp_path: Path) -> None:
    assert picture(tmp_path, "<g/>" * (MAX_BYTES // 4))


@pytest.mark.parametrize(
    ("name", "content", "runs"),
    [
        *((f"a{end}", "x", True) for end in (".html", ".HTM", ".xhtml", ".xml", ".js", ".mjs")),
        *((f"a{end}", "x", True) for end in (".wasm", ".xsl", ".svgz", ".php", ".mht")),
        *((f"a{end}", "x", False) for end in (".md", ".png", ".pdf", ".csv", ".css", ".woff2")),
        ("CNAME", "data.contoh.example", False),
        ("tanpa-akhiran", "<!DOCTYPE html><script>x</script>", True),
        ("a.tmp", "\n <script>x</script>", True),
        ("a.txt", "Daftar", False),
    ],
)
def test_files_that_browsers_run(name: str, content: str, runs: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert bool(running(path)) is runs


def test_they_are_told_and_left_out_of_the_site(tmp_path: Path) -> None:
    root = portal(tmp_path)
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "halaman.html").write_text("<script>x</script>", encoding="utf-8")
    (docs / "baik.svg").write_text(SVG.format("", "<g/>"), encoding="utf-8")
    (docs / "jahat.svg").write_text(SVG.format("onload='x'", ""), encoding="utf-8")
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    told = {(f.code, f.file) for f in result.findings}
    assert told == {("docs-program", "docs/halaman.html"), ("svg-active", "docs/jahat.svg")}
    assert result.exit_code() == 1
    written = {path.name for path in (root / ".build/docs").rglob("*")}
    assert "baik.svg" in written and not written & {"halaman.html", "jahat.svg"}


def test_the_pictures_of_this_project_only_draw() -> None:
    assert list(active_files(REPOSITORY)) == []
