"""``python -m build_tools``: the program `terbuka`."""

from .cli import main

raise SystemExit(main())
