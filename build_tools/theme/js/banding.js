/*
  Any two versions of a dataset side by side: fetches both files of a table and tells which rows
  differ, by the rules of build_tools/versions/rowpairs.py. What there is stands in the page
  (pages/compare.py); what is shown stands in the address. Without this script, or opened from a
  file, the page says how to do it by hand.
*/
(function () {
  "use strict";
  const MOST = 5e6; // bytes of both files
  const SHOWN = 50; // rows of each kind on the page
  const CELLS = 12; // of a row, and LONG characters of each
  const LONG = 200;
  const form = document.querySelector("form[data-banding]");
  if (!form || !/^http/.test(location.protocol)) return;
  const data = JSON.parse(form.dataset.banding);
  const words = JSON.parse(form.dataset.kata);
  const { lama, baru, tabel } = form.elements;
  const status = form.nextElementSibling;
  const result = status.nextElementSibling;
  const lang = document.documentElement.lang;
  let turn = 0;
  let blob = "";

  const number = (n) => n.toLocaleString(lang);
  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (key, n) =>
    fill(n === 1 && words[key + "_one"] ? key + "_one" : key, { count: number(n) });

  function add(parent, name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.append(made);
    return made;
  }

  /* Records of RFC 4180; none where it is no such file. Lines without anything are none. */
  function parse(text) {
    const records = [];
    const end = /[,\r\n]|$/g;
    let record = [];
    let i = 0;
    while (i < text.length) {
      const quoted = text[i] === '"';
      let cell = "";
      if (quoted)
        for (;;) {
          const close = text.indexOf('"', i + 1);
          if (close < 0) return null;
          cell += text.slice(i + 1, close);
          i = close + 1;
          if (text[i] !== '"') break;
          cell += '"';
        }
      else {
        end.lastIndex = i;
        const stop = end.exec(text).index;
        cell = text.slice(i, stop);
        i = stop;
      }
      record.push(cell);
      const mark = text[i++];
      if (mark === ",") {
        if (i < text.length) continue;
        record.push("");
      } else if (mark && mark !== "\r" && mark !== "\n") return null;
      if (mark === "\r" && text[i] === "\n") i++;
      if (quoted || cell || record.length > 1) records.push(record);
      record = [];
    }
    return records;
  }

  /* A number however it is written; empty: it is none. */
  function value(text) {
    const found = text.length <= 400 && /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
    if (!found || !(found[2] + found[3])) return "";
    const digits = (found[2] + found[3]).replace(/^0+/, "");
    const bare = digits.replace(/0+$/, "");
    const power = (found[4] || 0) - found[3].length + digits.length - bare.length;
    return bare ? (found[1] === "-" ? "-" : "") + bare + "e" + power : "0";
  }

  /* One side: the names of its columns, and what its rows say under all names (null: nothing). */
  function spread([header, ...records], names, none) {
    const places = names.map((name) => header.indexOf(name));
    const cell = (text) => (text === undefined || none.includes(text) ? null : text);
    return records.map((record) => places.map((i) => cell(record[i])));
  }

  function compare(old, now, oldForm, nowForm) {
    const names = [...new Set([...now[0], ...old[0]])];
    const gone = names.filter((name) => !now[0].includes(name));
    const come = names.filter((name) => !old[0].includes(name));
    const both = names.map((_, i) => i).filter((i) => ![...gone, ...come].includes(names[i]));
    const before = spread(old, names, oldForm[2]);
    const after = spread(now, names, nowForm[2]);
    const numeric = names.map((name) => nowForm[1].includes(name));
    const differs = (a, b) => (i) =>
      a[i] !== b[i] &&
      !(numeric[i] && a[i] && b[i] && value(a[i]) && value(a[i]) === value(b[i]));
    const found = { names, gone, come, key: [], removed: [], rest: [] };
    const told = (places) => (row) => JSON.stringify(places.map((i) => row[i]));
    for (const key of [nowForm[0], oldForm[0]]) {
      const places = key.map((name) => names.indexOf(name));
      const id = told(places);
      const left = new Map(before.map((row) => [id(row), row]));
      if (!key.length || !places.every((i) => both.includes(i))) continue;
      if (left.size < before.length || new Set(after.map(id)).size < after.length) continue;
      for (const row of after) {
        const was = left.get(id(row));
        left.delete(id(row));
        const cells = was && both.filter(differs(was, row));
        if (!was) found.rest.push(["ditambah", null, row]);
        else if (cells.length) found.rest.push(["diubah", was, row, cells]);
      }
      return Object.assign(found, { key, removed: [...left.values()] });
    }
    const id = told(both);
    const left = new Map();
    const stay = new Set();
    if (both.length)
      for (const row of [...before].reverse()) {
        if (!left.has(id(row))) left.set(id(row), []);
        left.get(id(row)).push(row);
      }
    for (const row of after) {
      const same = (left.get(id(row)) || []).pop();
      if (same) stay.add(same);
      else found.rest.push(["ditambah", null, row]);
    }
    return Object.assign(found, { removed: before.filter((row) => !stay.has(row)) });
  }

  /* All rows that differ, as versions/differences.py writes them. */
  function csv(found) {
    let mark = "perubahan";
    while (found.names.includes(mark)) mark += "_";
    const quote = (cell) =>
      /[,"\r\n]/.test(cell || "") ? '"' + cell.replace(/"/g, '""') + '"' : cell || "";
    const lines = [[mark, ...found.names], ...found.removed.map((row) => ["dihapus", ...row])];
    for (const [kind, was, now] of found.rest)
      if (was) lines.push(["sebelum", ...was], ["sesudah", ...now]);
      else lines.push([kind, ...now]);
    return lines.map((cells) => cells.map(quote).join(",") + "\n").join("");
  }

  const cut = (text) => (text.length > LONG ? text.slice(0, LONG) + "…" : text);
  const list = (names) =>
    names.slice(0, CELLS).map(cut).join(", ") +
    (names.length > CELLS ? ", " + count("more", names.length - CELLS) : "");

  function line(body, { names, key }, [kind, was, now, changed]) {
    const row = add(body, "tr");
    const own = now || was;
    add(row, "td", words[kind]);
    const said = key.map((name) => name + " " + (own[names.indexOf(name)] || ""));
    add(row, "th", list(said) || words.no_key).scope = "row";
    const cell = add(row, "td");
    const all = add(cell, "dl");
    const places = changed || names.map((_, i) => i).filter((i) => own[i]);
    const shown = places.filter((i) => !key.includes(names[i]));
    for (const i of shown.slice(0, CELLS)) {
      const pair = add(all, "div");
      add(pair, "dt", cut(names[i]));
      const about = add(pair, "dd");
      const side = (name, said, text) => {
        const made = add(about, name);
        add(made, "span", words[said] + " ", "pd-vh");
        made.append(cut(text || words.empty));
      };
      if (was) side("del", "before", was[i]);
      if (was && now) about.append(" → ");
      if (now) side("ins", "after", now[i]);
    }
    if (shown.length > CELLS) add(cell, "span", words.more_cells, "pd-s");
  }

  function show(found, name) {
    const rows = {
      ditambah: found.rest.filter((row) => !row[1]),
      dihapus: found.removed.map((row) => ["dihapus", row, null]),
      diubah: found.rest.filter((row) => row[1]),
    };
    const sizes = { added: rows.ditambah, removed: rows.dihapus, changed: rows.diubah };
    const what = Object.keys(sizes).filter((key) => sizes[key].length);
    status.textContent = fill("done", {
      old: lama.selectedOptions[0].text,
      new: baru.selectedOptions[0].text,
      what: what.map((key) => count(key, sizes[key].length)).join(", ") || words.same_rows,
    });
    if (found.come.length) add(result, "p", fill("columns_added", { names: list(found.come) }));
    if (found.gone.length) add(result, "p", fill("columns_removed", { names: list(found.gone) }));
    if (found.come.length && found.gone.length) add(result, "p", words.renamed, "pd-s");
    if (!what.length) return;
    const paired = found.key.length ? fill("by_key", { names: list(found.key) }) : words.whole;
    add(result, "p", paired, "pd-s");
    const scroll = add(result, "div", "", "pd-scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", words.caption);
    const table = add(scroll, "table");
    add(table, "caption", words.caption, "pd-vh");
    const head = add(add(table, "thead"), "tr");
    for (const key of ["kind", "row", "cells"]) add(head, "th", words[key]).scope = "col";
    const body = add(table, "tbody");
    for (const kind in rows) {
      rows[kind].slice(0, SHOWN).forEach((row) => line(body, found, row));
      const more = rows[kind].length - SHOWN;
      if (more > 0) add(result, "p", words[kind] + ": " + count("more", more));
    }
    blob = URL.createObjectURL(new Blob([csv(found)], { type: "text/csv" }));
    const link = add(add(result, "p"), "a", words.csv, "pd-btn o");
    link.href = blob;
    link.download = "beda-" + name + "-" + lama.value + "-" + baru.value + ".csv";
  }

  async function run() {
    const mine = ++turn;
    const stop = (text, files) => {
      if (mine !== turn) return;
      status.textContent = text;
      for (const [address, side] of files || []) {
        const link = add(add(result, "p"), "a", side.selectedOptions[0].text);
        link.href = address;
        link.download = "";
      }
    };
    result.replaceChildren();
    URL.revokeObjectURL(blob);
    if (lama.value === baru.value) return stop(words.twice);
    if (lama.selectedIndex < baru.selectedIndex)
      [lama.value, baru.value] = [baru.value, lama.value];
    const name = tabel ? tabel.value : data.tables[0];
    const asked = new URLSearchParams({ lama: lama.value, baru: baru.value });
    if (tabel) asked.append("tabel", name);
    history.replaceState(null, "", "?" + asked + "#banding");
    const other = document.querySelector("a.pd-lang");
    if (other) Object.assign(other, { search: asked, hash: "banding" });
    const sides = [lama, baru];
    const found = sides.map((side) =>
      data.versions[side.value].find((table) => data.tables[table[0]] === name),
    );
    if (!found[0] || !found[1]) return stop(words.absent);
    const files = found.map((table, i) => [
      data.base + sides[i].value + "/" + table[4],
      sides[i],
    ]);
    if (found.some((table) => table[3] < 0)) return stop(words.unlike, files);
    const size = found[0][2] + found[1][2];
    const shown = (size / 1e6).toLocaleString(lang, { maximumFractionDigits: 1 }) + " MB";
    if (size > MOST) return stop(fill("large", { size: shown }), files);
    stop(words.loading);
    let read;
    try {
      const get = async ([address]) => (await fetch(address)).arrayBuffer();
      read = await Promise.all(files.map(get));
    } catch {
      return stop(words.failed, files);
    }
    if (mine !== turn) return;
    const tables = read.map((bytes, i) => {
      const [, rows, length] = found[i];
      if (bytes.byteLength !== length) return null;
      const records = parse(new TextDecoder().decode(bytes));
      const wide = records && records.length === rows + 1 && records[0].length;
      return wide && records.every((record) => record.length === wide) ? records : null;
    });
    if (!tables[0] || !tables[1]) return stop(words.unread, files);
    show(compare(...tables, ...found.map((table) => data.forms[table[3]])), name);
  }

  /* Versions are called what the list of the page calls them: day and number. */
  for (const address in data.versions)
    for (const select of [lama, baru]) {
      const day = document.querySelector('th a[href="' + address + '/"]');
      const text = day.textContent + " (" + day.parentNode.nextElementSibling.textContent + ")";
      add(select, "option", text).value = address;
    }
  lama.selectedIndex = 1;
  baru.selectedIndex = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.previousElementSibling.hidden = true;
  form.hidden = false;

  /* The address may ask for a comparison; what is not on offer is left aside. */
  const given = new URLSearchParams(location.search);
  const take = (select) => {
    const named = select && given.get(select.name);
    const known = select && [...select.options].some((option) => option.value === named);
    if (known) select.value = named;
    return known;
  };
  take(tabel);
  if ([take(lama), take(baru)].every(Boolean)) run();
})();
