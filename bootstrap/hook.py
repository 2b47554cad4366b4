"""Let git ask before each commit whether there is personal data in it: ``make hook``.

Datasets whose files go in are checked too; the others are not looked at, so it stays quick.

Writes ``pre-commit`` and ``commit-msg`` where git looks for them (``core.hooksPath`` and linked
worktrees as git itself resolves them). A hook of somebody else is left as it is, and said. The
hooks run the program with the project's ``.venv``; without it no commit is made, since nothing
could be looked at. Standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What tells our hooks from those of others.
SIGN = "# terbuka: gerbang data pribadi (personal data gate), ditulis `make hook`"

HOOK = """\
#!/bin/sh
{sign}
# Berkas yang akan masuk commit diperiksa dari indeks git, bukan dari folder.
top=$(git rev-parse --show-toplevel) || exit 1
common=$(cd "$(git rev-parse --git-common-dir)" && pwd)
for base in "$top" "$(dirname "$common")"; do
  for python in "$base/.venv/bin/python" "$base/.venv/Scripts/python.exe"; do
    if [ -x "$python" ]; then
      cd "$top" || exit 1
      "$python" -m build_tools scan {words} || exit 1
      {more}exit 0
    fi
  done
done
echo "Commit dihentikan: .venv belum ada, jadi data pribadi tidak dapat dicari." >&2
echo "Jalankan make check sekali, lalu ulangi (run make check once, then try again)." >&2
exit 1
"""

HOOKS = {"pre-commit": "--staged", "commit-msg": '--message "$1"'}

#: What a hook asks after that: are the datasets fit whose files go in? Only these are looked at.
MORE = {"pre-commit": '"$python" -m build_tools check --staged || exit 1\n      '}


def main(root: Path = ROOT) -> int:
    """Install the hooks; 0 when they are there, 2 when they could not be."""
    try:
        folder = hooks_folder(root)
    except (OSError, subprocess.CalledProcessError):
        print("Folder ini bukan repositori git (no git repository): git init", file=sys.stderr)
        return 2
    foreign = [n for n in HOOKS if not install(folder / n, HOOKS[n], MORE.get(n, ""))]
    for name in foreign:
        print(
            f"{folder / name} sudah ada dan bukan dari terbuka; tidak diubah.\n"
            "Tambahkan baris ini di dalamnya (add this line to it):\n"
            f"  .venv/bin/python -m build_tools scan {HOOKS[name]} || exit 1",
            file=sys.stderr,
        )
    if foreign:
        return 2
    print(f"Terpasang di {folder}: data pribadi dicari sebelum setiap commit (installed).")
    return 0


def hooks_folder(root: Path) -> Path:
    """Where git looks for the hooks of the repository at ``root``."""
    command = ["git", "rev-parse", "--git-path", "hooks"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    return root / os.fsdecode(done.stdout.rstrip(b"\n"))


def install(path: Path, words: str, more: str = "") -> bool:
    """Write one hook; False where one of somebody else is there."""
    if path.is_symlink() or (path.exists() and SIGN not in path.read_text(errors="replace")):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(HOOK.format(sign=SIGN, words=words, more=more), encoding="utf-8", newline="\n")
    part.chmod(0o755)
    part.replace(path)
    return True


if __name__ == "__main__":
    sys.exit(main())
