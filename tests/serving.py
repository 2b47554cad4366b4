"""A plain web server for the tests of catalogues: files as they lie, as static hosts send them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from build_tools.model import OutputFile


class _Quiet(SimpleHTTPRequestHandler):
    """Types as hosts send them; `http.server` knows few of them."""

    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".ttl": "text/turtle",
        ".rdf": "application/rdf+xml",
        ".jsonld": "application/ld+json",
    }

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing: the test says what it got."""


def write(files: Iterable[OutputFile], into: Path) -> Path:
    """The files of a catalogue as a site has them."""
    for file in files:
        path = into / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = file.content
        path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    return into


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of that folder while the test reads it, without a slash at the end."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
