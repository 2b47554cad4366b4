"""What ckanapi reads of portals, asking with GET alone: `ckan_api.py <address> …`.

One answer for each address.
"""

from __future__ import annotations

import json
import sys

from ckanapi import CKANAPIError, RemoteCKAN

ACTIONS = (
    "package_list",
    "package_search",
    "organization_list",
    "group_list",
    "tag_list",
    "license_list",
    "vocabulary_list",
    "status_show",
    "site_read",
    "current_package_list_with_resources",
)


def read(address: str) -> dict[str, object]:
    """All answers without an argument, and one that needs one."""
    said: dict[str, object] = {}
    with RemoteCKAN(address, get_only=True) as remote:
        for action in ACTIONS:
            try:
                said[action] = remote.call_action(action)
            except CKANAPIError:
                said[action] = None  # the list that large portals do without
        shown = said["package_show"] = {}
        for name in (said["package_list"] or [])[:1]:
            try:
                shown[name] = remote.action.package_show(id=name)
            except CKANAPIError as problem:  # `NotFound` is one of them
                shown[name] = type(problem).__name__
    return said


print(json.dumps([read(address) for address in sys.argv[1:]]))
