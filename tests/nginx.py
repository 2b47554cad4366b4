"""A real nginx with the configuration that the pages for developers give, on a port of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAGES = Path(__file__).parent.parent / "docs" / "pengembang"
WHERE = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def blocks(page: str) -> list[str]:
    """The pieces of nginx configuration on a page, in order."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(r"(?ms)^```nginx\n(.*?)^```$", text)


def configuration(site: Path, port: int, folder: Path) -> str:
    """What the pages say, put together as they say it; only places are of the test."""
    (whole,) = blocks("hosting.md")
    maps, inside = blocks("katalog-server.md")
    whole = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", whole)
    whole = whole.replace("root /var/www/data;", f'root "{site}";')
    server, end, outside = whole.partition("\n}\n")
    temporary = "\n".join(
        f'{kind}_temp_path "{folder}/{kind}";'
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    return f"""
{user}
daemon off;
worker_processes 1;
pid "{folder}/nginx.pid";
error_log "{folder}/error.log";
events {{}}
http {{
access_log off;
{temporary}
{maps}
{server}
{inside}
{end}
{outside}
}}
"""


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """The address of the site behind nginx; what nginx warns of fails the test."""
    program = shutil.which("nginx", path=WHERE)
    assert program, "no nginx: run `make test`"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(configuration(site, port, folder), encoding="utf-8")
    command = [program, "-e", f"{folder}/error.log", "-p", str(folder), "-c", str(file)]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr, tried.stderr
    with subprocess.Popen(command) as running:
        try:
            for _ in range(100):
                with socket.socket() as asked:
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(20)
