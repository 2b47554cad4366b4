"""Names that one computer keeps apart and another does not, or that look like another name.

Windows has names of devices and signs that no file may have
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file); it and macOS take Data.csv and
data.csv for one file. A Cyrillic а in a name is another letter than the a that people type
(https://www.unicode.org/reports/tr39/).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ..findings import Finding, error, warning
from ..model import HARVESTED, Dataset

#: Parts of addresses that are the site's own.
RESERVED_DATASETS = {"versi", "hal"}
RESERVED_OPD = {"en", HARVESTED}
#: The longest part of a path that every file system keeps, in bytes.
MAX_NAME = 255
#: The longest path within a dataset: Windows keeps 260 characters, the folders above included.
MAX_PATH = 180
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.I)
_SIGNS = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
#: Letters of other scripts that are drawn as Latin ones.
_ALIKE = frozenset(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u0501\u04bb\u051b\u04cf\u0410"
    "\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u0391"
    "\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03b9"
    "\u03bd\u03c1\u0131\u0237\u0251\u0261\u217c\u2170"
)


def is_device(name: str) -> bool:
    """Whether Windows takes a file of that name, whatever its ending, for a device."""
    return bool(_DEVICE.match(name))


def unportable(path: str) -> str:
    """Why not every computer can keep a file at that path, a case of the words; empty: all can.

    >>> unportable("data/CON.csv"), unportable("data/con-2024.csv")
    ('device', '')
    """
    if len(path) > MAX_PATH:
        return "long"
    for part in path.split("/"):
        if is_device(part):
            return "device"
        if part != part.strip() or part.endswith("."):
            return "end"
        if _SIGNS.search(part):
            return "sign"
        if len(part.encode("utf-8", "replace")) > MAX_NAME:
            return "long"
        if unseen(part):
            return "unseen"
    return ""


def unseen(name: str) -> bool:
    """Whether a name holds a sign that nobody sees, or that turns its letters around."""
    return any(unicodedata.category(sign) in {"Cf", "Cs", "Co", "Zl", "Zp"} for sign in name)


def alike(name: str) -> str:
    """The first letter of a name that only looks Latin; empty where there is none.

    >>> alike("p\u0430ser"), alike("paser"), alike("\u03bcg")
    ('\u0430', '', '')
    """
    return next((sign for sign in name if sign in _ALIKE or "\uff21" <= sign <= "\uff5a"), "")


def folded(name: str) -> str:
    """What computers that keep few names apart make of it: without case, composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def twins(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that are not the same but may be taken for it: the later one, the earlier one."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(folded(name), name)
        if other != name:
            yield name, other


def name_findings(dataset: Dataset, files: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the names of a dataset, its files, tables and columns."""
    files = sorted(files)
    for file in files:
        if why := unportable(file):
            yield error("name-unportable", file=file, case=why)
    for file, other in twins(files):
        yield error("name-twin", file=file, name=file, other=other)
    descriptor = dataset.source.descriptor
    for resource in dataset.resources:
        names = [field.name for field in resource.fields]
        for name, other in twins(dict.fromkeys(names)):
            yield warning("name-twin", file=descriptor, name=name, other=other, case="column")
    every = [dataset.source.id, *files]
    for resource in dataset.resources:
        every += [resource.name, *(field.name for field in resource.fields)]
    for name in dict.fromkeys(every):
        if letter := alike(name):
            facts = {"name": name, "letter": letter, "sign": f"U+{ord(letter):04X}"}
            yield warning("name-lookalike", file=descriptor, **facts)


def same_ids(loaded: Mapping[str, tuple[Dataset | None, list[Finding]]]) -> None:
    """Adds a finding to the second of two datasets that claim the same `id`."""
    seen: dict[str, str] = {}
    for id, (dataset, problems) in loaded.items():
        claims = {id}
        if dataset and isinstance(dataset.raw.get("id"), str):
            claims.add(str(dataset.raw["id"]))
        for claim in sorted(claims):
            other = seen.setdefault(claim, id)
            if other != id:
                problems.append(error("dataset-id-duplicate", dataset=id, id=claim, other=other))
