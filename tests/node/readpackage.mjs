// Reads a Data Package with datapackage-js and says what it saw, as JSON:
// node readpackage.mjs <address of a datapackage.json> [address …]
import {readFileSync} from 'node:fs';
import datapackage from 'datapackage';

const {Package, Profile} = datapackage;

async function read(address) {
  const made = await Package.load(address, {strict: false});
  const tables = {};
  const refused = [];
  for (const resource of made.resources) {
    if (!resource.tabular) continue;
    const rows = await resource.read({keyed: true, forceCast: true});
    tables[resource.name] = rows.filter((row) => !(row instanceof Error));
    for (const row of rows) {
      if (row instanceof Error) refused.push(...(row.errors.length ? row.errors : [row]).map(String));
    }
  }
  return {valid: made.valid, errors: made.errors.map(String), tables, refused};
}

async function judge(path) {
  const descriptor = JSON.parse(readFileSync(path, 'utf-8'));
  const profile = await Profile.load(descriptor.profile);
  const {valid, errors} = profile.validate(descriptor);
  return {valid, errors: errors.map(String)};
}

const found = [];
for (const address of process.argv.slice(2)) {
  found.push(await (address.startsWith('http') ? read(address) : judge(address)));
}
console.log(JSON.stringify(found));
