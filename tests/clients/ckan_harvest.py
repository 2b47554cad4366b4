"""CKAN's own harvester on portals: `ckan_harvest.py <configuration, as JSON> <address> …`.

Its gather and import stages, unchanged; each package goes through CKAN's schema. One answer for
each address.
"""

from __future__ import annotations

import json
import sys

import ckan_without_database as without
from ckanext.harvest.harvesters import CKANHarvester

without.prepare()
CKANHarvester.last_error_free_job = classmethod(lambda cls, job: None)
settings, *addresses = sys.argv[1:]
said = []
for address in addresses:
    harvester = CKANHarvester()
    harvester.gather_stage(without.job(address, settings))
    for harvested in list(without.OBJECTS):
        harvester.fetch_stage(harvested)
        harvester.import_stage(harvested)
    said.append(without.say())
print(json.dumps(said, default=str))
