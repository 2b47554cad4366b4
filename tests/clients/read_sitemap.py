"""Reads a site's maps as crawlers do, with ultimate-sitemap-parser: ``read_sitemap.py <home>``.

From `robots.txt` on. Says the addresses with their days, and what it could not read, as JSON.
"""

from __future__ import annotations

import json
import logging
import sys

from usp.objects.sitemap import InvalidSitemap
from usp.tree import sitemap_tree_for_homepage

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    tree = sitemap_tree_for_homepage(sys.argv[1], use_known_paths=False)
    wrong = [f"{s.url}: {s.reason}" for s in tree.all_sitemaps() if isinstance(s, InvalidSitemap)]
    pages = [
        (page.url, page.last_modified.date().isoformat() if page.last_modified else "")
        for page in tree.all_pages()
    ]
    maps = [s.url for s in tree.all_sitemaps()]
    print(json.dumps({"pages": pages, "maps": maps, "wrong": wrong}))
