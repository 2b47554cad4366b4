"""ckanext-dcat's harvesters on catalogues: `dcat_harvest.py rdf|json <configuration> <address> …`.

Their gather stage, with its pages and parsers, unchanged. One answer for each address; each
dataset in it is the package that CKAN would make of it.
"""

from __future__ import annotations

import json
import sys

import ckan_without_database as without
from ckanext.dcat import converters
from ckanext.dcat.harvesters import DCATJSONHarvester, DCATRDFHarvester

kind, settings, *addresses = sys.argv[1:]
without.prepare()
answers = []
for address in addresses:
    harvester = {"rdf": DCATRDFHarvester, "json": DCATJSONHarvester}[kind]()
    harvester.gather_stage(without.job(address, settings))
    said = without.say()
    if kind == "json":
        said["datasets"] = [converters.dcat_to_ckan(dataset) for dataset in said["datasets"]]
    answers.append(said)
print(json.dumps(answers, default=str))
