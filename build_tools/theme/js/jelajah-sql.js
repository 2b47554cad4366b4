/*
  SQL and tables side by side on the explore page, loaded on a tap. It speaks to the worker
  through `window.jelajah` (jelajah.js); the work itself is in jelajah-mesin.js.
*/
(() => {
  "use strict";
  const page = window.jelajah;
  if (page.pilih) return page.pilih(page.fokus); // it is here already
  const { bahasa: lang, keadaan: state, wadah: box } = page;
  const words = JSON.parse(document.querySelector("[data-kata-sql]").dataset.kataSql);
  const SECONDS = 30;
  const RESERVED =
    /^(select|from|where|with|and|or|not|is|like|in|between|true|false|null|exists|case|when|then|else|end|interval|group|by|having|order|limit|offset|as|all|distinct|join|inner|left|right|full|outer|cross|on|union|intersect|except)$/i;
  const main = page.sumber().asal || page.sumber();
  const names = new Map(); // in SQL → what is known of the table
  const number = (n, digits = 0) => n.toLocaleString(lang, { maximumFractionDigits: digits });
  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const text = (texts, or) => (texts && (texts[lang] || texts.id)) || or || "";
  const quote = (name) =>
    /^[a-z_]\w*$/i.test(name) && !RESERVED.test(name) ? name : '"' + name.replace(/"/g, '""') + '"';

  function add(parent, name, said, className) {
    const made = document.createElement(name);
    if (said != null) made.textContent = said;
    if (className) made.className = className;
    parent.append(made);
    return made;
  }
  function button(parent, said, act, className = "pd-btn o") {
    const made = add(parent, "button", said, className);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  const titled = (table) => {
    const own = text(table.data.judul, table.data.id);
    const name = text(table.judul, table.tabel);
    return table.data.tabel.length > 1 ? own + ": " + name : own;
  };

  /* A short name for SQL: the last part of the dataset's id, and the table's where they differ. */
  function call(table) {
    for (const [name, known] of names) if (known.ref === table.ref && name !== "data") return name;
    const last = table.data.id.split("/")[1];
    let name = (last === table.tabel ? last : last + "_" + table.tabel).replace(/\W+/g, "_");
    if (/^\d/.test(name) || RESERVED.test(name)) name = "t_" + name;
    for (let n = 2; names.has(name); n++) name = name.replace(/(_\d+)?$/, "_" + n);
    names.set(name, table);
    listing();
    return name;
  }

  /* What the table view shows of a column that the worker made. */
  function described({ nama, jenis, dari }, side) {
    const known = dari && (names.get(dari[0]) || {}).kolom;
    const first = (known && known.find((one) => one.nama === dari[1])) || { angka: jenis === "number" };
    const own = text(first.judul, first.nama);
    const said = side ? own + " (" + side + ")" : dari && dari[1] === nama ? own : nama;
    return { ...first, nama, jenis, judul: { [lang]: said } };
  }

  /* Which tables are on the page: each with its version, its period and its source. */
  box.previousElementSibling.before(box); // the answer stands below the question
  const section = add(box, "section");
  const sides = document.createElement("div");
  let current = "";
  function tell(nama, tables) {
    current = nama;
    sides.replaceChildren();
    if (tables.length < 2) return;
    const list = add(sides, "ul", null, "pd-s");
    for (const table of tables) {
      const { periode: [from, to] = [], sumber } = table.data;
      const said = [
        fill("side", { title: titled(table), version: table.versi.alamat || table.versi.nomor || "–" }),
        from && fill("side_period", { from, to }),
        sumber && fill("side_source", { source: sumber }),
      ];
      add(list, "li", said.filter(Boolean).join("; "));
    }
  }
  const clear = () =>
    setTimeout(() => {
      if (!current || page.sumber().nama === current) return;
      tell("", []);
      told.textContent = status.textContent = "";
      more.replaceChildren();
    });
  document.addEventListener("click", clear);
  addEventListener("popstate", clear);

  /* Side by side */

  const offers = main.gabung || [];
  const chosen = new Map(); // table → column → the one value that it is held to
  let both = null;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const more = document.createElement("div");

  function reason({ tingkat, wilayah, waktu, tanpa_waktu: without, lewat }) {
    const area = words.levels[tingkat] || text(wilayah);
    const said = waktu
      ? fill("by", { area, time: words.grains[waktu] })
      : fill("by_area", { area, who: words[without] });
    return lewat ? said + " " + words.via : said;
  }

  async function join(refs, keep) {
    const wanted = offers.filter(({ t }) => refs.includes(t));
    const gone = refs.filter((ref) => !offers.some(({ t }) => t === ref));
    told.textContent = gone.length ? fill("gone", { name: gone.join(", ") }) : words.working;
    if (!wanted.length) return;
    more.replaceChildren();
    try {
      let kiri = await page.buka(main.ref);
      let kolom = main.kolom.map((one) => ({ ...one, dari: ["data", one.nama] }));
      const tables = [main];
      const said = [];
      let found;
      for (const offer of wanted) {
        const { t, pada, lewat, saring = [] } = offer;
        const other = await page.uraikan(t);
        const kanan = await page.buka(t);
        const singkat = call(other);
        const held = [...(chosen.get(t) || [])];
        const bridge = lewat && { ...lewat, tabel: await page.buka(lewat.t) };
        const nama = "bersama" + tables.length;
        found = await page.kerjakan({
          ...{ kerja: "gabung", kiri, kanan, pada, lewat: bridge, saring: held },
          ...{ hanya: both.checked, singkat, nama },
        });
        const before = new Map(kolom.map((one) => [one.nama, one]));
        kolom = found.kolom.map((one) =>
          one.kanan ? { ...one, dari: [singkat, one.kanan] } : { ...one, dari: before.get(one.nama).dari },
        );
        kiri = nama;
        tables.push(other);
        said.push(
          fill("joined", {
            rows: number(found.baris),
            matched: number(found.cocok),
            alone: number(found.tanpa),
            rest: number(found.sisa),
          }),
        );
        if (found.ganda) said.push(fill("many", { count: number(found.ganda) }));
        if (found.ganda || held.length) for (const name of saring) await choice(offer, other, kanan, name);
      }
      const titles = tables.map(titled);
      const shown = kolom.map((one) => described(one, one.dari[0] !== "data" && titled(names.get(one.dari[0]))));
      const judul = titles.slice(1).reduce((a, b) => fill("name_together", { a, b }), titles[0]);
      names.set("bersama", { nama: kiri, kolom: shown, ref: "bersama" });
      const alamat = { dengan: wanted.map(({ t }) => t), sql: "" };
      tell(kiri, tables);
      await page.tampilkan(kiri, { judul, kolom: shown, baris: found.baris, tetap: keep, alamat });
      status.textContent = "";
      told.textContent = said.join(" ");
      listing();
    } catch (error) {
      told.textContent = explain(error) || (error.kode === "batal" ? "" : words.not_opened);
    }
    if (!keep) told.scrollIntoView();
  }

  /* A column that makes rows meet one partner only, when it is held to one value. */
  async function choice({ t }, other, kanan, name) {
    const one = other.kolom.find(({ nama }) => nama === name);
    if (!one) return;
    const label = add(more, "label", fill("choose", { name: text(one.judul, name), title: titled(other) }) + " ");
    const select = add(label, "select");
    add(select, "option", words.all).value = "";
    const labels = new Map(one.label);
    for (const value of await page.kirim({ kerja: "nilai", nama: kanan, kolom: name }))
      add(select, "option", text(labels.get(value), value)).value = value;
    const held = chosen.get(t) || new Map();
    select.value = held.get(name) || "";
    select.addEventListener("change", () => {
      chosen.set(t, held);
      if (select.value) held.set(name, select.value);
      else held.delete(name);
      join(state.dengan, false);
    });
  }

  const part = offers.length && add(box, "details", null, "pd-d");
  if (part) {
    add(part, "summary", words.together);
    const inside = add(part, "div");
    add(inside, "p", words.together_help, "pd-s");
    const list = add(inside, "ul", null, "pd-list");
    for (const offer of offers) {
      const line = add(list, "li");
      const own = text(offer.judul) + (offer.tabel ? ": " + text(offer.tabel) : "");
      button(line, fill("open", { title: own }), () => join([offer.t, ...state.dengan], false));
      add(line, "p", reason(offer), "pd-s");
    }
    const label = add(inside, "label");
    both = add(label, "input");
    both.type = "checkbox";
    label.append(" " + words.inner);
    both.addEventListener("change", () => state.dengan.length && join(state.dengan, false));
  }
  box.append(told, more, sides);

  /* SQL */

  add(section, "h2", words.sql);
  add(section, "p", words.private, "pd-s");
  const about = add(section, "details", null, "pd-d");
  add(about, "summary", words.tables);
  const tables = add(about, "div");
  const guide = add(section, "details", null, "pd-d");
  add(guide, "summary", words.help);
  const hints = add(guide, "ul");
  for (const hint of words.helps) add(hints, "li", hint);
  add(guide, "a", words.guide).href = "../panduan/sql/";
  const field = add(section, "label", words.query);
  const area = add(section, "textarea");
  const help = add(section, "p", words.query_help, "pd-s");
  help.id = "sql-bantuan";
  field.htmlFor = area.id = "sql";
  area.rows = 5;
  area.spellcheck = false;
  area.autocapitalize = "off";
  area.setAttribute("aria-describedby", help.id);
  const row = add(section, "p", null, "pd-row");
  const go = button(row, words.run, () => run(), "pd-btn");
  const end = button(row, words.stop, () => halt("stopped"));
  end.hidden = true;
  const status = add(section, "p");
  status.setAttribute("role", "status");

  function listing() {
    if (!tables) return;
    tables.replaceChildren();
    for (const [name, { kolom }] of names) {
      const line = add(tables, "p");
      add(line, "b", name);
      line.append(": " + kolom.map(({ nama }) => quote(nama)).join(", "));
    }
  }

  /* A question that fits this table: its newest rows. A sum only of a count, over areas alone. */
  function example() {
    const { kolom, kunci = [] } = main;
    const called = (one) => quote(one.nama);
    const measures = kolom.filter(({ angka }) => angka);
    const by = kolom.filter(({ nama, peran }) => kunci.includes(nama) && !/^(kode|wilayah)$/.test(peran));
    const [{ nama, satuan } = {}] = measures;
    const unit = /^(jiwa|orang|unit|rumah|keluarga)\b/i;
    if (measures.length === 1 && by.length && by.length === kunci.length - 1 && unit.test((satuan || {}).id)) {
      const keys = by.map(called).join(", ");
      return `SELECT ${keys}, SUM(${quote(nama)}) AS ${quote(nama + "_total")}\nFROM data\nGROUP BY ${keys}\nORDER BY ${keys}`;
    }
    const first = kolom.find(({ peran }) => peran === "waktu") || kolom.find(({ nama }) => nama === kunci[0]) || kolom[0];
    return `SELECT ${kolom.slice(0, 8).map(called).join(", ")}\nFROM data\nORDER BY ${called(first)} DESC\nLIMIT 20`;
  }

  /* What the engine says most often, in the reader's words. */
  const FAULTS = {
    quote: /^Unterminated/,
    top: /\btop\s+\d/i,
    ilike: /\bilike\b/i,
    window: /\bover\s*\(/i,
    concat: /\|\|/,
    select: /^Expected SELECT/,
    from: /^Expected FROM/,
  };
  function meaning(said, query) {
    const both = said + "\n" + query.replace(/'(''|[^'])*'/g, "''"); // without its texts
    const rule = Object.keys(FAULTS).find((key) => FAULTS[key].test(both));
    if (rule) return words["f_" + rule];
    const [, kind, name] = /^(Column|Table) "(.*?)"/.exec(said) || [];
    if (!kind) return "";
    if (kind === "Table") return fill("f_table", { name, names: [...names.keys()].join(", ") });
    const all = [...new Set([...names.values()].flatMap(({ kolom }) => kolom.map(({ nama }) => nama)))];
    const near = all.filter((one) => one.toLowerCase().includes(name.toLowerCase().slice(0, 4)));
    if (!near[0] && query.includes('"' + name)) return fill("f_text", { name });
    return fill("f_column", { name, names: (near[0] ? near : all).slice(0, 8).join(", ") });
  }

  /* A number that was perhaps written with the thousands' point of Indonesian. */
  function doubts(query) {
    const found = query.matchAll(/(\w+)"?\s*(?:[<>=]+|between)\s*(\d{1,3}\.\d{3})(?![\d.])/gi);
    return [...found].map(([, name, said]) => {
      const meant = ({ nama, jenis }) => nama === name && (jenis === "integer" || said.endsWith("0"));
      return [...names.values()].some(({ kolom }) => kolom.some(meant)) ? fill("f_point", { said, plain: said.replace(".", "") }) : "";
    });
  }

  function explain(error) {
    const { kode, pesan = "", baris = 0, kolom } = error || {};
    const key = { "terlalu-banyak": "too_many", kelompok: "f_group", luar: "f_outer", "kolom-hilang": "lost" }[kode];
    if (key) return fill(key, { name: kolom, rows: number(baris) });
    if (kode === "batal") return "";
    if (kode !== "sql") page.gagal(error);
    return pesan;
  }

  let why = "";
  let running = 0;
  function halt(reason) {
    why = reason;
    page.berhenti();
  }

  /* What the reader ran in this tab runs by itself when they come back to it; the query of a link,
     which a stranger may have written, when they have seen it. */
  const OWN = "jelajah-sql";
  function own() {
    try {
      return JSON.parse(sessionStorage.getItem(OWN)) || [];
    } catch (e) {
      return [];
    }
  }

  async function run(keep) {
    if (running) return;
    running = 1;
    why = "";
    status.textContent = words.working;
    go.setAttribute("aria-disabled", true);
    end.hidden = false;
    let timer;
    try {
      const kueri = area.value;
      const tabel = {};
      for (const [name, table] of names)
        if (new RegExp("\\b" + name + "\\b", "i").test(kueri)) tabel[name] = table.ref === "bersama" ? table.nama : await page.buka(table.ref);
      timer = setTimeout(() => halt("timeout"), SECONDS * 1000);
      const found = await page.kirim({ kerja: "sql", kueri, tabel, nama: "hasil" });
      clearTimeout(timer);
      const kolom = found.kolom.map((one) => described(one));
      tell("hasil", [...new Set(Object.keys(tabel).map((name) => names.get(name)))].filter(({ data }) => data));
      await page.tampilkan("hasil", { judul: words.result, kolom, baris: found.baris, tetap: keep, alamat: { sql: kueri } });
      try {
        sessionStorage.setItem(OWN, JSON.stringify([kueri, ...own()].slice(0, 20)));
      } catch (e) {
        /* a browser that keeps nothing: the query is run again by a tap */
      }
      const said = [fill("done", { rows: number(found.baris), time: number(found.md / 1000, 2) })];
      if (found.terpotong) said.push(fill("cut", { rows: number(found.batas) }));
      status.textContent = [...said, ...doubts(kueri)].join(" ");
    } catch (error) {
      if (why) status.textContent = fill(why, { seconds: SECONDS });
      else if (error.kode === "sql") {
        status.textContent = words.wrong + " " + meaning(error.pesan, area.value) + " ";
        add(status, "span", error.pesan).lang = "en";
      } else status.textContent = explain(error);
      await again(why);
    } finally {
      clearTimeout(timer);
      running = 0;
      end.hidden = true;
      go.removeAttribute("aria-disabled");
    }
    if (!keep) row.scrollIntoView();
  }

  /* No result of an earlier query stands below an error, and a worker that was stopped took all
     of them along: the table itself is shown again. */
  async function again(all) {
    const { nama } = page.sumber();
    if (all) names.delete("bersama");
    listing();
    if (nama === main.nama || !(all || nama === "hasil")) return;
    tell("", []);
    const alamat = { sql: "", dengan: all ? [] : state.dengan };
    await page.buka(main.ref);
    await page.tampilkan(main.nama, { judul: titled(main), kolom: main.kolom, baris: main.baris, alamat });
  }

  names.set("data", main);
  call(main);
  area.value = state.sql || example();
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  page.pilih = (what) => {
    if (what === "gabung" && part) {
      part.open = true;
      part.firstChild.focus();
    } else area.focus();
  };
  (async () => {
    const asked = state.sql;
    if (state.dengan.length) await join(state.dengan, true);
    if (!asked) return page.fokus && page.pilih(page.fokus);
    area.value = asked;
    if (own().includes(asked)) await run(true);
    else status.textContent = words.filled;
  })();
})();
