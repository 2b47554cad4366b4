"""Questions at a terminal: one line each, with what is taken where Enter is pressed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..words import Words
from .said import out

if TYPE_CHECKING:
    from .. import scaffold
    from ..tables.layout.base import Question

#: What is asked of the dataset as a whole, by the key of the descriptor's head.
ASKED = (
    "title",
    "description",
    "sdi:topik",
    "sources.title",
    "sdi:periode.mulai",
    "sdi:periode.selesai",
    "sdi:frekuensi",
    "sdi:tingkat",
    "sdi:cakupan",
    "sdi:kontak.nama",
    "sdi:kipKlasifikasi",
    "sdi:metodologi",
    "sdi:keterbatasan",
)
_SKIPPED = "-"
#: A year, a month or a day (ISO 8601).
_PERIOD = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")

Again = Callable[[dict[str, str]], "scaffold.Plan"]


@dataclass(frozen=True, slots=True)
class _Line:
    """One question as it is put: its words, the words it takes, what Enter gives."""

    text: str
    options: tuple[tuple[str, str], ...] = ()  # answer, its meaning
    default: str = ""
    form: re.Pattern[str] | None = None  # of an answer that is no option


def asked(
    made: scaffold.Plan, again: Again, words: Words, topics: Sequence[tuple[str, str]] = ()
) -> scaffold.Plan:
    """The plan with the answers of a person; nothing is taken for granted without one.

    ``topics`` are those of the portal: id and title.
    ``again`` makes the plan anew with answers: one may settle, or raise, another question.
    """
    answers: dict[str, str] = {}
    put: set[str] = set()
    while True:
        key, question = next(((k, q) for k, q in made.questions if k not in put), ("", None))
        if question is None:
            break
        put.add(key)
        answer = _put(_of(question, words), words)
        if answer:
            answers[key] = answer
            made = again(answers)
    values = dict(made.values)
    for name in ASKED:
        options = tuple(topics) if name == "sdi:topik" else tuple(_options(name, words))
        form = _PERIOD if name.startswith("sdi:periode") else None
        line = _Line(words(f"scaffold.ask.{name}"), options, str(values.get(name, "")), form)
        answer = _put(line, words)
        if answer:
            values[name] = answer
        else:
            values.pop(name, None)
    return replace(made, values=values)


def _of(question: Question, words: Words) -> _Line:
    from .. import reports

    place = reports.place(question.finding, words)
    said = reports.sentence(question.finding, words)
    key = f"questions.{question.case}"
    options = tuple(
        (option, words(f"{key}.{option}") if words.has(f"{key}.{option}") else option)
        for option in question.options
    )
    return _Line(f"{place}: {said}" if place else said, options)


def _options(name: str, words: Words) -> Iterator[tuple[str, str]]:
    from ..model import FREQUENCIES

    known: Sequence[str] = ()
    if name == "sdi:frekuensi":
        known = FREQUENCIES
    elif name == "sdi:kipKlasifikasi":
        known = ("terbuka", "terbatas", "dikecualikan")
    yield from ((word, word) for word in known)


def _put(line: _Line, words: Words) -> str:
    """The answer to a line; empty where it is left open. Puts it again for what it cannot take."""
    out("")
    out(line.text)
    for number, (_, meaning) in enumerate(line.options, start=1):
        out(f"  {number}. {meaning}")
    hint = words("scaffold.ask.default", default=line.default) if line.default else ""
    while True:
        out(hint or words("scaffold.ask.skip"))
        try:
            given = input("> ").strip()
        except EOFError:
            return line.default
        if not given:
            return line.default
        if given == _SKIPPED:
            return ""
        if not line.options and (line.form is None or line.form.fullmatch(given)):
            return given
        taken = _chosen(given, line.options)
        if taken:
            return taken
        key = "again" if line.options else "form"
        out(words(f"scaffold.ask.{key}", count=len(line.options)))


def _chosen(given: str, options: Sequence[tuple[str, str]]) -> str:
    if given.isdecimal() and 0 < int(given) <= len(options):
        return options[int(given) - 1][0]
    return next((o for o, m in options if given.casefold() in {o.casefold(), m.casefold()}), "")
