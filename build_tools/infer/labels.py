"""Headers as people write them: to names of fields, titles, units and the words in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from . import units
from .capitals import quiet

#: A name is at most so long.
LONGEST = 60
_AREAS = "provinsi|propinsi|kabupaten|kab|kota|kecamatan|kec|desa|kelurahan|wilayah"
_BY_AREA = re.compile(rf"_menurut_(?:{_AREAS})(?:_(?:dan_)?(?:{_AREAS}))*(?=_|$)")
_COUNTED_AREA = re.compile(rf"[0-9]+_(?=(?:{_AREAS})\b)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?")
_YEAR_LEVEL = re.compile(r"(?:tahun\s*|thn\.?\s*|th\.?\s*)?((?:19|20)[0-9]{2})(?:\.0)?\s*\**\)?")
_NOTED_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*(?:\(?\*+\)?|\(?[a-zA-Z]\)|[a-z])")
_NOTE = re.compile(r"\s*(?:\*+\)?|(?<![mM])[¹²³⁴-⁹]+\)?|\s[0-9a-z]\))$")
_SMALL = frozenset(
    {
        *("dan", "di", "dari", "yang", "menurut", "dalam", "atau", "per", "untuk", "dengan"),
        *("pada", "ke", "oleh"),
    }
)
#: Words that a name that is too long can do without.
_EMPTY = _SMALL | frozenset(
    {
        *("terhadap", "memiliki", "adalah", "yaitu", "tersebut", "serta", "maupun", "oleh"),
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """A header read: its levels without units, the unit, what it may be called.

    ``words`` are its small words, for what they announce; ``noted`` says that the mark of a
    footnote was left off.
    """

    text: str
    levels: tuple[str, ...]
    unit: str
    title: str
    words: tuple[str, ...]
    noted: bool = False

    def has(self, *words: str) -> bool:
        """Whether one of these words stands in it."""
        return any(word in self.words for word in words)


def read(levels: Sequence[str], text: str) -> Label:
    """A header as its levels from the top down.

    >>> read(["Kompensasi (Rp)"], "").levels, read(["Luas", "Km2"], "").unit
    (('Kompensasi',), 'kilometer persegi')
    """
    given = [" ".join(level.split()) for level in levels]
    parts = [_NOTED_YEAR.sub(r"\1", p) if _NOTED_YEAR.fullmatch(p) else p for p in given]
    parts = [_NOTE.sub("", part) for part in parts]
    noted = parts != given
    parts = [part[:4] if _YEAR.fullmatch(part) else part for part in parts]
    parts = [part for at, part in enumerate(parts) if part and part not in parts[:at][-1:]]
    found = ""
    if len(parts) > 1 and (found := units.unit(parts[-1].strip("()[] "))):
        parts = parts[:-1]
    plain = []
    for part in parts:
        bare, own = units.bracketed(part)
        found = own or found
        plain.append(bare if own and bare else part)
    found = found or units.ending(plain[-1] if plain else "")
    if len(plain) == 1 and not slug(plain[0]):  # "%"
        found = found or units.unit(plain[0].strip("()[] "))
        plain = [found] if found else plain
    words = tuple(re.findall(r"[a-z0-9]+", " ".join(plain).casefold()))
    return Label(text, tuple(plain), found, _title(plain), words, noted)


def _title(levels: Sequence[str]) -> str:
    shown = [readable(level) for level in levels]
    if len(shown) == 1 and _YEAR.fullmatch(shown[0]):
        return f"Tahun {shown[0][:4]}"
    return ", ".join(shown)


def readable(text: str, places: Collection[str] = ()) -> str:
    """A header or title for readers: no underscores, no shouting; ``places`` are known names.

    >>> readable("volume_sampah"), readable("JUMLAH PENDUDUK MENURUT DESA"), readable("PDRB")
    ('Volume sampah', 'Jumlah penduduk menurut desa', 'PDRB')
    """
    plain = " ".join(text.replace("_", " ").split()) if " " not in text.strip() else text.strip()
    if plain.isupper() and len(plain) > 5:
        plain = quiet(plain, places)
    return plain[:1].upper() + plain[1:]


def names(labels: Sequence[Label]) -> tuple[str, ...]:
    """A name for each column: snake_case, unique, at most `LONGEST` long, a letter in front."""
    taken: set[str] = set()
    return tuple(_unique(_name(label, at), taken) for at, label in enumerate(labels, start=1))


def _name(label: Label, position: int) -> str:
    parts = [part for part in map(slug, label.levels) if part]
    name = _short(parts)
    name = _COUNTED_AREA.sub("", name, count=1) if _COUNTED_AREA.match(name) else name
    if not name:
        return f"kolom_{position}"
    if not name[0].isalpha():
        prefix = "tahun_" if re.match(r"(?:19|20)[0-9]{2}(?:_|$)", name) else "kolom_"
        name = _cut(prefix + name, LONGEST)
    return name


def _short(parts: Sequence[str]) -> str:
    """The levels as one name: the upper ones are cut first."""
    name = _BY_AREA.sub("", "_".join(parts))
    if len(name) > LONGEST:
        name = "_".join(word for word in name.split("_") if word not in _EMPTY)
    if len(name) <= LONGEST or not parts:
        return name
    rest = "_".join(parts[1:])
    room = LONGEST - len(rest) - 1
    if not rest:
        return _cut(name, LONGEST)
    return f"{_cut(parts[0], room)}_{rest}" if room >= 8 else _short(parts[1:])


def _cut(name: str, room: int) -> str:
    if len(name) <= room:
        return name
    whole = name[: room + 1].rpartition("_")[0]
    return whole or name[:room]


def slug(text: str) -> str:
    """A text in small letters, digits and underscores.

    >>> slug("Persentase Rumah-Tangga (P0) Km²")
    'persentase_rumah_tangga_p0_km2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    if _YEAR.fullmatch(plain.strip()):
        plain = plain.strip()[:4]
    plain = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", plain) if " " not in plain else plain
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def _unique(name: str, taken: set[str]) -> str:
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{_cut(name, LONGEST - 4)}_{count}"
    taken.add(found)
    return found


def year_of(text: str) -> str:
    """The year that a level of a header is, else empty."""
    match = _YEAR_LEVEL.fullmatch(text.strip().casefold())
    return match.group(1) if match else ""
