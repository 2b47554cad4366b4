"""Reads a linkset (RFC 9264) with signposting: ``read_linkset.py <address>``. Says its items."""

from __future__ import annotations

import json
import sys
import warnings

from signposting.linkset import find_signposting_linkset

if __name__ == "__main__":
    warnings.simplefilter("error")
    found = find_signposting_linkset(sys.argv[1])
    print(json.dumps([(str(s.rel.value), str(s.target), str(s.context)) for s in found.signposts]))
