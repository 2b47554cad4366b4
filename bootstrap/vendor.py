"""Fetch the libraries that pages carry: ``make vendor``.

`build_tools/theme/vendor/vendor.json` names each package with its version and the hash of its
archive, what is taken out of it, and the hash of every file that comes of it. The archive is
fetched by npm as it is configured on this computer (where from is its own business), held against
the hash, and only read, never run. A font is cut down to the characters that are named there; of
a library of modules one classic script is made (esbuild, out of tests/node), since pages that are
opened from a folder know no modules. The result is the same on every computer; a file that comes
out different is not written.

``python bootstrap/vendor.py``       fetch, compare, write
``python bootstrap/vendor.py new``   also note the hashes of files that came out different: after
                                     a new version, or other characters, was put into vendor.json

Needs fonttools, brotli and npm, which `requirements/test.txt` brings. Exit code 0: all files are
there and as recorded; 2: something is not.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "build_tools" / "theme" / "vendor"
README = "README.md"
ESBUILD = ROOT / "tests" / "node" / "node_modules" / "esbuild-wasm" / "bin" / "esbuild"
HEAD = """\
# Libraries of others

Fetched by `make vendor` as `vendor.json` says, never edited by hand. A hash is of the file as it
lies here; fonts are cut down to the characters that `vendor.json` names, and a library of modules
is made one classic script by esbuild.

| file | from | licence | sha256 |
|---|---|---|---|
"""

#: Tables of a font that pages do not need, beside those that fonttools leaves out by itself.
DROPPED = ("STAT",)
#: Characters that every font has, and that cannot be seen in vendor.json.
SPACES = (0x20, 0xA0)
#: Names kept in a font: copyright, family, style, version, licence.
NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)

Package = Mapping[str, Any]


class VendorError(Exception):
    """Why nothing was written, and what to do."""


def main(arguments: list[str]) -> int:
    """Fetch, compare and write; 0 when all is as recorded."""
    try:
        packages = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
        made: dict[str, bytes] = {}
        for name, package in packages.items():
            archive = fetch(name, str(package["version"]))
            hold(name, archive, str(package["integrity"]))
            made |= dict(extract(archive, package["files"]))
        if arguments == ["new"]:
            note(packages, made)
        compare(packages, made)
        for file, content in made.items():
            (VENDOR / file).write_bytes(content)
        (VENDOR / README).write_text(readme(packages), encoding="utf-8", newline="\n")
    except (VendorError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    for file, content in made.items():
        print(f"{file}  {len(content):,} B")
    return 0


def fetch(name: str, version: str) -> bytes:
    """The archive of a package, as npm finds it."""
    with tempfile.TemporaryDirectory() as folder:
        npm = shutil.which("npm", path=str(Path(sys.executable).parent))
        if npm is None:
            raise VendorError("Tidak ada npm di .venv: jalankan `make vendor` (no npm there).")
        command = [npm, "pack", f"{name}@{version}", "--ignore-scripts", "--loglevel=error"]
        command += ["--pack-destination", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        found = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(found) != 1:
            raise VendorError(f"npm tidak dapat mengambil {name}@{version}:\n{done.stderr}")
        return found[0].read_bytes()


def hold(name: str, archive: bytes, integrity: str) -> None:
    """Hold an archive against its recorded hash, as npm writes it."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode("ascii")
    if found != integrity:
        raise VendorError(
            f"{name}: arsipnya bukan yang tercatat di vendor.json (not the recorded archive).\n"
            f"  tercatat (recorded): {integrity}\n  terambil (fetched):  {found}"
        )


def extract(archive: bytes, files: Mapping[str, Package]) -> Iterator[tuple[str, bytes]]:
    """The files that are wanted of an archive, ready to be written."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
        for file, wanted in files.items():
            try:
                member = tar.extractfile(f"package/{wanted['from']}")
            except KeyError:
                member = None
            if member is None:
                raise VendorError(f"{file}: tidak ada {wanted['from']} (not in the archive).")
            content = member.read()
            if wanted.get("global"):
                content = bundle(tar, wanted)
            characters = wanted.get("characters")
            yield file, subset(content, characters) if characters else content


def bundle(archive: tarfile.TarFile, wanted: Package) -> bytes:
    """One classic script out of a library's modules.

    ``wanted``: ``from``, the module that is entered; ``take``, the names it exports that pages
    use; ``global``, the name of the object that holds them in the script.
    """
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None or not ESBUILD.is_file():
        raise VendorError("Jalankan `python bootstrap/nodetools.py` dahulu (run that first).")
    with tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder, filter="data")
        names = ", ".join(wanted["take"])
        entry = Path(folder, "entry.js")
        entry.write_text(f'export {{ {names} }} from "./package/{wanted["from"]}";\n')
        command = [node, str(ESBUILD), entry.name, "--bundle", "--minify", "--format=iife"]
        command += [f"--global-name={wanted['global']}", "--target=es2020", "--log-level=error"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if done.returncode:
            raise VendorError(done.stderr.decode(errors="replace"))
        return done.stdout


def subset(font: bytes, characters: str) -> bytes:
    """The font with these characters and their kerning only, as woff2."""
    from fontTools import subset as cutter

    options = cutter.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern"]
    options.drop_tables += DROPPED
    options.name_IDs = list(NAMES)
    options.recalc_timestamp = False
    cut = cutter.load_font(io.BytesIO(font), options)
    wanted = {*SPACES, *map(ord, "".join(characters.split()))}
    lacking = wanted - cut.getBestCmap().keys()
    if lacking:
        raise VendorError("bukan huruf font ini (not in the font): " + "".join(map(chr, lacking)))
    cutter_ = cutter.Subsetter(options)
    cutter_.populate(unicodes=wanted)
    cutter_.subset(cut)
    into = io.BytesIO()
    cutter.save_font(cut, into, options)
    return into.getvalue()


def note(packages: Mapping[str, Package], made: Mapping[str, bytes]) -> None:
    """Record the hashes of what came out."""
    for package in packages.values():
        for file, wanted in package["files"].items():
            wanted["sha256"] = hashlib.sha256(made[file]).hexdigest()
    text = json.dumps(packages, ensure_ascii=False, indent=2) + "\n"
    (VENDOR / "vendor.json").write_text(text, encoding="utf-8", newline="\n")


def compare(packages: Mapping[str, Package], made: Mapping[str, bytes]) -> None:
    """Hold what came out against the recorded hashes."""
    recorded = {f: w["sha256"] for p in packages.values() for f, w in p["files"].items()}
    other = [f for f, c in made.items() if hashlib.sha256(c).hexdigest() != recorded[f]]
    if other:
        raise VendorError(
            f"Hasilnya lain dari yang tercatat di vendor.json: {', '.join(other)}. Tidak ada yang "
            "ditulis. (They came out different from their recorded hashes.)"
        )


def readme(packages: Mapping[str, Package]) -> str:
    """What lies here, where it is from, and under which licence."""
    lines = []
    for name, package in packages.items():
        origin = f"[{package['title']}]({package['source']}), npm `{name}` {package['version']}"
        licence = package["licence"]
        lines += [
            f"| `{file}` | {origin} | {licence} | `{wanted['sha256']}` |\n"
            for file, wanted in package["files"].items()
        ]
    return HEAD + "".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
