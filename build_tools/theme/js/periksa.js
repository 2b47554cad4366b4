/*
  The check page: takes a file, shows what is wrong in it. Reading and judging is done by
  periksa-baca.js, periksa-pribadi.js and periksa-uji.js, which this loads with their data as
  soon as the page is open. What stands in the file goes nowhere: it is only shown.
*/
(function () {
  "use strict";
  const one = (id) => document.getElementById(id);
  const form = one("periksa");
  if (!form) return;
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const able = window.DecompressionStream && window.TextDecoderStream && Blob.prototype.arrayBuffer;
  const [input, tables, sheets, status, results] = ["berkas", "tabel", "lembar", "keadaan", "hasil"].map(one);
  const listed = form.dataset.muat.trim().split(/\s+/);
  const folder = new URL(listed[0], location.href).href.replace(/[^/]*$/, "");
  const MOST = 20;
  const FEW = 3; // places of a kind, in a table that nobody described
  const ROWS = 8;
  const COLUMNS = 8;
  let file = null;
  let turn = 0;
  let shown = "";
  let best = ""; // the sheet of a new workbook that has a table
  let unlike = false; // no table has such columns
  if (!able) return; // the page says what to do instead
  form.hidden = false;
  document.querySelectorAll(".pd-unscripted").forEach((note) => (note.hidden = true));

  const fill = (text, values) =>
    (text || "").replace(/\{(\w+)\}/g, (_, name) => (values && values[name] !== undefined ? values[name] : "?"));
  const say = (key, values) => fill(uji.words.ui[key], values);
  const number = (n) => n.toLocaleString(uji.words.lang);
  function add(parent, name, text, className) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  const scripts = new Map();
  function load(address, integrity) {
    if (!scripts.has(address))
      scripts.set(
        address,
        new Promise((done, failed) => {
          const script = document.createElement("script");
          script.onload = done;
          script.onerror = failed;
          script.async = false;
          if (integrity && integrity !== "-") script.integrity = integrity;
          script.src = address;
          document.head.append(script);
        })
      );
    return scripts.get(address);
  }
  const part = (at) => load(folder + uji.files[at][0], uji.files[at][1]);

  /* What is known of a table, with the codes that it refers to. */
  async function schemaOf(name) {
    if (!name) return null;
    await part(uji.tables.find((table) => table.name === name).part);
    const schema = uji.schema(name);
    if (schema.recipe) await part(uji.recipe);
    for (const key of schema.fk || []) if (key.ref in uji.codes) await part(uji.codes[key.ref]);
    return schema;
  }

  const ready = (async () => {
    for (let at = 0; at < listed.length; at += 2) load(listed[at], listed[at + 1]);
    await Promise.all(scripts.values());
    const schemas = uji.files.slice(0, uji.recipe);
    if (schemas.length < 4) await Promise.all(schemas.map((_, at) => part(at)));
    for (const table of uji.tables) add(tables, "option", table.title).value = table.name;
    /* Steps of recipes follow once the page is at rest: the network may be cut then. */
    if (uji.recipe !== undefined) (window.requestIdleCallback || setTimeout)(() => part(uji.recipe).catch(() => {}));
  })();
  ready.catch(() => (status.textContent = form.dataset.gagal));

  function where(finding) {
    const place = uji.place(finding);
    const cell = finding.row && finding.column;
    const at = cell ? say("cell", { place }) : finding.row ? say("row", { row: finding.row }) : place ? say("column", { place }) : "";
    if (!finding.sheet) return at || say("file");
    const sheet = say("sheet", { sheet: finding.sheet });
    return at ? sheet + ", " + at[0].toLowerCase() + at.slice(1) : sheet;
  }

  /* What a table that nobody described is to the page: how it comes in, what was recognised. */
  function ofNew(box, { outline, table }, maybe) {
    const first = add(box, "p", maybe ? undefined : say(unlike ? "unlike" : "by_new") + " ");
    first.append(say("bring") + " ");
    add(first, "a", say("guide")).href = form.dataset.panduan;
    const rows = (a, b) => say(a === b ? "span_one" : "span_many", { first: a, last: b });
    const said = [];
    if (table.sheet && uji.sheets.length > 1) said.push(say("of_sheets", { sheet: table.sheet, count: uji.sheets.length }));
    if (!outline.first) said.push(say("headless"));
    else if (outline.first > 1) said.push(say("titled", { titles: rows(1, outline.first - 1), rows: rows(outline.first, outline.last) }));
    else if (outline.last > 1) said.push(say("headed", { rows: rows(1, outline.last) }));
    const shape = Object.entries(outline.shape).flatMap(([name, count]) => (count ? [fill(uji.words.ui.shapes[name], { count: number(count) })] : []));
    if (shape.length) said.push(say("shape", { shape: shape.join(", ") }));
    add(box, "p", [...said, say("sure")].join(" "), "pd-s");
  }

  function show(checked, schema, table, maybe) {
    const { counts, findings, more, records } = checked;
    const sums = { errors: number(counts.error), warnings: number(counts.warning), notices: number(counts.notice) };
    const told = counts.error + counts.warning + counts.notice ? say("heading", sums) : say("clean");
    const heading = table || !records.length ? told : say("heading_new", { counts: told[0].toLowerCase() + told.slice(1) });
    const rows = number(Math.max(records.length - checked.header, 0));
    one("judul-hasil").textContent = heading;
    status.textContent = say("result", { file: file.name, counts: heading, rows });
    let by = table ? say(schema.recipe ? "by_recipe" : "by", { table: table.title }) : "";
    if (checked.left.length) by += " " + say("by_left", { columns: checked.left.join(", ") });
    const ending = (name) => (/\.[^.]*$/.exec(name.toLowerCase()) || [""])[0];
    if (table && ending(table.file) !== ending(file.name)) by += " " + say("other_kind", { ending: ending(table.file) });
    const according = one("menurut");
    according.textContent = "";
    if (maybe) add(add(according, "p"), "b", say("ask", { table: maybe.title }));
    if (table) add(according, "p", by, "pd-s");
    else if (records.length) ofNew(according, checked, maybe);

    const list = one("temuan");
    list.textContent = "";
    const lines = [heading + " – " + file.name, ...[...(table ? [] : according.children)].map((said) => said.textContent)];
    const most = table ? MOST : FEW;
    const groups = new Map();
    const first = (f) => (f.row || 0) * 1e5 + (f.column || 0);
    for (const finding of [...findings].sort((a, b) => first(a) - first(b))) {
      const key = finding.level + " " + finding.code;
      groups.set(key, [...(groups.get(key) || []), finding]);
    }
    const order = ["error", "warning", "notice"];
    const rank = ([f]) => order.indexOf(f.level);
    const sorted = [...groups.values()].sort((a, b) => rank(a) - rank(b));
    const hinted = (finding) => uji.sentence(finding, "hint");
    for (const group of sorted) {
      const { code, level } = group[0];
      const uncounted = more.filter((m) => m.code === code && m.level === level).reduce((sum, m) => sum + m.count, 0);
      const item = add(list, "li");
      item.dataset.kode = code;
      add(item, "h3", uji.sentence(group[0], "title"));
      const meta = add(item, "p", undefined, "pd-meta");
      add(meta, "span", uji.words.ui.levels[level], "pd-st " + { error: "bad", warning: "warn", notice: "none" }[level]);
      add(meta, "span", say("count", { count: number(group.length + uncounted) }));
      const link = add(meta, "a", say("explain"));
      link.href = uji.words.links[code] || "#";
      const places = add(item, "ul", undefined, "pd-links");
      for (const finding of group.slice(0, most)) {
        const line = add(places, "li");
        add(line, "b", where(finding));
        line.append(": " + uji.sentence(finding, "message"));
      }
      for (const finding of group)
        lines.push([where(finding), uji.words.ui.levels[level], uji.sentence(finding, "message"), hinted(finding)].join(" | "));
      const rest = group.length - Math.min(group.length, most) + uncounted;
      if (rest) add(places, "li", say("more", { count: number(rest) }));
      for (const hint of new Set(group.map(hinted).filter(Boolean))) {
        const mend = add(item, "p");
        add(mend, "b", say("mend") + " ");
        mend.append(hint);
      }
    }
    shown = lines.join("\n");
    excerpt(checked);
    results.hidden = false;
  }

  /* Some rows of the table with the cells marked in which something was found. */
  function excerpt({ findings, records, header: ofRecords, table: read }) {
    const box = one("cuplikan");
    box.textContent = "";
    const bad = new Map();
    const cells = findings.filter((f) => f.row && f.column && (read.at || f.row <= records.length));
    const { sheet } = cells[0] || {};
    for (const f of cells) if (!read.at || f.sheet === sheet) bad.set(f.row + "," + f.column, f);
    const header = read.at ? read.header(sheet) : ofRecords;
    const text = (row, at) => (read.at ? read.shown(sheet, row, at) : (records[row - 1] || [])[at - 1] || "");
    const rows = [...new Set([...bad.values()].map((f) => f.row).filter((row) => row !== header))].sort((a, b) => a - b).slice(0, ROWS);
    if (!rows.length) return;
    const within = new Set([...bad.values()].filter((f) => rows.includes(f.row)).map((f) => f.column));
    const columns = [...new Set([1, 2, ...within])].sort((a, b) => a - b).slice(0, COLUMNS);
    add(box, "h3", say("excerpt"));
    const scroll = add(box, "div", undefined, "pd-scroll");
    Object.assign(scroll, { tabIndex: 0 });
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", say("excerpt"));
    const table = add(scroll, "table");
    const head = add(add(table, "thead"), "tr");
    add(head, "th", say("excerpt_row")).scope = "col";
    for (const at of columns)
      add(head, "th", uji.letters(at) + " " + text(header, at).slice(0, 40)).scope = "col";
    const body = add(table, "tbody");
    for (const row of rows) {
      const line = add(body, "tr");
      add(line, "th", String(row)).scope = "row";
      for (const at of columns) {
        const found = bad.get(row + "," + at);
        const own = text(row, at).slice(0, 60);
        const cell = add(line, "td");
        if (!found) cell.textContent = uji.hide(own);
        else add(cell, "mark", (found.personal ? found.cell : uji.hide(own)) || "–");
      }
    }
  }

  /* Checks the chosen file. `guessing`: the table is not chosen yet. */
  async function check(guessing) {
    const own = ++turn;
    if (!file) return;
    results.hidden = true;
    try {
      await ready;
    } catch (problem) {
      status.textContent = form.dataset.gagal;
      return;
    }
    status.textContent = say("reading", { file: file.name });
    uji.name = file.name;
    try {
      let read, maybe;
      const choice = guessing ? "" : sheets.value;
      if (guessing) {
        tables.value = best = "";
        let headed = false;
        /* The first sheet of a workbook may be its cover. */
        for (let at = 0, names = [""]; at < Math.min(names.length, 6); at++) {
          const other = await uji.read(file, null, names[at]);
          names = ["", ...uji.sheets.slice(1)];
          if (own !== turn) return;
          const has = !headed && uji.outline(other.records).first > 0;
          if (!read || has) [read, best, headed] = [other, names[at], has];
          const [guessed, all] = uji.guess(other.records, file.name, uji.tables);
          maybe = maybe || guessed;
          if (!all) continue;
          [tables.value, maybe, read] = [guessed, "", other];
          break;
        }
        sheets.textContent = "";
        const names = uji.sheets;
        add(sheets, "option", "–").value = "";
        for (const name of names) add(sheets, "option", name).value = name;
      }
      const schema = await schemaOf(tables.value);
      one("pilih").hidden = uji.sheets.length < 2 || !!(schema && schema.recipe);
      if (guessing) unlike = !tables.value && !maybe && uji.tables.some((table) => table.columns.length);
      if (schema || !read) read = await uji.read(file, schema, choice || (schema ? "" : best));
      const checked = await uji.check(read, schema);
      if (own !== turn) return;
      const known = (name) => uji.tables.find((table) => table.name === name);
      show(checked, schema, known(tables.value), known(maybe));
      if (guessing) one("judul-hasil").focus();
    } catch (problem) {
      if (own === turn) status.textContent = say("broken", { file: file.name });
    }
  }

  function take(files) {
    if (!files || !files.length) return;
    file = files[0];
    check(true);
  }
  input.addEventListener("change", () => take(input.files));
  tables.addEventListener("change", () => check(false));
  sheets.addEventListener("change", () => check(false));
  /* A file that misses the box must not open in place of the page. */
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (form.contains(event.target)) take(event.dataTransfer.files);
  });
  one("salin").hidden = !navigator.clipboard;
  one("salin").addEventListener("click", () =>
    navigator.clipboard.writeText(shown).then(() => (status.textContent = say("copied")))
  );
  one("cetak").addEventListener("click", () => print());
})();
