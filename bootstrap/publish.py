"""Bring the built site to a plain server or folder: ``make publish DEST=…``.

``DEST`` is a folder of this computer, or a server's folder as rsync names it
(``pengguna@server:/folder``, ``rsync://…``, a ``host::module``). What is not in the site any more
is removed there too, since a withdrawn file must not stay online; so the folder must be empty or
hold an earlier copy of such a site, nothing else. The same site is packed as ``.build/site.zip``
for people who upload by hand.

Standard library only; rsync is used where it is installed, and is needed only for a server.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
ZIP = ROOT / ".build" / "site.zip"

#: What the top of every site of this program holds, so that no other folder is ever emptied.
SIGNS = ("404.html", "datasets", "katalog")
USAGE = """\
Ke mana? Misalnya (where to? for example):
  make publish DEST=pengguna@server:/var/www/data
  make publish DEST=/var/www/data
"""


class PublishError(Exception):
    """Why nothing was sent, and what to do."""


def main(arguments: list[str]) -> int:
    """Pack and send the site; 0 when it arrived, 2 when it could not be sent."""
    destination = arguments[0] if arguments else ""
    try:
        if not (SITE / "index.html").is_file():
            raise PublishError("Belum ada situs: jalankan `make site` dulu (no site yet).")
        pack(SITE, ZIP)
        print(f"ZIP: {ZIP.relative_to(ROOT).as_posix()} ({ZIP.stat().st_size / 1e6:.1f} MB)")
        if not destination:
            raise PublishError(USAGE)
        send(destination)
        print(f"Terkirim ke (sent to) {destination}")
    except (PublishError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def pack(site: Path, target: Path) -> None:
    """Every file of the site in one ZIP; the same site gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    site, part = site.resolve(), target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files(site):
            entry = zipfile.ZipInfo(path.relative_to(site).as_posix())
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as into:
                shutil.copyfileobj(source, into)
    part.replace(target)


def files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in order of their names."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def send(destination: str) -> None:
    """Bring the site there: with rsync where there is one, else by copying."""
    server = is_server(destination)
    if not server:
        folder = Path(destination)
        refuse_foreign({path.name for path in folder.iterdir()} if folder.is_dir() else set())
        folder.mkdir(parents=True, exist_ok=True)
    rsync = shutil.which("rsync")
    if server:
        if not rsync:
            raise PublishError("Perlu rsync untuk mengirim ke server: apt-get install rsync")
        refuse_foreign(listed(rsync, destination))
    if rsync:
        there = destination.rstrip("/") + "/"
        command = [rsync, "-rltz", "--checksum", "--chmod=D755,F644", "--delay-updates"]
        if subprocess.run([*command, "--delete-delay", f"{SITE}/", there], check=False).returncode:
            raise PublishError("rsync berhenti dengan galat: lihat pesan di atas.")
    else:
        mirror(SITE.resolve(), Path(destination))


def is_server(destination: str) -> bool:
    """Whether rsync would look for that place on another computer."""
    return bool(re.match(r"(rsync://|[^/\\]{2,}:)", destination))


def listed(rsync: str, destination: str) -> set[str]:
    """The names at the top of a server's folder; none where the folder is not there yet."""
    command = [rsync, "--list-only", destination.rstrip("/") + "/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 23):  # 23: there is no such folder yet
        raise PublishError(f"Server tidak dapat dibaca (cannot read the server):\n{done.stderr}")
    names = (line.split(maxsplit=4)[-1] for line in done.stdout.splitlines() if line.strip())
    return {name for name in names if name != "."}


def refuse_foreign(names: set[str]) -> None:
    """Stop where a folder holds something else than a site of this program."""
    if names and not names.issuperset(SIGNS):
        raise PublishError(
            "Folder tujuan sudah berisi berkas lain, dan berkas yang bukan bagian situs akan "
            "dihapus di sana. Pilih folder kosong. (The folder holds other files, which would "
            "be removed: choose an empty one.)"
        )


def mirror(site: Path, folder: Path) -> None:
    """Make the folder equal to the site: new files first, then away with what is gone."""
    wanted = {path.relative_to(site) for path in files(site)}
    for name in sorted(wanted):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        shutil.copyfile(site / name, part)
        part.replace(target)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder) not in wanted:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
