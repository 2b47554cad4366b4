"""The lines of the guide with which two versions are compared, run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from portals import REPOSITORY

OLD = "kode,nilai,asal\na,1,u\nb,2,v\nc,3,w\n"
NEW = "kode,nilai,catatan\nb,2,v\nc,4,w\nd,5,z\n"
SHOW = """
print(*dihapus.index, *ditambah.index)
print(diubah.to_csv(lineterminator=";", header=False))
"""


@pytest.mark.parametrize("guide", ["docs/panduan/versi.md", "docs/en/panduan/versi.md"])
def test_the_recipe_of_the_guide_finds_what_changed(guide: str, tmp_path: Path) -> None:
    found = re.search(r"```python\n(.*?)```", (REPOSITORY / guide).read_text("utf-8"), re.DOTALL)
    assert found
    for day, rows in (("2026-03-30", OLD), ("2026-06-30", NEW)):
        (tmp_path / day).mkdir()
        (tmp_path / day / "tabel.csv").write_text(rows)
    program = [sys.executable, "-c", found[1] + SHOW]
    made = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert made.stdout.split() == ["a", "d", "c,3,4;"]
