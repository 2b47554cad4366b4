"""Every page of the built site is valid HTML, as another program sees it, with no request made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nodes import run

pytestmark = pytest.mark.slow

#: What Material's page writes before any block that our template could change: two hidden
#: check boxes of menus that our pages do not have, and a label of one.
MATERIAL = {"#__drawer", "#__search", "html > body > label"}
KINDS = (
    *("", "katalog/", "topik/", "topik/kesehatan/", "perangkat-daerah/", "mutu/", "panduan/"),
    *("panduan/temuan/", "kontak/", "datasets/dinkes/", "datasets/himpunan/"),
    *("datasets/himpunan/stunting/", "datasets/himpunan/batas-kecamatan/"),
    "datasets/himpunan/stunting/versi/",
)


def faults(files: list[Path], folder: Path, told: Path) -> list[str]:
    """What is wrong with the files, a line each; ``told`` is a file for the program to write."""
    config = Path(__file__).parent / "node" / "htmlvalidate.mjs"
    words = ["--config", str(config), "--formatter", f"json={told}", *map(str, files)]
    done = run("html-validate/bin/html-validate.mjs", *words)
    assert done.returncode in (0, 1) and told.is_file(), done.stderr
    found = []
    for result in json.loads(told.read_text(encoding="utf-8")):
        name = Path(result["filePath"]).relative_to(folder).as_posix()
        for message in result["messages"]:
            if message["selector"] not in MATERIAL:
                place = f"{name}:{message['line']}:{message['column']}"
                found.append(f"{place} {message['ruleId']}: {message['message']}")
    return found


def test_every_page_is_valid(built_site: Path, tmp_path: Path) -> None:
    folder = built_site.resolve()
    files = sorted(folder.rglob("*.html"))
    names = {path.relative_to(folder).as_posix() for path in files}
    for lang in ("", "en/"):
        assert {f"{lang}{kind}index.html" for kind in KINDS} <= names
    assert faults(files, folder, tmp_path / "temuan.json") == []


def test_faults_are_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "salah.html"
    wrong.write_text(
        '<!doctype html><html lang="id"><head><title>x</title></head><body><p><div>a</div></p>'
        '<img src="a.png"><a id="x" id="x" href="">y</a><ul><p>z</p></ul></body></html>',
        encoding="utf-8",
    )
    found = faults([wrong], tmp_path, tmp_path / "temuan.json")
    rules = {line.split()[1].removesuffix(":") for line in found}
    assert {"close-order", "no-dup-attr", "wcag/h37", "element-permitted-content"} <= rules


def test_the_locks_name_no_address() -> None:
    folder = Path(__file__).parent / "node"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert len(packages) > 20
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
