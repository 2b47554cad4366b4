"""What was measured on: figures are worth little without it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path

LIBRARIES = ("frictionless", "numpy", "openpyxl", "pandas", "pyarrow", "xlsxwriter", "zlib-ng")


def machine() -> dict[str, object]:
    """Cores, processor, memory, system, Python and the libraries of both sides."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else _cores(),
        "processor": _line("/proc/cpuinfo", "model name") or platform.processor(),
        "memory": _line("/proc/meminfo", "MemTotal"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: found for name in LIBRARIES if (found := _version(name))},
    }


def told(found: dict[str, object]) -> str:
    """The machine in one line."""
    libraries = found["libraries"]
    named = libraries.items() if isinstance(libraries, dict) else ()
    versions = ", ".join(f"{name} {version}" for name, version in named)
    return f"{found['cores']} cores, {found['processor']}, Python {found['python']}; {versions}"


def _cores() -> int:
    return os.cpu_count() or 1


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _line(path: str, key: str) -> str:
    """The value of a line ``key: value`` of one of Linux' files; empty elsewhere."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
