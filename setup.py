"""Carry into the wheel the files of this repository that a new portal gets too.

`terbuka init` writes them (see `build_tools.scaffold`); they are kept once, where this
repository itself uses them, and are copied beside the templates only when a wheel is built.
"""

from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

FILES = Path("build_tools", "scaffold", "files")


class BuildPy(build_py):
    """The usual build, and the shared files."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:  # a checkout reads them where they are
            return
        for pattern in (FILES / "shared.txt").read_text(encoding="utf-8").split():
            for source in sorted(Path().glob(pattern)):
                target = Path(self.build_lib, FILES, "shared", source)
                target.parent.mkdir(parents=True, exist_ok=True)
                copyfile(source, target)


setup(cmdclass={"build_py": BuildPy})
