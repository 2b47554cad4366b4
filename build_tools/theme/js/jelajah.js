/*
  The whole table on the explore page: what is asked for stands in the address, the rows are held by
  a worker (jelajah-kerja.js), `datasets/<id>/jelajah.json` tells what there is. Nothing is fetched
  before `?t=<dataset>/<table>` asks for it. Names of columns are data: they are keys of a Map only.
  jelajah-rinci.js and jelajah-sql.js build on `window.jelajah`.
*/
(function () {
  "use strict";
  const root = document.querySelector("[data-jelajah]");
  const PAGE = 25;
  const LONG = 120; // characters of a cell
  const SHARE = navigator.deviceMemory <= 2 ? 0.4 : 1;
  const WHOLE = 1e6 * SHARE; // bytes that are loaded without asking,
  const MOST = 2e7 * SHARE; // and that are loaded at all
  const given = JSON.parse(root.dataset.jelajah);
  let words; // come with the first table
  const lang = document.documentElement.lang;
  const list = document.getElementById("daftar");
  const title = document.querySelector("h1");

  /* Words and elements */

  const number = (n) => n.toLocaleString(lang, { maximumFractionDigits: 1 });
  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const size = (n) => (n < 1e6 ? number(Math.ceil(n / 1e3)) + " KB" : number(n / 1e6) + " MB");

  function add(parent, name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.append(made);
    return made;
  }

  function button(parent, text, act, className = "pd-btn o") {
    const made = add(parent, "button", text, className);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  const link = (parent, text, href) => Object.assign(add(parent, "a", text), { href });

  /* A text of several languages, marked where it is not in the page's own. */
  const text = (texts, or) => (texts && (texts[lang] || texts.id)) || or;
  function say(parent, texts, or, className) {
    const made = add(parent, "span", text(texts, or), className);
    if (texts && !texts[lang] && lang !== "id") made.lang = "id";
    return made;
  }

  const bar = add(root, "div", "", "pd-row");
  const origin = add(root, "div");
  const notes = add(root, "div");
  const tools = add(root, "div", "", "pd-row");
  const detail = add(root, "section");
  const view = add(root, "div");
  const status = add(view, "p");
  status.setAttribute("role", "status");
  const place = add(view, "div");
  const after = add(root, "div");

  function note(message, ways) {
    const box = add(notes, "div", "", "pd-note w");
    add(box, "p", message);
    if (ways) ways(add(box, "p", "", "pd-row"));
    return box;
  }

  /* The address */

  const state = {};
  const LISTS = ["kol", "baris", "dengan"];

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const key of ["t", "urut", "v", "sql"]) state[key] = asked.get(key) || "";
    for (const key of LISTS) state[key] = asked.getAll(key);
    state.hal = Math.max(1, parseInt(asked.get("hal"), 10) || 1);
    state.saring = new Map();
    for (const [key, value] of asked)
      if (key.startsWith("s.") && value) state.saring.set(key.slice(2), value);
    other();
  }

  function address(of) {
    const { t, urut, saring, hal, sql } = of;
    const said = new URLSearchParams({ t });
    const set = (key, value) => value && said.append(key, value);
    set("urut", urut);
    for (const [name, value] of saring) set("s." + name, value);
    set("hal", hal > 1 && hal);
    for (const key of LISTS) for (const one of of[key]) said.append(key, one);
    set("sql", sql);
    set("v", source.versi.alamat);
    return new URL("?" + said, location).href;
  }

  /* Changes the address; with `replace` without a step to go back to. */
  function tulis(changes, replace) {
    Object.assign(state, changes);
    history[replace ? "replaceState" : "pushState"](null, "", address(state));
    other();
  }

  /* The page in the other language shows the same. */
  function other() {
    const to = document.querySelector("a.pd-lang");
    if (to) to.search = location.search;
  }

  /* The worker */

  let worker = null;
  let turn = 0;
  const waiting = new Map();
  const opened = new Map();

  function run() {
    worker = new Worker(given.kerja);
    worker.onmessage = ({ data: { id, hasil, galat, maju } }) => {
      const asked = waiting.get(id);
      if (!asked) return;
      if (maju) return progress(maju);
      waiting.delete(id);
      asked[galat ? 1 : 0](galat || hasil);
    };
    worker.onerror = () => stop("pekerja");
    const alamat = {};
    for (const name of ["parquet", "mesin", "squirreling"]) alamat[name] = new URL(given[name], document.baseURI).href;
    kirim({ kerja: "mulai", alamat, bahasa: lang }).catch(() => stop("pekerja"));
  }

  function kirim(message) {
    if (!window.Worker) return Promise.reject({ kode: "pekerja" });
    if (!worker) run();
    return new Promise((...ends) => {
      waiting.set(++turn, ends);
      worker.postMessage({ ...message, id: turn });
    });
  }

  /* Ends whatever runs; what was open is opened again when it is asked for. */
  function stop(kode) {
    if (worker) worker.terminate();
    worker = null;
    opened.clear();
    for (const [, reject] of waiting.values()) reject({ kode });
    waiting.clear();
  }

  /* While something runs: how much has come, and a way to end it. */
  let box = null;
  function wait(said) {
    if (!box) {
      box = add(notes, "div", "", "pd-note");
      box.said = add(box, "p");
      button(box, words.stop, () => stop("berhenti"));
    }
    box.said.textContent = said;
  }
  const progress = ({ muat, dari, urai }) =>
    wait(urai ? words.decoding : fill("loading", { now: size(muat), all: size(dari) }));

  async function ask(message) {
    const late = setTimeout(wait, 400, words.working);
    try {
      return await kirim(message);
    } finally {
      clearTimeout(late);
      if (box) box.remove();
      box = null;
    }
  }

  /* What went wrong, in words, with what can be done. */
  function failed({ kode, kolom, bytes } = {}) {
    if (kode === "batal") return;
    status.textContent = "";
    const key = words["e_" + kode] ? "e_" + kode : "e_lain";
    note(fill(key, { name: kolom, size: size(bytes || 0) }), (ways) => {
      button(ways, words.again, () => location.reload());
      if (source) csvLink(ways);
      link(ways, words.all_tables, location.pathname);
    });
  }

  function csvLink(parent) {
    const { csv, base } = source;
    if (csv) link(parent, fill("csv_all", { size: size(csv.bytes) }), base + csv.alamat).download = "";
  }

  /* Opening */

  let source = null; // the table that is shown
  const known = new Map(); // what jelajah.json of a dataset says

  async function json(to, missing, options) {
    const lost = (kode) => () => {
      throw { kode };
    };
    const answer = await fetch(to, options).catch(lost("jaringan"));
    if (!answer.ok) lost(answer.status === 404 ? missing : "jaringan")();
    return answer.json().catch(lost("rusak"));
  }

  /* What is known of "<dataset>/<table>"; without a table of the first. */
  async function describe(ref) {
    const [, id, name] = /^([\w-]+\/[\w-]+)(?:\/(.+))?$/.exec(ref) || [];
    if (!id) throw { kode: "dataset" };
    const base = new URL(given.akar + id + "/", document.baseURI).href;
    if (!known.has(id)) known.set(id, await json(base + "jelajah.json", "dataset", { cache: "no-cache" }));
    const data = known.get(id);
    const table = data.tabel.find(({ nama }) => !name || nama === name);
    if (!table) throw { kode: "tabel" };
    const own = id + "/" + table.nama;
    return { ...table, data, base, ref: own, nama: own, tabel: table.nama, versi: data.versi };
  }

  /* Opens files as one table, once. */
  function load(nama, { kolom, base, parquet }, berkas) {
    const stamp = "?h=" + parquet.sha256.slice(0, 8); // what a cache kept of another version is not it
    if (!opened.has(nama)) {
      const from = berkas.map((one) => ({ ...one, alamat: base + one.alamat + stamp }));
      opened.set(nama, ask({ kerja: "buka", nama, kolom, berkas: from }));
      opened.get(nama).catch(() => opened.delete(nama));
    }
    return opened.get(nama);
  }

  const whole = (table) => {
    const { alamat, bytes, sha256 } = table.parquet;
    return load(table.nama, table, [{ alamat, bytes, hash: sha256, baris: table.baris }]);
  };

  /* Asks before a large table is loaded; gives how it is to be opened. */
  const agree = (bytes, parts) =>
    new Promise((resolve, reject) => {
      status.textContent = "";
      const box = note(fill("ask", { size: size(bytes) }), (ways) => {
        const way = (said, act, how) => button(ways, said, () => [box.remove(), act(how)]);
        way(fill("load_all", { size: size(bytes) }), resolve, "utuh");
        if (parts) way(words.by_parts, resolve, "bagian");
        else way(words.cancel, reject, { kode: "batal" });
        csvLink(ways);
      });
    });

  /* How a table is opened: whole, part by part, or not here. */
  function way({ parquet, bagian, nama }, parts) {
    if (!parquet) throw { kode: "parquet" };
    const { bytes } = parquet;
    if (bytes <= WHOLE || opened.has(nama)) return "utuh";
    if (bytes <= MOST) return agree(bytes, parts && bagian);
    if (parts && bagian) return "bagian";
    throw { kode: "besar", bytes };
  }

  /* Opens a whole table for those who build on this page; gives its name in the worker. */
  async function buka(ref) {
    const table = await describe(ref);
    await way(table);
    await whole(table);
    return table.nama;
  }

  /* Parts of a large table */

  async function listing() {
    const { bagian, base, parquet, baris, daftar } = source;
    if (daftar) return daftar;
    const found = await json(base + bagian.alamat + "?h=" + parquet.sha256.slice(0, 8), "hilang");
    if (found.hash !== "sha256:" + parquet.sha256 || found.rows !== baris) throw { kode: "berubah" };
    let begin = 0;
    for (const part of found.parts) part.mulai = (begin += part.rows) - part.rows;
    return (source.daftar = found.parts);
  }

  /* Opens some parts as a table of their own, in place of those before; gives its name. */
  async function open(parts) {
    const nama = "#" + source.nama + parts.map(({ mulai }) => mulai);
    for (const name of opened.keys()) if (name[0] === "#" && name !== nama) opened.delete(name);
    const folder = source.bagian.alamat.replace(/[^/]+$/, "");
    await load(
      nama,
      source,
      parts.map(({ file, rows, ...part }) => ({ ...part, alamat: folder + file, baris: rows })),
    );
    return nama;
  }

  const covering = (parts, from, to) => parts.filter(({ mulai, rows }) => mulai < to && mulai + rows > from);

  /* The parts that may hold rows that pass. */
  async function candidates(saring) {
    const parts = await listing();
    const batas = parts.map(({ min, max }) => [min, max]);
    const found = await kirim({ kerja: "pilih", kolom: source.kolom, batas, saring });
    return found.map((at) => parts[at]);
  }

  const weight = (parts) => parts.reduce((sum, { bytes }) => sum + bytes, 0);

  /* Rows */

  const column = (name) => source.kolom.find(({ nama }) => nama === name);

  function sort() {
    const turun = !column(state.urut);
    const kolom = turun ? state.urut.slice(1) : state.urut;
    return column(kolom) && { kolom, turun };
  }

  let shown = null; // the query whose rows are on the page; none: the whole table's

  const filters = () =>
    [...state.saring]
      .filter(([kolom]) => column(kolom))
      .map(([kolom, isi]) => ({ kolom, isi, tepat: !!column(kolom).label }));

  async function rows(saring) {
    const query = { saring, urut: sort() };
    const mulai = (state.hal - 1) * PAGE;
    const page = { kerja: "halaman", ...query, mulai, banyak: PAGE };
    shown = { nama: source.nama, ...query };
    if (source.cara === "utuh") await whole(source);
    if (source.cara !== "bagian") return ask({ ...page, nama: source.nama });
    const all = { baris: source.baris, semua: source.baris, nomor: [], isi: [] };
    if (!saring.length && !query.urut) {
      shown = null;
      const parts = covering(await listing(), mulai, mulai + PAGE);
      if (!parts.length) return all;
      const nama = await open(parts);
      return { ...(await ask({ ...page, nama, mulai: mulai - parts[0].mulai })), baris: all.baris, semua: all.baris };
    }
    const parts = await candidates(saring);
    if (!parts.length) return { ...all, baris: 0 };
    if (weight(parts) > WHOLE) {
      const { bytes } = source.parquet;
      if (bytes > MOST) throw { kode: "semua", bytes: weight(parts) };
      source.cara = await agree(bytes);
      return rows(saring);
    }
    shown.nama = await open(parts);
    return { ...(await ask({ ...page, nama: shown.nama })), semua: all.baris };
  }

  /* Shows what the address asks for of the table that is open. */
  let latest = 0;
  let before = null; // the last state whose rows could be shown
  async function show() {
    const mine = ++latest;
    notes.replaceChildren();
    box = null;
    frame();
    warn();
    try {
      const given = filters();
      const { kolom } = source;
      const wrong = given.length ? await kirim({ kerja: "periksa", kolom, saring: given }) : [];
      const found = await rows(given.filter((one) => !wrong.includes(one.kolom)));
      if (mine !== latest) return;
      const last = Math.max(1, Math.ceil(found.baris / PAGE));
      if (state.hal > last && !pending()) {
        tulis({ hal: last }, true);
        return show();
      }
      before = { urut: state.urut, saring: state.saring, hal: state.hal };
      body(found, last, wrong);
      if (state.baris.length) await linked();
      else close();
    } catch (error) {
      if (mine !== latest) return;
      if (before && /^(semua|batal)$/.test(error.kode)) {
        tulis(before, true);
        marks();
      }
      failed(error);
    }
  }

  /* The address names a result that is not there yet; what else it says is of that. */
  const pending = () => !source.asal && key() !== NONE;

  /* How the table is opened, and what the address names and is not there any more. */
  function warn() {
    if (source.cara === "bagian") note(fill("parts_only", { size: size(source.parquet.bytes) }), csvLink);
    const named = [...state.saring.keys(), ...state.kol];
    if (state.urut && !sort()) named.push(state.urut);
    const gone = named.filter((name) => !column(name));
    if (gone.length && !pending()) note(fill("gone_column", { names: gone.join(", ") }));
    const { alamat, lama = [] } = source.versi;
    const { v } = state;
    if (!v || !alamat || v === alamat) return;
    const there = lama.includes(v);
    note(fill(there ? "older" : "gone_version", { version: v, now: alamat }), (ways) =>
      link(ways, there ? words.to_version : words.all_versions, page("versi/" + (there ? v + "/" : ""))),
    );
  }

  const page = (rest) => given.halaman + source.data.id + "/" + rest;

  /* The table */

  let head = null;
  let drawn = "";

  const seen = () => {
    const chosen = source.kolom.filter(({ nama }) => state.kol.includes(nama));
    return chosen.length ? chosen : source.kolom;
  };

  /* On a phone the names come first. */
  const ordered = () => {
    const named = ({ peran }) => peran === "nama";
    return innerWidth < 600 ? [...seen()].sort((a, b) => named(b) - named(a)) : seen();
  };

  const again = (changes) => {
    tulis({ hal: 1, baris: [], ...changes });
    return show();
  };

  function frame() {
    const now = JSON.stringify([source.nama, ordered().map(({ nama }) => nama)]);
    if (now === drawn) return marks();
    drawn = now;
    place.replaceChildren();
    const how = add(place, "details", "", "pd-d");
    add(how, "summary", words.syntax_how);
    const hints = add(add(how, "div"), "ul");
    for (const hint of words.syntax) add(hints, "li", hint);
    const label = text(source.judul, source.tabel);
    const scroll = add(place, "div", "", "pd-scroll");
    scroll.tabIndex = 0;
    scroll.role = "region";
    scroll.ariaLabel = label;
    const table = add(scroll, "table");
    add(table, "caption", label, "pd-vh");
    const top = add(table, "thead");
    const titles = add(top, "tr");
    const fields = add(top, "tr");
    add(titles, "th", words.row).scope = "col";
    add(fields, "td");
    head = new Map();
    for (const one of ordered()) {
      const cell = add(titles, "th", "", one.angka && "n");
      cell.scope = "col";
      const order = button(cell, "", () => {
        const { kolom, turun } = sort() || {};
        again({ urut: kolom !== one.nama ? one.nama : turun ? "" : "-" + one.nama });
      }, "pd-sort");
      say(order, one.judul, one.nama);
      if (unit(one)) say(cell, one.satuan, "", "pd-s");
      if (one.tambahan) say(cell, one.tambahan.judul, "", "pd-s");
      const under = add(fields, "td");
      const field = filter(under, one, "saring-" + head.size);
      const fault = add(under, "span", "", "pd-s");
      fault.id = field.id + "-salah";
      field.setAttribute("aria-describedby", fault.id);
      head.set(one.nama, [cell, field, fault]);
    }
    head.rows = add(table, "tbody");
    const pager = add(place, "nav", "", "pd-row pd-pager");
    pager.ariaLabel = words.pages;
    const turn = (word, by) => {
      const made = button(pager, word, async () => {
        if (made.ariaDisabled === "true") return;
        await again({ hal: state.hal + by });
        if (status.getBoundingClientRect().top < 0) status.scrollIntoView();
      });
      return made;
    };
    head.previous = turn(words.previous, -1);
    head.page = add(pager, "span");
    head.next = turn(words.next, 1);
    toolbar();
    marks();
  }

  /* The unit of a column that its title does not name. */
  const unit = ({ satuan, judul }) => satuan && !text(judul, "").includes("(" + text(satuan) + ")");

  /* One field to filter a column by; codes are chosen by their labels. */
  function filter(cell, one, id) {
    add(cell, "label", fill("filter", { name: text(one.judul, one.nama) }), "pd-vh").htmlFor = id;
    const codes = one.label || (one.jenis === "boolean" && ["true", "false"].map((code) => [code]));
    const field = add(cell, codes ? "select" : "input");
    field.id = id;
    field.autocomplete = "off";
    if (codes) {
      const option = (said, value) => (add(field, "option", said).value = value);
      option(words.any, "");
      for (const [code, texts] of codes) option(text(texts, words[code] || code), "=" + code);
      option(words.empty, "=");
    }
    let timer;
    const commit = () => {
      clearTimeout(timer);
      const value = plain(field.value.trim(), one);
      if (value === (state.saring.get(one.nama) || "")) return;
      const saring = new Map(state.saring).set(one.nama, value);
      if (!value) saring.delete(one.nama);
      again({ saring });
    };
    field.addEventListener("change", commit);
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(commit, 500);
    });
    return field;
  }

  /* Numbers as the reader writes them, and as the address has them. */
  const numeric = ({ jenis }) => /^(integer|number|year)$/.test(jenis);
  const each = (said, change) => said.split("..").map(change).join("..");

  function plain(said, one) {
    if (!numeric(one)) return said;
    return each(said.replace(/−/g, "-"), (part) => {
      if (lang !== "id") return part.replace(/,/g, "");
      const grouped = /,|^[<>=\s-]*[1-9]\d{0,2}(\.\d{3})+$/.test(part);
      return grouped ? part.replace(/\./g, "").replace(",", ".") : part;
    });
  }

  const local = (said, one) =>
    numeric(one) && lang === "id" ? each(said, (part) => part.replace(".", ",")) : said;

  /* What is sorted and filtered by stands in the head. */
  function marks() {
    const { kolom, turun } = sort() || {};
    for (const [name, [cell, field]] of head) {
      cell.ariaSort = kolom !== name ? "none" : turun ? "descending" : "ascending";
      const value = local(state.saring.get(name) || "", column(name));
      if (document.activeElement !== field || plain(field.value.trim(), column(name)) !== (state.saring.get(name) || "")) field.value = value;
    }
    head.clear.hidden = !state.saring.size;
    head.clear.textContent = fill("clear", { count: state.saring.size });
  }

  function body({ baris, semua, nomor, isi }, last, wrong) {
    const from = (state.hal - 1) * PAGE;
    const key = !baris ? "none" : baris < semua ? "rows_some" : "rows";
    status.textContent = fill(key, {
      from: number(from + 1),
      to: number(from + isi.length),
      of: number(baris),
      all: number(semua),
    });
    for (const [name, [, field, fault]] of head) {
      const one = column(name);
      field.ariaInvalid = wrong.includes(name);
      fault.textContent = wrong.includes(name) ? words[numeric(one) ? "e_saring" : "e_tanggal"] : "";
      if (fault.textContent) status.textContent += " " + fill("skipped", { name: text(one.judul, name) });
    }
    head.rows.replaceChildren();
    isi.forEach((values, i) => {
      const row = add(head.rows, "tr");
      const first = add(row, "th");
      first.scope = "row";
      const open = button(first, number(nomor[i]), () => {
        tulis({ baris: keyed(values, nomor[i]) });
        detailed(nomor[i], values).focus();
      }, "pd-sort");
      open.value = nomor[i];
      open.ariaLabel = fill("open_row", { number: number(nomor[i]) });
      for (const name of head.keys()) jelajah.sel(add(row, "td"), values[source.kolom.indexOf(column(name))], column(name), LONG);
    });
    head.page.textContent = fill("page", { page: number(state.hal), of: number(last) });
    head.previous.ariaDisabled = state.hal <= 1;
    head.next.ariaDisabled = state.hal >= last;
  }

  /* One row with all its columns: jelajah-rinci.js draws it. */

  function keyed(values, nr) {
    const key = (source.kunci || []).map((name) => values[source.kolom.indexOf(column(name))]);
    return key.length && !key.includes(null) ? key : ["#" + nr];
  }

  function close() {
    detail.replaceChildren();
    detail.className = "";
  }

  /* … by the reader, who is back where the row was opened. */
  function shut() {
    const { value } = detail.firstChild;
    tulis({ baris: [] });
    close();
    (head.rows.querySelector(`[value="${value}"]`) || head.rows.querySelector("button")).focus();
  }
  addEventListener("keydown", ({ key }) => key === "Escape" && detail.firstChild && shut());

  function detailed(nr, values) {
    close();
    return jelajah.rinci(detail, nr, values, source.ref && keyed(values, nr), shut);
  }

  /* The row that the address names. */
  async function linked() {
    const { kunci = [], ref, cara } = source;
    const { baris } = state;
    const nr = +(/^#(\d+)$/.exec(baris[0]) || [])[1];
    let mulai = nr ? nr - 1 : 0;
    let nama = ref;
    const saring = nr ? [] : kunci.map((kolom, i) => ({ kolom, isi: "=" + baris[i], tepat: true }));
    const named = ref && (nr || (kunci.length && kunci.length === baris.length));
    if (named && cara === "bagian") {
      const parts = nr ? covering(await listing(), mulai, nr) : await candidates(saring);
      if (weight(parts) > WHOLE) return note(words.row_far);
      if (parts.length) {
        nama = await open(parts);
        if (nr) mulai -= parts[0].mulai;
      } else nama = "";
    }
    const { nomor, isi } =
      named && nama ? await ask({ kerja: "halaman", nama, saring, mulai, banyak: 1 }) : { isi: [] };
    if (isi.length) detailed(nomor[0], isi[0]);
    else note(words.e_baris);
  }

  /* Tools: CSV, link, SQL, columns */

  async function copy(said, done) {
    try {
      await navigator.clipboard.writeText(said);
      status.textContent = done;
    } catch {
      note(words.not_copied, (ways) => (/^http/.test(said) ? link(ways, said, said) : add(ways, "span", said)));
    }
  }

  function toolbar() {
    tools.replaceChildren();
    head.clear = button(tools, "", () => again({ saring: new Map() }));
    const save = (href, download) => Object.assign(document.createElement("a"), { href, download }).click();
    button(tools, words.csv_some, async () => {
      const kosong = source.kolom.filter((one) => one.kosong).map((one) => [one.nama, one.kosong]);
      const kolom = seen().map(({ nama }) => nama);
      if (!shown) return save(source.base + source.csv.alamat, "");
      try {
        const { berkas, baris } = await ask({ kerja: "csv", ...shown, kolom, kosong });
        const { asal, tabel, versi } = source;
        const own = asal || shown.saring.length || shown.urut || state.kol.length;
        const name = [(asal || source).tabel, own && "hasil", own && versi.alamat].filter(Boolean).join("-");
        save(URL.createObjectURL(berkas), name + ".csv");
        status.textContent = fill("csv_done", { count: number(baris) }) + (source.rumus ? " " + words.formulas : "");
      } catch (error) {
        failed(error);
      }
    });
    button(tools, words.copy, () => copy(address(state), words.copied));
    button(tools, words.sql, () => extend(true));
    if (source.gabung) button(tools, words.together, () => extend("gabung"));
    const more = add(tools, "details", "", "pd-d");
    add(more, "summary", words.columns);
    const set = add(more, "fieldset");
    add(set, "legend", words.columns_which, "pd-vh");
    const ticks = source.kolom.map((one, at) => {
      const label = add(set, "label");
      const tick = add(label, "input");
      tick.type = "checkbox";
      tick.checked = seen().includes(one);
      label.append(" ");
      say(label, one.judul, one.nama);
      tick.addEventListener("change", () => {
        const kol = source.kolom.filter((_, i) => ticks[i].checked).map(({ nama }) => nama);
        if (!kol.length) return (tick.checked = true);
        again({ hal: state.hal, kol: kol.length < ticks.length ? kol : [] });
        tools.lastChild.open = true;
        tools.querySelectorAll("input")[at].focus();
      });
      return tick;
    });
  }

  /* The part for SQL and for opening tables together, on a tap or by the address. */
  function extend(fokus) {
    if (jelajah.fokus !== undefined) return jelajah.pilih && jelajah.pilih(fokus);
    jelajah.fokus = fokus;
    add(document.head, "script").src = given.sql;
  }

  /* Shows a table that the worker made: a result, or tables side by side. */
  const bare = { urut: "", saring: new Map(), hal: 1, kol: [], baris: [] };
  const key = () => JSON.stringify([state.sql, state.dengan]); // which result the address names,
  const NONE = '["",[]]';
  let result = NONE; // and which is shown
  function tampilkan(nama, { judul, kolom, baris, tetap, alamat }) {
    const asal = source.asal || source;
    const { versi, base, data } = asal;
    const own = nama === asal.nama; // the table itself again
    source = { nama, judul: { [lang]: judul }, tabel: judul, kolom, baris, versi, base, data, asal };
    tulis(tetap ? { ...alamat } : { ...bare, ...alamat }, tetap); // one step to go back
    result = key();
    if (own) {
      original();
      return show();
    }
    bar.replaceChildren();
    button(bar, fill("back", { name: text(asal.judul, asal.tabel) }), () => {
      original();
      again({ ...bare, sql: "", dengan: [] });
      result = NONE;
    });
    return show();
  }

  function original() {
    source = source.asal || source;
    named();
  }

  /* What the table is called, and which tables the dataset has beside it. */
  function named() {
    const { data, versi, tabel } = source;
    title.replaceChildren();
    say(title, data.judul, data.id);
    document.title = title.textContent + " – " + words.title;
    bar.replaceChildren();
    link(bar, words.to_dataset, page(""));
    if (versi.alamat) add(bar, "span", fill("version", { version: versi.alamat }), "pd-s");
    if (data.tabel.length > 1) {
      const choice = add(add(bar, "label", words.table + " "), "select");
      for (const { nama, judul } of data.tabel) add(choice, "option", text(judul, nama)).value = nama;
      choice.value = tabel;
      choice.addEventListener("change", () => {
        location.search = new URLSearchParams({ t: data.id + "/" + choice.value });
      });
    }
    link(bar, words.all_tables, location.pathname);
    jelajah.asal(origin);
  }

  async function begin() {
    read();
    if (!state.t) return;
    root.hidden = false;
    if (!/^http/.test(location.protocol))
      return note(given.luring, (ways) => {
        const to = list.querySelector('a[href="' + CSS.escape("?t=" + state.t) + '"]');
        if (to) ways.append(to.closest("li").querySelector("[download]").cloneNode(true));
      });
    if (window.Worker) run(); // its scripts come meanwhile
    const table = describe(state.t);
    table.catch(() => {}); // its fault is told below, in words
    const rest = new Promise((...ends) => {
      const script = add(document.head, "script");
      [script.onload, script.onerror] = ends;
      script.src = given.rinci;
    });
    try {
      words = await json(given.kata);
      await rest;
    } catch {
      return note(given.gagal);
    }
    list.hidden = true;
    status.textContent = words.opening;
    root.dataset.kataSql = JSON.stringify(words.sql_words);
    try {
      source = await table;
      named();
      source.cara = await way(source, true);
    } catch (error) {
      list.hidden = !!source;
      return failed(error);
    }
    await show();
    if (state.sql || state.dengan.length) extend(false);
  }

  addEventListener("popstate", () => {
    const was = state.t;
    read();
    const now = key();
    if (state.t !== was || !head || (now !== result && now !== NONE)) return location.reload();
    if (now === NONE && source.asal) original();
    result = now;
    show();
  });

  const jelajah = (window.jelajah = {
    bahasa: lang,
    alat: { add, button, link, say, text, fill, number, unit, copy, page, kata: (key) => words[key] },
    alamat: address,
    keadaan: state,
    wadah: after,
    sumber: () => source,
    uraikan: describe,
    buka,
    tampilkan,
    kirim,
    kerjakan: ask,
    gagal: failed,
    tulis,
    berhenti: () => stop("berhenti"),
  });
  begin();
})();
