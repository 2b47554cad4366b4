"""A page of the site rewritten so that it opens from a folder (`file://`).

Links to folders name the file, links to what was left out lead to a page that says so. What holds
for a host alone goes: addresses of the page itself, hashes of scripts (a browser cannot check
what it opened from a file, and blocks it), the service worker.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import quote, unquote

_REST = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
_OPEN = re.compile(rf"<[a-z]{_REST}", re.I)
#: A comment, a tag, or a script or style with its code, which is no HTML.
_TAG = re.compile(
    rf"<!--.*?-->|<script\b{_REST}.*?</script>|<style\b{_REST}.*?</style>|<[a-z]{_REST}",
    re.S | re.I,
)
_NAME = re.compile(r"<[^\s/>]*")
#: An attribute with its value: names are looked for where one may stand, never inside a value.
_ATTRIBUTE = re.compile(
    r"""(?P<gap>[\s/]+)(?P<name>[^\s=>"'/]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s>"']+))?"""
)
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "data"})
#: What holds for a host alone.
_CHECKED = frozenset({"integrity", "crossorigin", "data-luring"})
_POLICY = re.compile(r"""<meta\b[^>]*\shttp-equiv\s*=\s*["']?content-security-policy""", re.I)
_CONTENT = re.compile(r"""<[a-z]+\b[^<>]*\bid="?isi"?\s[^<>]*>""")
#: What a template shows only on the site, or only in the copy: the whole value of an attribute.
_FOR_SITE = re.compile(r"""(?:\s+class="[\w -]*")?\s+data-hanya="situs">""")
_FOR_COPY = re.compile(r"""(?:\s+class="[\w -]*")?\s+data-hanya="salinan"\s+hidden>""")
_OWN = re.compile(r"""<link\b[^>]*\srel="canonical"|<meta\b[^>]*\sproperty="og:url\"""", re.I)
_OTHER = re.compile(r"""<link\b[^>]*\srel="alternate"[^>]*\shref="https?:""", re.I)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Pages:
    """Rewrites the pages of one site."""

    def __init__(
        self,
        places: Mapping[str, str],
        absent: Callable[[str, str], str],
        script: str,
        line: Callable[[str], str] = lambda page: "",
    ) -> None:
        """``places``: of each file of the site its name in the folder. ``absent``: of a page and a
        file that it links to the name of the page that says that the file did not come along,
        with a fragment; empty: there never was such a file. ``script``: name of the file that
        every page loads. ``line``: HTML with which the content of a page begins.
        """
        self.dead: set[tuple[str, str]] = set()  # page and address
        self._places, self._absent, self._script = places, absent, script
        self._line = line

    def rewritten(self, page: str, text: str) -> str:
        """The page at that path of the site."""
        here = posixpath.dirname(self._places[page])
        script = escape(quote(posixpath.relpath(self._script, here or ".")))
        made = _TAG.sub(lambda found: self._tag(page, found), text)
        made = _CONTENT.sub(lambda found: found[0] + self._line(page), made, count=1)
        return made.replace("</head>", f'<script defer src="{script}"></script>\n</head>', 1)

    def _tag(self, page: str, found: re.Match[str]) -> str:
        whole = found[0]
        tag = _OPEN.match(whole)
        if tag is None:  # a comment
            return whole
        if _OWN.match(whole) or _OTHER.match(whole):
            return ""
        return self._opened(page, tag[0]) + whole[tag.end() :]

    def _opened(self, page: str, tag: str) -> str:
        if _POLICY.match(tag):  # a browser takes no file for the page's own host
            return tag.replace("'self'", "'self' file:")
        name = _NAME.match(tag)
        begin = name.end() if name else 0
        missing = []

        def led(found: re.Match[str]) -> str:
            attribute, value = found["name"].lower(), found["value"]
            if attribute in _CHECKED:
                return ""
            if attribute not in _ADDRESSES or not value:
                return found[0]
            old = unescape(value[1:-1] if value[0] in "\"'" else value)
            new, is_there = self._address(page, old)
            if not is_there:
                missing.append(old)
            return found[0] if new == old else f'{found["gap"]}{found["name"]}="{escape(new)}"'

        made = _ATTRIBUTE.sub(led, tag[begin:])
        if _FOR_SITE.fullmatch(made):
            made = made.replace(">", " hidden>")
        elif _FOR_COPY.fullmatch(made):
            made = _ATTRIBUTE.sub(lambda f: "" if f["name"] == "hidden" else f[0], made)
        if missing:
            made = _ATTRIBUTE.sub(lambda f: "" if f["name"].lower() == "download" else f[0], made)
        return tag[:begin] + made

    def _address(self, page: str, old: str) -> tuple[str, bool]:
        """The address anew, and whether what it leads to is in the folder."""
        path, mark, more = _parted(old.strip())
        if _ELSEWHERE.match(old.strip()) or not path:
            return old, True
        target = self._target(page, path)
        here = posixpath.dirname(self._places[page]) or "."
        if target in self._places:
            place = self._places[target]
            return quote(posixpath.relpath(place, here)) + mark + more, True
        note = self._absent(page, target)
        if not note:
            self.dead.add((page, old))
            return old, True
        file, mark, part = _parted(note)
        return quote(posixpath.relpath(file, here)) + mark + part, False

    def _target(self, page: str, path: str) -> str:
        joined = posixpath.join("/", posixpath.dirname(page), unquote(path))
        target = posixpath.normpath(joined).lstrip("/")
        index = posixpath.join(target, "index.html") if target else "index.html"
        return index if index in self._places else target


def _parted(address: str) -> tuple[str, str, str]:
    found = re.search(r"[?#]", address)
    if found is None:
        return address, "", ""
    return address[: found.start()], found[0], address[found.end() :]
