"""The command `ckanapi` as people type it: `ckanapi_command.py <words> …`."""

from __future__ import annotations

import sys

from ckanapi.cli.main import main

sys.argv[0] = "ckanapi"
sys.exit(main())
