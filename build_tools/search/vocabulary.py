"""Words as the search sees them: folded, rooted, some of them dropped, some of them equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

#: Words that say nothing: they are neither looked for nor indexed.
_STOP = """
    ada adalah agar akan antara apa apakah atas atau bagaimana bahwa berapa berdasarkan cara
    dalam dan dari dengan di dimana guna hingga ini itu juga karena ke mana mencari menurut
    oleh pada para saja sampai sebagai secara seluruh serta setiap siapa sudah telah tentang
    tersebut terhadap tiap tidak untuk yaitu yang yg utk dgn dlm
    an and are as at by for from how in is many much of on or the to what where which who with
"""
STOP = frozenset(_STOP.split())
#: Words that most titles could carry: they help to rank, but nothing is left out for them.
_WEAK = """
    angka banyak daerah daftar data dataset hasil info informasi jenis jumlah kab kabupaten
    kondisi laporan lengkap nama perkembangan rekap rekapitulasi statistik tabel tahun tahunan
    terbaru terkini total wilayah
    annual latest list number regency report statistics table total year yearly
"""
WEAK = frozenset(_WEAK.split())

_WORD = re.compile(r"[a-z0-9]+")

#: Groups of equal phrases, each phrase as the roots of its words.
Groups = tuple[tuple[tuple[str, ...], ...], ...]


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not 0x300 <= ord(c) <= 0x36F)


@lru_cache(maxsize=200_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that say something, folded, in order.

    Of one letter only digits are words: the "A" of "hepatitis A" finds nothing by itself.
    """
    found = _WORD.findall(fold(text))
    return tuple(w for w in found if w not in STOP and (len(w) > 1 or w.isdigit()))


def last_of(text: str) -> str:
    """The last word of a text, whatever it says: the one that is still being typed."""
    words: list[str] = _WORD.findall(fold(text))
    return words[-1] if words else ""


def groups(given: Iterable[Sequence[str]], root: Callable[[str], str]) -> Groups:
    """The groups of equal phrases as roots; phrases that come out alike are one."""
    found = []
    for group in given:
        phrases = dict.fromkeys(tuple(map(root, words_of(phrase))) for phrase in group)
        phrases.pop((), None)
        if len(phrases) > 1:
            found.append(tuple(phrases))
    return tuple(found)
