"""The whole site as a ZIP that opens from a folder: `terbuka zip`."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from portals import AS_OF, REPOSITORY, portal

from build_tools import cli, offlinezip, sums
from build_tools.load import load_portal
from build_tools.offlinezip import names
from build_tools.offlinezip.links import Pages
from build_tools.pages.offline import zip_address
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
TOP = "data-paser-2026-11-26/"
TABLE = f"{TOP}datasets/himpunan/penduduk/penduduk"


@pytest.fixture(scope="module")
def root(built_site: Path) -> Path:
    """The portal of this repository, with its built site."""
    return built_site.parent


@pytest.fixture(scope="module")
def whole(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The ZIP of it, by name."""
    return packed(root, tmp_path_factory.mktemp("zip") / "situs.zip")


def packed(root: Path, to: Path, *words: str) -> dict[str, bytes]:
    assert cli.main(["zip", "--root", str(root), "--keluar", str(to), *words]) == 0
    with zipfile.ZipFile(to) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


class Links(HTMLParser):
    """What a page loads or leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [v or "" for k, v in attrs if k in {"href", "src", "action", "poster"}]


def own(files: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Of every page each address that is not of another place: page, address, file."""
    for page, content in files.items():
        if page.endswith(".html"):
            for address in Links(content.decode()).found:
                parts = urlsplit(address)
                if not parts.scheme and not parts.netloc and parts.path:
                    yield page, address, normpath(join(dirname(page), unquote(parts.path)))


def test_every_link_of_every_page_leads_to_a_file(whole: dict[str, bytes]) -> None:
    links = list(own(whole))
    assert len(links) > 1000
    assert [f"{page}: {address}" for page, address, file in links if file not in whole] == []


def test_there_is_one_folder_with_all_but_what_a_host_needs(
    root: Path, whole: dict[str, bytes]
) -> None:
    assert all(name.startswith(TOP) for name in whole)
    inner = {name.removeprefix(TOP) for name in whole}
    assert {"index.html", "en/index.html", "BACA-SAYA.txt", "README.txt"} <= inner
    assert not inner & {"404.html", "pekerja-luring.js", "luring.json", "sitemap.xml"}
    made = {p.relative_to(root / "site").as_posix() for p in (root / "site").rglob("*.csv")}
    assert made and made <= inner


def test_pages_ask_nothing_of_a_host(whole: dict[str, bytes]) -> None:
    for name, content in whole.items():
        if name.endswith(".html"):
            text = content.decode()
            assert " integrity=" not in text and "data-luring>" not in text, name
            assert 'rel="canonical"' not in text and "og:url" not in text, name
            assert "'self' file:" in text or "Content-Security-Policy" not in text, name
            assert "assets/folder.js" in text, name


def test_the_hashes_are_those_of_the_files(whole: dict[str, bytes]) -> None:
    listed = whole[f"{TOP}SHA256SUMS"].decode().splitlines()
    found = dict(reversed(line.split("  ", 1)) for line in listed)
    expected = {
        name.removeprefix(TOP): hashlib.sha256(content).hexdigest()
        for name, content in whole.items()
        if not name.endswith(sums.NAME)
    }
    assert found == expected


def test_the_same_site_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    made = []
    for name in ("a.zip", "b.zip"):
        to = tmp_path / name
        assert cli.main(["zip", "--root", str(root), "--keluar", str(to), "--quiet"]) == 0
        made.append(to.read_bytes())
    assert made[0] == made[1]
    assert not list(tmp_path.glob("*.part"))


def test_the_first_thing_to_read_says_how_and_from_when(whole: dict[str, bytes]) -> None:
    text = whole[f"{TOP}BACA-SAYA.txt"].decode()
    assert text.count("\r\n") == text.count("\n") > 10
    for part in ("Data Paser", "26 November 2026", "index.html", "tabel utuh dan SQL", "CC BY 4.0"):
        assert part in text
    assert "tanyakan kepada yang memberi" in text and "dan semua unduhan" in text
    english = whole[f"{TOP}README.txt"].decode()
    assert "As of 26 November 2026" in english and "en/index.html" in english
    longest = max(len(line) for line in (text + english).splitlines())
    assert longest <= 120


def test_without_large_downloads_links_say_so(
    root: Path, whole: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = packed(root, tmp_path / "kecil.zip", "--tanpa-unduhan")
    told = capsys.readouterr().out
    left = {n for n in whole if n not in small}
    assert f"{len(left)} unduhan tidak ikut" in told and 10 < len(left) < 1000
    assert {Path(n).suffix for n in left} >= {".parquet", ".xlsx", ".zip"}
    assert f"{TABLE}.csv" in small and f"{TABLE}.parquet" in left
    assert [a for _, a, file in own(small) if file not in small] == []
    page = small[f"{TOP}en/datasets/himpunan/penduduk/index.html"].decode()
    (link,) = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>[^<]*Parquet', page)[:1]
    assert link == "../../../tidak-ikut.html#himpunan/penduduk"
    note = small[f"{TOP}en/tidak-ikut.html"].decode()
    assert "did not come along" in note and "that this copy was made of" in note
    title = re.findall("<title>(.*) – [^–]*</title>", page)[0]
    back = '<li id="himpunan/penduduk"><a href="datasets/himpunan/penduduk/index.html">'
    assert f"{back}{title}</a>" in note
    assert "Tidak ikut: unduhan selain CSV" in small[f"{TOP}BACA-SAYA.txt"].decode()


def test_it_comes_into_the_folder_of_what_is_built_and_says_what_it_lacks(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "portal"
    own.mkdir()
    (own / "site").symlink_to(root / "site")
    shutil.copy(root / "mkdocs.yml", own)
    shutil.copytree(root / "datasets/referensi", own / "datasets/referensi")
    made = {}
    for words, name in (
        ((), "situs-luring.zip"),
        (("--tanpa-unduhan",), "situs-luring-ringkas.zip"),
    ):
        assert cli.main(["zip", "--root", str(own), "--quiet", *words]) == 0
        made[name] = (own / ".build" / name).stat().st_size
        assert "site_url di mkdocs.yml kosong" in capsys.readouterr().err
    assert made["situs-luring-ringkas.zip"] < made["situs-luring.zip"]
    config = own / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count('site_url: ""') == 1
    address = 'site_url: "https://data.contoh.go.id/"'
    config.write_text(text.replace('site_url: ""', address), encoding="utf-8")
    files = packed(own, tmp_path / "beralamat.zip", "--tanpa-unduhan")
    assert "site_url" not in capsys.readouterr().err
    english = files[f"{TOP}en/mutu/index.html"].decode()
    assert 'The newest: <a rel="noopener" href="https://data.contoh.go.id/en/">' in english
    assert 'href="https://data.contoh.go.id/">' in files[f"{TOP}tidak-ikut.html"].decode()


def test_every_page_says_that_it_is_a_copy_and_from_when(whole: dict[str, bytes]) -> None:
    line = '<p class="pd-w pd-note">Ini salinan dari folder, keadaan per 26 November 2026.</p>'
    for name in (
        "index.html",
        "luring/index.html",
        "jelajah/index.html",
        "panduan/luring/index.html",
    ):
        assert whole[TOP + name].decode().count(line) == 1, name
    assert "This is a copy in a folder, as of" in whole[f"{TOP}en/index.html"].decode()
    sheets = [name for name in whole if name.endswith("/lembar/index.html")]
    assert sheets and not any(b"Ini salinan dari folder" in whole[name] for name in sheets)


def test_what_works_on_the_site_alone_is_not_promised(whole: dict[str, bytes]) -> None:
    page = whole[f"{TOP}jelajah/index.html"].decode()
    lead = re.findall("<p[^>]*pd-lede[^>]*>", page)
    assert lead == ['<p class="pd-lede" data-hanya="situs" hidden>']
    assert re.search(
        r'<div class="pd-note" data-hanya="salinan"><p>Tabel penuh dan SQL hanya', page
    )
    assert page.count('.csv"') > 10
    page = whole[f"{TOP}luring/index.html"].decode()
    assert re.search(r'<div data-hanya="salinan"><p>Anda membaca salinan dari folder', page)
    assert page.count('data-hanya="situs" hidden>') == 3


def test_what_cannot_be_packed_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = portal(tmp_path / "tanpa-situs")
    assert cli.main(["zip", "--root", str(bare)]) == 2
    assert "Belum ada situs" in capsys.readouterr().err
    to = tmp_path / "tidak" / "ada.zip"
    assert cli.main(["zip", "--root", str(root), "--keluar", str(to)]) == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err
    older = tmp_path / "lama.zip"
    older.write_bytes(b"lama")
    broken = tmp_path / "situs"
    broken.mkdir()
    (broken / "index.html").write_text("<p>", encoding="utf-8")
    (broken / "asal-situs.json").write_text('{"keadaan_per": "2026-01-15", "commit": null}')
    (broken / "x.csv").write_bytes(b"a")
    settings = load_portal(bare, AS_OF)

    def stop(stage: str, done: int, total: int) -> None:
        raise OSError(28, "penuh")

    with pytest.raises(OSError, match="penuh"):
        offlinezip.pack(broken, older, settings, WORDS, progress=stop)
    assert older.read_bytes() == b"lama" and not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("datasets/a/b/tabel.csv", True),
        ("datasets/a/con/index.html", False),
        ("datasets/a/aux.csv", False),
        ("datasets/a/b/harga: 2024.csv", False),
        ("datasets/a/b/titik.", False),
        ("datasets/" + "x" * 150 + ".csv", False),
    ],
)
def test_names_that_a_computer_refuses_are_replaced(name: str, fits: bool) -> None:
    (place,) = names.places([name]).values()
    assert (place == name) is fits
    assert len(place) <= names.LONGEST and names.places([place]) == {place: place}
    assert fits or place.endswith(Path(name).suffix.rstrip("."))


def test_names_that_differ_in_capitals_alone_stay_apart() -> None:
    found = names.places(["a/Data.csv", "a/data.csv"])
    assert len({place.lower() for place in found.values()}) == 2


@pytest.mark.parametrize(
    ("name", "large"),
    [
        ("datasets/a/b/tabel.csv", False),
        ("datasets/a/b/tabel.parquet", True),
        ("datasets/a/b/versi/2026-01-01/tabel.csv", True),
        ("datasets/a/b/versi/2026-01-01/index.html", False),
        ("en/datasets/a/b/sematkan/grafik.html", False),
        ("datasets/a/b/lencana.svg", False),
        ("mutu.csv", False),
    ],
)
def test_what_is_left_out_of_a_small_zip(name: str, large: bool) -> None:
    assert names.is_large_download(name) is large


def test_the_folder_has_a_short_plain_name() -> None:
    assert names.top_folder("Data Paser", "2026-11-26") == "data-paser-2026-11-26"
    assert names.top_folder("Portal Data Kabupaten Pegunungan Tengah Jauh", "2026-11-26") == (
        "portal-data-kabupaten-pe-2026-11-26"
    )
    assert names.top_folder("數據", "2026-11-26") == "data-2026-11-26"


PLACES = {
    "index.html": "index.html",
    "katalog/index.html": "katalog/index.html",
    "a/con/index.html": "lain/0.html",
    "a/x.csv": "a/x.csv",
}


@pytest.mark.parametrize(
    ("page", "given", "made"),
    [
        ("index.html", '<a href="katalog/?a&amp;b#c">', '<a href="katalog/index.html?a&amp;b#c">'),
        ("index.html", "<a href='./'>", '<a href="index.html">'),
        ("katalog/index.html", '<a href="..">', '<a href="../index.html">'),
        ("katalog/index.html", '<form action="./">', '<form action="index.html">'),
        ("index.html", '<a href="#isi">', '<a href="#isi">'),
        ("index.html", '<a href="?q=a">', '<a href="?q=a">'),
        ("index.html", '<a href="https://a.example/katalog/">', '<a href="https://a.example/katalog/">'),
        ("index.html", '<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ("index.html", '<a href="a/con/">', '<a href="lain/0.html">'),
        ("a/con/index.html", '<a href="../x.csv">', '<a href="../a/x.csv">'),
        ("index.html", '<a href="a/x.parquet" download>', '<a href="tidak-ikut.html">'),
        ("index.html", "<!-- <a href='katalog/'> -->", "<!-- <a href='katalog/'> -->"),
        ("index.html", '<p title="<a href=&quot;">', '<p title="<a href=&quot;">'),
        (
            "index.html",
            '<script defer src="a/x.csv" integrity="sha256-x" data-luring></script>',
            '<script defer src="a/x.csv"></script>',
        ),
        ("index.html", "<script>var a = '<a href=\"katalog/\">'</script>", None),
        ("index.html", '<link rel="canonical" href="https://a.example/">', ""),
        ("index.html", '<link rel="alternate" hreflang="en" href="https://a.example/en/">', ""),
        ("index.html", '<ul data-luring-daftar>', '<ul data-luring-daftar>'),
        ("index.html", '<p data-hanya="situs">', '<p data-hanya="situs" hidden>'),
        ("index.html", '<p data-hanya="salinan" hidden>', '<p data-hanya="salinan">'),
        ("index.html", """<p id=' data-hanya="situs">'>""", """<p id=' data-hanya="situs">'>"""),
        # What stands in a value is text, whatever it looks like.
        (
            "index.html",
            """<a title="q href='../' onmouseover=x() integrity=y z=" href=katalog/>""",
            """<a title="q href='../' onmouseover=x() integrity=y z=" href="katalog/index.html">""",
        ),
    ],
)  # fmt: skip
def test_a_tag_is_rewritten(page: str, given: str, made: str | None) -> None:
    def absent(page: str, target: str) -> str:
        return "tidak-ikut.html" if target == "a/x.parquet" else ""

    pages = Pages(PLACES, absent, "assets/folder.js")
    assert pages.rewritten(page, given) == (given if made is None else made)
    assert pages.dead == set()


def test_a_link_that_led_nowhere_is_told() -> None:
    pages = Pages(PLACES, lambda page, target: "", "assets/folder.js")
    assert pages.rewritten("index.html", '<a href="tidak/ada/">') == '<a href="tidak/ada/">'
    assert pages.dead == {("index.html", "tidak/ada/")}


def test_it_is_offered_beside_the_releases_or_where_it_is_said_to_be(tmp_path: Path) -> None:
    given = load_portal(portal(tmp_path), AS_OF)
    assert zip_address(given) == ""
    for host, address in (
        ("https://github.com/contoh/portal", "https://github.com/contoh/portal/releases/latest"),
        (
            "https://github.com/contoh/portal.git",
            "https://github.com/contoh/portal/releases/latest",
        ),
        ("https://gitlab.com/contoh/portal/", "https://gitlab.com/contoh/portal/-/releases"),
        ("https://git.contoh.go.id/portal", ""),
    ):
        assert zip_address(replace(given, repository=host)) == address
    own = replace(given, settings={"zip": "https://contoh.go.id/situs.zip"})
    assert zip_address(own) == "https://contoh.go.id/situs.zip"
    assert zip_address(replace(given, settings={"zip": "javascript:alert(1)"})) == ""


def test_the_target_and_the_help_name_it(capsys: pytest.CaptureFixture[str]) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    ours = makefile.partition("# ---- Di bawah ini")[0]
    assert re.search(r"^zip: site-ci", ours, re.M) and "$(RUN) zip --keluar" in ours
    with pytest.raises(SystemExit):
        cli.main(["zip", "--help", "--lang", "en"])
    told = capsys.readouterr().out
    assert "--tanpa-unduhan" in told and "opens from a folder" in told
