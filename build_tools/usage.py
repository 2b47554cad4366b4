"""argparse with the words of this program: its help, and what it says of a wrong line.

argparse (https://docs.python.org/3/library/argparse.html) writes English. Headings and the line
of usage are given to its formatter in the reader's language. Its complaints are told by how they
read (`_SAID`): one that is not known is shown as it is.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any, NoReturn

from .words import Words

#: How argparse begins a section of its help, and the words for it.
_HEADINGS = {"positional arguments": "positionals", "options": "options"}
#: What argparse complains of, by the words for it (`cli.usage`).
_SAID = {
    "required": r"the following arguments are required: (?P<name>.*)",
    "unknown": r"unrecognized arguments: (?P<value>.*)",
    "choice": r"argument (?P<name>.*?): invalid choice: (?P<value>.*?) "
    r"\(choose from (?P<choices>.*)\)",
    "type": r"argument (?P<name>.*?): invalid \w+ value: (?P<value>.*)",
    "value": r"argument (?P<name>.*?): expected (?:one argument|at least one argument)",
    "no-value": r"argument (?P<name>.*?): ignored explicit argument (?P<value>.*)",
    "several": r"ambiguous option: (?P<value>.*?) could match (?P<choices>.*)",
}


class Parser(argparse.ArgumentParser):
    """A parser that speaks by a catalogue of words; its verbs are given the same ``words``."""

    def __init__(self, *, words: Words, **more: Any) -> None:
        super().__init__(add_help=False, formatter_class=partial(_Formatter, words), **more)
        self._words = words
        help = words("cli.usage.help")
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=help)

    def error(self, message: str) -> NoReturn:
        """Ends the program with 2: how it is used, what is wrong, where the help is."""
        self.print_usage(sys.stderr)
        more = self._words("cli.usage.more", prog=self.prog)
        self.exit(2, f"{self.prog}: {said(message, self._words)}\n{more}\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, words: Words, **more: Any) -> None:
        super().__init__(**more)
        self._words = words

    def start_section(self, heading: str | None) -> None:
        key = _HEADINGS.get(heading or "")
        super().start_section(self._words(f"cli.usage.{key}") if key else heading)

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        given = f"{self._words('cli.usage.usage')} " if prefix is None else prefix
        super().add_usage(usage, actions, groups, given)


def said(message: str, words: Words) -> str:
    """A complaint of argparse in the language of the words.

    >>> said("unrecognized arguments: --cepat", Words.load("en"))
    'Not known: --cepat.'
    """
    for key, pattern in _SAID.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            facts = found.groupdict()
            choices = re.findall(r"[^\s,']+", facts.get("choices") or "")
            value = (facts.get("value") or "").strip("'")
            near = close(value, choices)
            if facts.get("name") == words("cli.usage.command"):
                key = "verb-near" if near else "verb" if value else "verb-missing"
            facts |= {"value": value, "choices": ", ".join(choices), "near": ", ".join(near)}
            return words(f"cli.usage.{key}", **facts)
    return message


def close(given: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The known names that are most like what was given, in any case of letters; best first."""
    by_key = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(given.casefold(), by_key, n=most, cutoff=cutoff)
    return [by_key[name] for name in found]
