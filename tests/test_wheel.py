"""A second regency's portal from an empty folder, with the wheel alone: nothing of this checkout.

The wheel is built and installed without a registry; the libraries are those of this environment.
What the workflows run is run here for real, in that portal.
"""

import hashlib
import os
import re
import shutil
import site
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

ROOT = Path(__file__).parent.parent
REGION = "Kabupaten Contoh"

pytestmark = pytest.mark.slow

SPREADSHEET = """\
kode;nama;jumlah;luas
001;Embung Satu;12;1.5
002;"Embung ""Dua""; baru";7;2
"""
ANSWERS = {
    "sdi:topik": ["wilayah"],
    "sdi:periode": {"mulai": "2024", "selesai": "2024"},
    "sdi:frekuensi": "tahunan",
    "sdi:kipKlasifikasi": "terbuka",
}


class Regency:
    """The portal of the second regency, and the program as its people have it."""

    def __init__(self, folder: Path) -> None:
        self.base = folder
        self.root = folder / "portal"
        self.begun: dict[str, Any] = {}  # the descriptor as `new` wrote it
        self.refused = ""  # what the check said of it
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("PYTHON", "GITHUB", "MAKE", "PIP_REQUIRE"))
        }
        self.environment |= {"CI": "true", "GIT_CONFIG_GLOBAL": os.devnull}

    def run(self, *command: str | Path, ends: int = 0) -> str:
        """Run a command in the portal; gives what it said, and expects its exit code."""
        where = self.root if self.root.is_dir() else self.base
        done = subprocess.run(
            [str(word) for word in command],
            cwd=where,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == ends, done.stdout + done.stderr
        return done.stdout

    def terbuka(self, *words: str | Path, ends: int = 0) -> str:
        return self.run(self.root / ".venv/bin/terbuka", *words, ends=ends)

    def commit(self) -> None:
        who = ("-c", "user.name=Uji", "-c", "user.email=uji@example.invalid")
        self.run("git", "add", "-A")
        self.run("git", *who, "commit", "-q", "-m", "perubahan")


def environment(folder: Path) -> Path:
    """A new virtual environment that sees this one's libraries, but no program; its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    where = next((folder / "lib").glob("python*")) / "site-packages"
    libraries = next(path for path in site.getsitepackages() if Path(path, "yaml").is_dir())
    (where / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return python


def install(python: Path, wheel: Path) -> None:
    pip = next((ROOT / "bootstrap").glob("pip-*.whl"))
    command = [python, pip / "pip", "install", "-q", "--no-index", "--no-deps", wheel]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release has it, built of a copy of the checkout."""
    source = tmp_path_factory.mktemp("sumber")
    ignore = shutil.ignore_patterns("__pycache__")
    for name in (
        "build_tools",
        "bootstrap",
        "requirements",
        ".github",
        "docs",
        "datasets/_pengaturan",
    ):
        shutil.copytree(ROOT / name, source / name, ignore=ignore)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copyfile(path, source / path.name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", source]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next((source / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def regency(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Regency:
    """The portal after its first day: `init`, one office, one dataset, committed, built."""
    place = Regency(tmp_path_factory.mktemp("daerah"))
    python = environment(place.base / "program")
    install(python, wheel)
    place.run(python.with_name("terbuka"), "init", place.root, "--daerah", REGION)
    own = environment(place.root / ".venv")
    install(own, next((place.root / "bootstrap").glob("terbuka-*.whl")))
    (place.root / ".venv" / ".site").touch()
    register = place.root / "datasets/referensi/opd/data/opd.csv"
    with register.open("a", encoding="utf-8") as file:
        file.write("dpu,Dinas Pekerjaan Umum,Public Works Office,DPU,dinas,,,\n")
    spreadsheet = place.base / "Embung Desa.csv"
    spreadsheet.write_text(SPREADSHEET, encoding="utf-8")
    place.terbuka("new", "dpu", spreadsheet)
    path = place.root / "datasets/dpu/embung-desa/datapackage.yaml"
    place.begun = yaml.safe_load(path.read_text(encoding="utf-8"))
    place.run("git", "init", "-q", "-b", "main")
    place.commit()
    place.refused = place.terbuka("check", ends=1)
    done = yaml.safe_dump(answered(place.begun), allow_unicode=True, sort_keys=False)
    path.write_text(done, encoding="utf-8")
    place.commit()
    place.terbuka("build", "--as-of", "2026-01-31")
    return place


def answered(value: object) -> object:
    """A descriptor with every `ISI: …` answered."""
    if isinstance(value, dict):
        return {key: ANSWERS.get(key, answered(part)) for key, part in value.items()}
    if isinstance(value, list):
        return [answered(part) for part in value]
    if isinstance(value, str) and value.startswith("ISI:"):
        if "alamat" in value:
            return "https://example.invalid/"
        return "2024-12-31" if "YYYY" in value else "Contoh"
    return value


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = ROOT / "build_tools"
    files = (path for path in package.rglob("*") if path.is_file())
    expected = {p.relative_to(ROOT).as_posix() for p in files if "__pycache__" not in p.parts}
    assert expected <= held
    shared = (package / "scaffold/files/shared.txt").read_text(encoding="utf-8").split()
    for pattern in shared:
        for path in ROOT.glob(pattern):
            name = path.relative_to(ROOT).as_posix()
            assert f"build_tools/scaffold/files/shared/{name}" in held
    assert not {name for name in held if name.startswith(("tests/", "bench/", "datasets/"))}


def test_the_portal_carries_the_program_it_was_made_with(wheel: Path, regency: Regency) -> None:
    sums = (regency.root / "bootstrap" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    recorded = {name: digest for digest, name in (line.split("  ") for line in sums)}
    carried = {path.name: path for path in (regency.root / "bootstrap").glob("*.whl")}
    assert carried.keys() == recorded.keys()
    for name, path in carried.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == recorded[name]
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(carried[wheel.name]) as second:
        ours = {n for n in first.namelist() if n.startswith("build_tools/")}
        assert ours == {n for n in second.namelist() if n.startswith("build_tools/")}
        assert all(first.read(name) == second.read(name) for name in ours)


def test_the_portal_holds_nothing_of_this_project(regency: Regency) -> None:
    for path in regency.root.rglob("*"):
        parts = path.relative_to(regency.root).parts
        if path.is_file() and parts[0] not in {".venv", ".git", ".build"} and path.suffix != ".whl":
            assert b"Paser" not in path.read_bytes(), path


def test_its_settings_are_ours_but_for_the_names() -> None:
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    template = ROOT / "build_tools/scaffold/files/portal/mkdocs.yml"
    theirs = yaml.safe_load(template.read_text(encoding="utf-8"))
    own = {"site_name", "site_description", "site_url", "extra"}
    assert {k: v for k, v in theirs.items() if k not in own} == {
        k: v for k, v in ours.items() if k not in own
    }
    assert theirs["extra"]["portal"]["situs_resmi"] is False


def test_a_second_init_changes_nothing(regency: Regency) -> None:
    before = (regency.root / "mkdocs.yml").read_bytes()
    regency.terbuka("init", regency.root, "--daerah", "Kota Lain", ends=2)
    assert (regency.root / "mkdocs.yml").read_bytes() == before


def test_a_new_dataset_guesses_nothing_and_is_refused_until_it_is_answered(
    regency: Regency,
) -> None:
    table = regency.begun["resources"][0]
    types = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    assert types == {"kode": "string", "nama": "string", "jumlah": "integer", "luas": "number"}
    assert table["dialect"] == {"delimiter": ";"}
    assert "ISI:" in regency.refused


def test_its_site_shows_the_dataset_in_both_languages(regency: Regency) -> None:
    for lang, title in (("", "31 Januari 2026"), ("en", "31 January 2026")):
        page = regency.root / "site" / lang / "datasets/dpu/embung-desa/index.html"
        text = page.read_text(encoding="utf-8")
        assert "Embung Satu" in text
        assert REGION in text
        assert title in text
        assert "Paser" not in text
    published = regency.root / "site/datasets/dpu/embung-desa/embung-desa.csv"
    assert published.read_text(encoding="utf-8").splitlines()[1] == "001,Embung Satu,12,1.5"


def test_every_link_within_its_site_leads_somewhere(regency: Regency) -> None:
    top = (regency.root / "site").resolve()
    pages = sorted(top.rglob("*.html"))
    assert len(pages) > 20
    lost = set()
    for page in pages:
        for found in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            link = urlsplit(unescape(found))
            if link.scheme or link.netloc or not link.path or page.name == "404.html":
                continue
            target = (page.parent / unquote(link.path)).resolve()
            if not (target / "index.html" if target.is_dir() else target).is_file():
                lost.add((page.relative_to(top).as_posix(), found))
    assert not lost


def test_every_step_of_the_workflows_runs_in_the_portal(regency: Regency) -> None:
    folder = regency.root / ".github" / "workflows"
    commands = []
    for name in ("check.yml", "publish.yml"):
        for job in yaml.safe_load((folder / name).read_text(encoding="utf-8"))["jobs"].values():
            if any("checkout" in step.get("uses", "") for step in job["steps"]):
                commands += [step["run"] for step in job["steps"] if "run" in step]
    gitlab = yaml.safe_load((regency.root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    for job in gitlab.values():
        commands += job.get("script", []) if isinstance(job, dict) else []
    assert len(commands) >= 7
    head = regency.run("git", "rev-parse", "HEAD").strip()
    root = regency.run("git", "rev-list", "--max-parents=0", "HEAD").split()[0]
    public = regency.base / "publik.git"
    regency.run("git", "init", "--quiet", "--bare", "-b", "main", public)
    # the host names the ends of a proposal, and the public side of a private repository
    regency.environment |= {"BASE": root, "TIP": head, "DEST": str(public)}
    commands.sort(key=lambda command: "mirror" not in command)  # it wants nothing uncommitted
    for command in commands:
        regency.run(*command.split())
    assert (regency.root / "public" / "index.html").is_file()
    assert (regency.root / "public" / ".nojekyll").is_file() == (
        regency.root / "site" / ".nojekyll"
    ).is_file()
    assert (regency.root / ".build" / "site.zip").is_file()
    shutil.rmtree(regency.root / "public")


def test_a_bad_dataset_makes_the_verdict_red_and_the_site_green(regency: Regency) -> None:
    table = regency.root / "datasets/dpu/embung-desa/data/embung-desa.csv"
    good = table.read_bytes()
    table.write_bytes(good + b"003;Embung Tiga;tujuh;1\n")
    regency.commit()
    try:
        regency.run("make", "check", ends=2)
        regency.run("make", "site-ci")
        regency.run("make", "verdict", ends=2)
        page = regency.root / "site/datasets/dpu/embung-desa/index.html"
        text = page.read_text(encoding="utf-8")
        assert "Embung Satu" in text
        assert "Embung Tiga" not in text
        assert "ditahan" in text
    finally:
        table.write_bytes(good)
        regency.commit()
    regency.run("make", "site-ci")
    regency.run("make", "verdict")
