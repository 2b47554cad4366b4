"""The site inspects itself: a good site is left in peace, and each fault is found, and only it.

The good site is written by hand here, small; every case breaks a copy of it in just one way.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from build_tools import audit, cli, reports
from build_tools.audit import CHECKS, budget, report
from build_tools.findings import error
from build_tools.words import Words

SCRIPT = 'document.documentElement.classList.add("js")'
HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
POLICY = f"default-src 'none'; script-src 'self' 'sha256-{HASH}'; style-src 'self'; img-src 'self'"
CSS = """\
@font-face { font-family: "Judul"; src: url("huruf.woff2") format("woff2"); }
:root { --bg: #fff; --bg2: #f2f6f5; --ink: #0f1f1d; --ink2: #46544f; --edge: #6b7a77;
  --link: #00558b; --brand: #0b4f4a; --on-brand: #fff; --ok: #14613a; --okb: #e2f3e9; }
@media (prefers-color-scheme: dark) { .no-js body { --bg: #0e1716; --bg2: #15211f;
  --ink: #eef4f2; --ink2: #b4c3bf; --edge: #84958f; --link: #8cc8f2; --brand: #0c3a37;
  --ok: #8fdcb0; --okb: #12351f; } }
.tersembunyi { display: none; }
"""
TABLE = """\
<h2 id="tabel">Tabel</h2>
<div tabindex="0" role="region" aria-labelledby="judul-tabel">
<table><caption id="judul-tabel">Baris</caption>
<thead><tr><th>Tahun<th>Jumlah</thead>
<tbody><tr><th scope="row">2024<td>{n}</tbody></table></div>
<svg role="img" viewBox="0 0 1 1"><title>Grafik</title><path d="M0 0"/></svg>
<p><img src="UPassets/tanda.svg" alt="Tanda"> <button type="button">Salin</button>
<a href="UPdatasets/dinas/data/data.csv" download>Unduh CSV</a></p>
"""
FORM = """\
<form action="UPLkatalog/"><label for="q">Cari</label><input id="q" name="q"><button>Cari</button>
<label><input type="checkbox" name="topik" value="kesehatan">Kesehatan</label>
</form><p>Contoh <code>{count}</code> dari <b lang="jv">Paser</b> di ui.ac.id:
<a href="UPLdatasets/dinas/data/#tabel">tabel</a>,
<a href="https://contoh.go.id/" rel="noopener">sumber</a></p>
"""
#: Path, whether it is a data page, and what it holds.
PAGES = {
    "index.html": (True, FORM),
    "katalog/index.html": (True, "<p>Semua data</p>"),
    "datasets/dinas/index.html": (True, '<p><a href="data/">Data</a></p>'),
    "datasets/dinas/data/index.html": (True, TABLE),
    "panduan/index.html": (False, "<table><tr><th scope=col>A<tr><td>{x}</table>"),
    "404.html": (True, "<p>Tidak ada</p>"),
}
HTML = """\
<!doctype html>
<html lang="LANG" class="no-js">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>TITLE</title>
<link rel="alternate" hreflang="OTHER" href="UPTWIN">
<meta http-equiv="Content-Security-Policy" content="POLICY">
<link rel="icon" href="UPassets/tanda.svg"><link rel="stylesheet" href="UPassets/data.css">
<script defer src="UPassets/data.js" data-tabel="UPassets/tabel.js"></script></head>
<body data-terbuka="DATA">
<input class="tersembunyi" type="checkbox">
<script>SCRIPT</script>
<a href="#isi">Lewati ke isi</a>
<header><nav aria-label="Menu"><a href="UPLkatalog/">Katalog</a> <a href="UPLpanduan/">Panduan</a>
<a hreflang="OTHER" href="UPTWIN"><svg aria-hidden="true"><path d="M0 0"/></svg>TWIN</a></nav>
</header>
<main id="isi" tabindex="-1"><h1>TITLE</h1>
BODY
</main>
<footer><h2>Tentang</h2><p>Data.</p></footer>
</body></html>
"""


def page(path: str, lang: str) -> str:
    """One page of the good site."""
    data, body = PAGES[path]
    missing = path == "404.html"
    depth = path.count("/") + (lang != "id")
    up = "/situs/" if missing else "../" * depth
    own, twin = ("", f"en/{path}") if lang == "id" else ("en/", path)
    address = twin if missing else twin.removesuffix("index.html")
    values = {
        "BODY": body,
        "LANG": lang,
        "TITLE": f"Halaman {path}",
        "OTHER": "en" if lang == "id" else "id",
        "DATA": str(int(data)),
        "POLICY": POLICY,
        "SCRIPT": SCRIPT,
        "UPL": f"{up}{own}",
        "UPTWIN": f"{up}{address}" or "./",
        "TWIN": f"Bahasa {'Inggris' if lang == 'id' else 'Indonesia'}",
        "UP": up,
    }
    html = (
        HTML if data else HTML.replace('<link rel="alternate" hreflang="OTHER" href="UPTWIN">', "")
    )
    for name, value in values.items():
        html = html.replace(name, value)
    return html


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A small site without a fault, as if served under /situs/."""
    site = tmp_path / "situs"
    files = {
        "assets/data.css": CSS,
        "assets/data.js": "document.title;\n",
        "assets/tabel.js": 'fetch("data.csv"); // dari https://contoh.go.id\n',
        "assets/tak-dipakai.js": 'fetch("https://contoh.go.id/")\n',
        "assets/tanda.svg": "<svg/>",
        VERSION: "",
        "assets/huruf.woff2": "huruf",
        "datasets/dinas/data/data.csv": "tahun,jumlah\n2024,1\n",
        "googleabc.html": "google-site-verification: googleabc.html\n",
        **{path: page(path, "id") for path in PAGES},
        **{f"en/{path}": page(path, "en") for path in PAGES},
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


def codes(site: Path) -> set[str]:
    return {found.code for found in audit.audit(site).findings}


def noise(count: int) -> str:
    """Text that hardly packs: about three quarters of its length after gzip."""
    return "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=count))


#: A script that is named after its content.
VERSION = "assets/urut.e3b0c442.js"
VERSIONED = f'<script defer src="{VERSION}"></script>'
HOME, DATA, CSV = "index.html", "datasets/dinas/data/index.html", 'datasets/dinas/data/data.csv"'
END = "</main>"
#: What is broken: the fault's code; the file; what is replaced ("" adds at the end) by what.
CASES = {
    "a page that is not there": ("site-link-broken", HOME, 'href="katalog/"', 'href="tiada/"'),
    "a folder without slash": ("site-link-broken", HOME, 'href="katalog/"', 'href="katalog"'),
    "capitals": ("site-link-broken", HOME, 'href="katalog/"', 'href="Katalog/"'),
    "a download": ("site-link-broken", DATA, CSV, 'datasets/dinas/data/data.xlsx"'),
    "a picture": ("site-link-broken", DATA, "tanda.svg", "tiada.svg"),
    "a srcset": ("site-link-broken", DATA, 'alt="Tanda"', 'alt="" srcset="tiada.png 2x"'),
    "a form": ("site-link-broken", HOME, 'action="katalog/"', 'action="cari/"'),
    "a script": ("site-link-broken", DATA, "assets/data.js", "assets/tiada.js"),
    "a picture in styles": ("site-link-broken", "assets/data.css", "", "a{background:url(x.png)}"),
    "a place": ("site-link-place", HOME, END, f'<a href="#tiada">A</a>{END}'),
    "a place elsewhere": ("site-link-place", HOME, "data/#tabel", "data/#tiada"),
    "from the root": ("site-link-absolute", HOME, 'href="katalog/"', 'href="/katalog/"'),
    "out of the site": ("site-link-outside", HOME, 'href="katalog/"', 'href="../katalog/"'),
    "404 elsewhere": ("site-link-outside", "404.html", "/situs/katalog/", "/lain/katalog/"),
    "a foreign picture": ("site-foreign", DATA, "../../../assets/tanda", "https://a.id/tanda"),
    "a foreign style": (
        *("site-foreign", HOME, "</head>"),
        '<link rel="stylesheet" href="//a.id/a.css"></head>',
    ),
    "a foreign connection": (
        *("site-foreign", HOME, "</head>"),
        '<link rel="preconnect" href="https://a.id"></head>',
    ),
    "a foreign form": ("site-foreign", HOME, 'action="katalog/"', 'action="https://a.id/"'),
    "a foreign frame": (
        *("site-foreign", HOME, END),
        f'<iframe title="Peta" src="https://a.id/"></iframe>{END}',
    ),
    "a foreign import": (
        *("site-foreign-style", "assets/data.css"),
        *("", '@import "https://a.id/a.css";'),
    ),
    "a foreign font": ("site-foreign-style", "assets/data.css", "huruf.woff2", "//a.id/h.woff2"),
    "a fetch": ("site-foreign-script", "assets/data.js", "", 'fetch("https://a.id/x")'),
    "an old request": (
        *("site-foreign-script", "assets/data.js"),
        *("", "x.open('GET', 'http://a.id/x')"),
    ),
    "a fetch, later": ("site-foreign-script", "assets/tabel.js", "data.csv", "//a.id/x"),
    "a fetch, later still": ("site-foreign-script", "assets/tabel.js", "", '"tak-dipakai.js"'),
    "no policy": ("site-policy-missing", HOME, "Content-Security-Policy", "X"),
    "a wide policy": ("site-policy-wide", HOME, "img-src 'self'", "img-src 'self' https:"),
    "inline allowed": ("site-policy-wide", HOME, "script-src", "script-src 'unsafe-inline'"),
    "another script": ("site-inline-script", HOME, "<script>", "<script>alert(1);"),
    "a style attribute": ("site-inline-style", HOME, "<h1>", '<h1 style="color:red">'),
    "a style element": ("site-inline-style", HOME, "</head>", "<style>a{}</style></head>"),
    "a handler": ("site-inline-handler", HOME, "<h1>", '<h1 onclick="x()">'),
    "a script address": ("site-inline-handler", HOME, "https://contoh.go.id/", "javascript:x()"),
    "a hidden script address": (
        *("site-inline-handler", HOME, "https://contoh.go.id/"),
        "java\tscript&colon;x()",
    ),
    "a page in an address": (
        *("site-inline-handler", HOME, "https://contoh.go.id/"),
        "data:text/html,x",
    ),
    "no default": ("site-policy-wide", HOME, "default-src 'none'; ", ""),
    "a script before the policy": (
        *("site-policy-late", HOME, '<meta charset="utf-8">'),
        '<script src="assets/data.js"></script><meta charset="utf-8">',
    ),
    "an embedded page": ("site-embed", HOME, END, f'<embed src="katalog/">{END}'),
    "a page within": ("site-embed", HOME, END, f'<iframe title="A" srcdoc="x"></iframe>{END}'),
    "a refresh": (
        *("site-refresh", HOME, "</head>"),
        '<meta http-equiv="refresh" content="5"></head>',
    ),
    "an opener": ("site-link-rel", HOME, ' rel="noopener"', ' target="_blank"'),
    "no integrity": (
        *("site-integrity-missing", HOME, "</head>"),
        f'<link rel="canonical" href="https://a.id/">{VERSIONED}</head>',
    ),
    "another integrity": (
        *("site-integrity-differs", HOME, "</head>"),
        f"""{VERSIONED.replace(">", f' integrity="sha256-{HASH}">', 1)}</head>""",
    ),
    "a changed file": ("site-asset-changed", VERSION, "", "more();"),
    "no language": ("site-language-page", "panduan/index.html", ' lang="id"', ""),
    "a wrong tag": ("site-language-tag", HOME, 'lang="jv"', 'lang="basa_jawa"'),
    "no twin": (
        *("site-language-pair", HOME, 'rel="alternate" hreflang="en" href="en/"'),
        'rel="alternate" hreflang="en" href="en/tiada/"',
    ),
    "a twin of another": (
        *("site-language-pair", HOME, 'rel="alternate" hreflang="en" href="en/"'),
        'rel="alternate" hreflang="en" href="en/katalog/"',
    ),
    "a page alone": ("site-language-alone", "en/katalog/index.html", 'terbuka="1"', 'terbuka="0"'),
    "a link to Indonesian": (
        *("site-language-link", "en/index.html", 'href="../en/katalog/"'),
        'href="../katalog/"',
    ),
    "a gap": ("site-unfilled", "en/index.html", "Contoh", "{count} datasets"),
    "a gap for the ear": ("site-unfilled", HOME, "<button>", '<button aria-label="{nama}">'),
    "a template": ("site-unfilled", HOME, "Contoh", "{{ page.title }}"),
    "a key": ("site-unfilled", HOME, END, f"<p>ui.home.title</p>{END}"),
    "no title": ("site-title-missing", HOME, "<title>Halaman index.html", "<title>"),
    "one title twice": (
        *("site-title-twice", HOME, "<title>Halaman index.html"),
        "<title>Halaman katalog/index.html",
    ),
    "h1 as h2": ("site-heading-main", HOME, "h1>", "h2>"),
    "two h1": ("site-heading-main", HOME, "</h1>", "</h1><h1>Lagi</h1>"),
    "no h1": ("site-heading-main", HOME, "<h1>Halaman index.html</h1>", ""),
    "h1 outside": (
        *("site-heading-main", HOME, '<main id="isi" tabindex="-1"><h1>Halaman index.html</h1>'),
        '<h1>Halaman</h1><main id="isi" tabindex="-1">',
    ),
    "a skipped level": ("site-heading-skipped", DATA, "<h2", "<h4"),
    "no footer": ("site-landmark", HOME, "footer>", "div>"),
    "no header": ("site-landmark", HOME, "header>", "div>"),
    "two mains": ("site-landmark", HOME, "<footer>", '<div role="main"></div><footer>'),
    "no skip link": ("site-skip-link", HOME, '<a href="#isi">Lewati ke isi</a>', ""),
    "not the first": (
        "site-skip-link",
        HOME,
        '<a href="#isi">',
        '<a href="./">A</a><a href="#isi">',
    ),
    "no zoom": ("site-zoom", HOME, "initial-scale=1", "user-scalable=no"),
    "little zoom": ("site-zoom", HOME, "initial-scale=1", "maximum-scale=1.0"),
    "tab order": ("site-tab-order", HOME, "<button>", '<button tabindex="2">'),
    "a bare link": ("site-link-unnamed", HOME, ">Katalog</a>", "></a>"),
    "a drawn link": ("site-link-unnamed", HOME, "Bahasa Inggris", ""),
    "a bare button": ("site-button-unnamed", HOME, "<button>Cari", "<button> "),
    "no alt": ("site-image-unnamed", DATA, ' alt="Tanda"', ""),
    "no title of a drawing": ("site-image-unnamed", DATA, "<title>Grafik</title>", ""),
    "an unmarked drawing": ("site-image-unnamed", HOME, 'svg aria-hidden="true"', "svg"),
    "no label": (
        *("site-field-unnamed", HOME, '<label for="q">Cari</label><input'),
        '<input placeholder="Cari"',
    ),
    "a value is no label": (
        *("site-field-unnamed", HOME, 'value="kesehatan">Kesehatan'),
        'value="kesehatan">',
    ),
    "a shown field": ("site-field-unnamed", HOME, 'class="tersembunyi"', 'tabindex="-1"'),
    "no name of a region": (
        *("site-region-unnamed", DATA, ' role="region" aria-labelledby="judul-tabel"', ""),
    ),
    "a bare frame": ("site-frame-unnamed", HOME, END, f'<iframe src="katalog/"></iframe>{END}'),
    "an id twice": ("site-id-twice", HOME, "<h1>", '<h1 id="isi">'),
    "no such id": ("site-id-unknown", HOME, "<h1>", '<h1 aria-describedby="tiada">'),
    "no such field": ("site-id-unknown", HOME, "<h1>", '<label for="tiada">A</label><h1>'),
    "no headers": ("site-table-headers", "panduan/index.html", "<th scope=col>", "<td>"),
    "no direction": ("site-table-headers", DATA, '<th scope="row">', "<th>"),
    "no caption": (
        *("site-table-unnamed", DATA, '<caption id="judul-tabel">Baris</caption>'),
        '<caption id="judul-tabel"></caption>',
    ),
    "pale text": ("site-contrast", "assets/data.css", "--ink2: #46544f", "--ink2: #8a9893"),
    "a pale edge": ("site-contrast", "assets/data.css", "--edge: #6b7a77", "--edge: #a9b5b2"),
    "dark on dark": ("site-contrast", "assets/data.css", "--link: #8cc8f2", "--link: #00558b"),
    "much HTML": ("site-budget-html", HOME, END, f"<p>{noise(11_000)}</p>{END}"),
    "much CSS": ("site-budget-css", "assets/data.css", "", f".{noise(10_000)}{{color:red}}"),
    "much script": ("site-budget-js", "assets/data.js", "", f"// {noise(1_500)}"),
    "a heavy font": ("site-budget-total", "assets/huruf.woff2", "", noise(25_000)),
    "many files": (
        *("site-budget-requests", HOME, END),
        '<img alt="" src="googleabc.html"><img alt="" src="assets/tabel.js">'
        f'<img alt="" src="datasets/dinas/data/data.csv">{END}',
    ),
}


def break_it(site: Path, name: str, old: str, new: str) -> None:
    path = site / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name}: {old!r}"
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def test_a_good_site_is_left_in_peace(good: Path) -> None:
    done = audit.audit(good)
    assert done.findings == ()
    assert done.pages == 2 * len(PAGES)
    assert done.looked.keys() == CHECKS.keys()
    assert all(done.looked.values())


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_found_and_no_other(good: Path, case: str) -> None:
    code, name, old, new = CASES[case]
    break_it(good, name, old, new)
    assert codes(good) == {code}


def test_every_code_has_a_site_broken_in_that_way() -> None:
    known = set(report.codes(Words.load("id"))) - {"site-more"}
    assert known == {code for code, *_ in CASES.values()}
    assert not known & reports.codes(Words.load("id")).keys()


def test_an_empty_page_is_no_page_of_a_service(good: Path) -> None:
    (good / "katalog/index.html").write_text("")
    assert "site-landmark" in codes(good)


def test_wide_tables_are_not_measured_and_many_datasets_may_weigh_more(good: Path) -> None:
    break_it(good, DATA, END, f"<p>{noise(17_000)}</p>{END}")
    assert codes(good) == {"site-budget-html"}
    break_it(good, DATA, 'terbuka="1"', 'terbuka="1" data-kolom="13"')
    assert codes(good) == set()
    (good / "assets/daftar.js").write_text(f"// {noise(20_000)}")
    tag = '<script defer src="../assets/daftar.js"></script>'
    break_it(good, "katalog/index.html", "</head>", f"{tag}</head>")
    assert codes(good) == {"site-budget-js"}
    break_it(good, "katalog/index.html", 'terbuka="1"', 'terbuka="1" data-jumlah="1000"')
    assert codes(good) == set()


@pytest.mark.parametrize(
    ("datasets", "total", "js"),
    [(0, 40, 14), (300, 40, 14), (650, 57.5, 31.5), (1_000, 75, 49), (90_000, 210, 179)],
)
def test_the_limits_of_the_catalogue_grow_with_the_datasets(
    datasets: int, total: float, js: float
) -> None:
    most = budget.limit("catalogue", datasets)
    assert (most.total, most.js, most.requests) == (total, js, 8)


def test_a_page_says_its_kind_itself(good: Path) -> None:
    break_it(good, HOME, END, f"<p>{noise(11_000)}</p>{END}")
    break_it(good, HOME, 'terbuka="1"', 'terbuka="1" data-jenis="dataset"')
    assert codes(good) == set()


def test_a_page_for_the_frame_of_another_site_needs_no_header_to_skip(good: Path) -> None:
    framed = (
        f'<!doctype html><html lang="id"><head><title>Grafik</title><meta http-equiv='
        f'"Content-Security-Policy" content="{POLICY}"></head><body data-jenis="embed">'
        '<main><h1>Grafik</h1></main><footer><a href="./">Data</a></footer></body></html>'
    )
    path = good / "datasets/dinas/data/grafik.html"
    path.write_text(framed, encoding="utf-8")
    assert codes(good) == set()
    path.write_text(framed.replace(' data-jenis="embed"', ""), encoding="utf-8")
    assert codes(good) == {"site-landmark", "site-skip-link"}


def test_many_processes_find_the_same(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2, 30):
        folder = good / f"katalog/hal/{number}"
        folder.mkdir(parents=True)
        text = page("datasets/dinas/data/index.html", "id").replace("tanda.svg", "tiada.svg")
        (folder / "index.html").write_text(text, encoding="utf-8")
    one = audit.audit(good, workers=1)
    monkeypatch.setattr(audit, "_MANY", 10)
    monkeypatch.setattr(audit, "_CHUNK", 7)
    assert audit.audit(good, workers=2) == one
    assert sum(found.code == "site-link-broken" for found in one.findings) >= 28


def test_the_program_tells_what_it_looked_at(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit", str(good), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert f"{2 * len(PAGES)} pages inspected, 0 findings" in said
    assert len(said.splitlines()) == 1 + len(CHECKS)
    assert cli.main(["audit", str(good), "--format", "json"]) == 0
    assert capsys.readouterr().out == ""


def test_the_program_names_the_place_and_stops_at_twenty(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_it(good, HOME, END, '<a href="tiada/">A</a>\n' * 25 + END)
    break_it(good, "assets/data.css", "--ink2: #46544f", "--ink2: #8a9893")
    assert cli.main(["audit", str(good)]) == 1
    said = capsys.readouterr().out
    line = (good / HOME).read_text(encoding="utf-8").split("tiada/")[0].count("\n") + 1
    assert f"  index.html:{line}  " in said and "… dan 5 lagi." in said
    assert said.count("tiada/index.html") == 20 and said.count("→") == 2
    assert "berkontras 3,0 pada :root; paling sedikit 4,5" in said
    assert cli.main(["audit", str(good), "--format", "github"]) == 1
    said = capsys.readouterr().out
    assert said.count("::error file=index.html,line=") == 20 and "5 temuan site-link-broken" in said
    assert "27 galat" in said
    assert cli.main(["audit", str(good), "--format", "json"]) == 1
    found = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [one["code"] for one in found].count("site-link-broken") == 25


def test_no_site_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", str(tmp_path)]) == 2
    assert cli.main(["audit", str(tmp_path / "tiada")]) == 2
    assert cli.main(["audit", "--root", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("terbuka build") == 3


def test_codes_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "site-link-broken"]) == 0
    assert "Betulkan alamatnya" in capsys.readouterr().out


def texts(of: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in of.items():
        if isinstance(value, Mapping):
            yield from texts(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def test_both_languages_say_the_same_things() -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    indonesian, english = (dict(texts(Words.load(lang).section("audit"))) for lang in ("id", "en"))
    assert indonesian.keys() == english.keys()
    assert all(gaps(text) == gaps(english[key]) for key, text in indonesian.items())
    assert {key.split(".")[1] for key in english if key.startswith("checks.")} == CHECKS.keys()


def test_a_finding_of_data_and_one_of_the_site_have_their_words() -> None:
    words = Words.load("en")
    assert "leads to" in reports.sentence(error("site-link-broken", link="a", target="b"), words)
    assert "nowhere" in reports.sentence(error("site-link-broken"), words, "title")


@pytest.mark.slow
def test_the_site_of_this_repository_is_without_a_fault(built_site: Path) -> None:
    done = audit.audit(built_site)
    told = report.text(done, Words.load("en"))
    assert done.pages > 100
    assert done.findings == (), told
