/*
  The catalogue: filters with live counts, sorting, paging and, when something is looked for, the
  search of cari.js. What is shown stands in the address. Without this script the static pages
  remain; untouched, it leaves them as they are.
*/
(function () {
  "use strict";
  const data = window.PD_KATALOG;
  if (!data) return;
  const one = (selector) => document.querySelector(selector);

  /* Numbers as build_tools/search/pack.py writes them. */
  const digit = {};
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((d, i) => {
    digit[d] = i;
  });
  const list = (text, mark) => (text ? text.split(mark) : []);
  const columns = {};
  function column(name) {
    const [width, text] = data.columns[name];
    const read = (_, i) => {
      let value = 0;
      for (let k = width; k--; ) value = value * 64 + digit[text[i * width + k]];
      return value;
    };
    return columns[name] || (columns[name] = Array.from({ length: data.count }, read));
  }
  const newer = (a, b) => (column("updated")[a] || 1e9) - (column("updated")[b] || 1e9) || a - b;
  Object.assign(data, { digit, list, column, newer });

  const form = one("form[data-cari]");
  if (!form) return;
  const input = form.elements.q;
  const filters = one("#saring");
  const results = one("#hasil");
  const status = one("#jumlah");
  const pages = one("#lembar");
  const sorting = one("#urut");
  const still = one("#halaman");
  const other = one("a.pd-lang");
  const before = [...results.children];
  const told = status.textContent;
  const own = +form.dataset.halaman;
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const number = (n) => n.toLocaleString(data.lang);
  const say = (key, values) =>
    (data.texts[key] || "").replace(/%([a-z])/g, (_, name) => values[name]);

  let page = own;
  let sorted = "";
  let engine;
  let rest = false; // whether the second file has been searched too, or could not be had

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  const asked = {};
  function load(address) {
    const fetched = (done) => {
      const script = element("script");
      script.src = address;
      script.onload = script.onerror = done;
      document.head.append(script);
    };
    return asked[address] || (asked[address] = new Promise(fetched));
  }

  /* Facets: every value has a number; `sets` gives for each code of the column its values. */
  const parts = (sets) => sets.map((set) => list(set, " ").map(Number));
  const each = (values) => values.map((_, i) => [i]);
  const years = [...filters.elements.tahun.options].slice(1).map((option) => [option.value]);
  const facets = [
    ["topik", "topic", data.topics, parts(data.topicSets)],
    ["opd", "agency", data.agencies, parts(data.agencySets)],
    ["fmt", "format", data.formats],
    ["frek", "frequency", data.frequencies, each(data.frequencies)],
    ["status", "state", data.states, each(data.states)],
    ["tahun", "period", years],
  ].map(([name, from, values, sets]) => ({ name, from, values, sets: sets || [] }));

  /* The values of an entry; those of formats (a mask) and of periods are worked out when asked. */
  function valuesOf(facet, entry) {
    const code = column(facet.from)[entry];
    if (!facet.sets[code]) {
      const period = facet.from === "period" ? data.periods[code].split("|").pop() : "";
      const ends = period.match(/\d{4}/g) || ["9999"];
      const has = ([value], i) =>
        facet.from === "format" ? (code >> i) & 1 : ends[0] <= value && value <= ends.slice(-1)[0];
      facet.sets[code] = facet.values.map((v, i) => (has(v, i) ? i : -1)).filter((i) => i >= 0);
    }
    return facet.sets[code];
  }

  /* The check boxes that the page leaves to the script. */
  for (const facet of facets) {
    const box = one("[data-saring=" + facet.name + "]");
    if (!box || !("sisa" in box.dataset)) continue;
    for (const [value, label] of facet.values) {
      if (!value || box.querySelector('[value="' + CSS.escape(value) + '"]')) continue;
      const line = element("label", "", label);
      const tick = element("input");
      Object.assign(tick, { type: "checkbox", name: facet.name, value: value });
      line.prepend(tick);
      line.append(element("span"));
      const item = element("li");
      item.append(line);
      box.append(item);
    }
  }
  const boxes = [...filters.querySelectorAll("input")];

  /* The address and the controls. */
  function query(number) {
    const found = new URLSearchParams();
    const set = (name, value) => value && found.append(name, value);
    set("q", input.value.trim());
    for (const tick of boxes) if (tick.checked) set(tick.name, tick.value);
    set("tahun", filters.elements.tahun.value);
    set("urut", sorted);
    set("hal", number > 1 && number !== own && number);
    return found + "" && "?" + found;
  }

  function read() {
    const given = new URLSearchParams(location.search);
    input.value = given.get("q") || "";
    for (const tick of boxes) tick.checked = given.getAll(tick.name).includes(tick.value);
    filters.elements.tahun.value = given.get("tahun") || "";
    sorted = given.get("urut") || "";
    page = +given.get("hal") || (location.search ? 1 : own);
  }

  function remember(push) {
    const address = query(page);
    if (other) other.search = address;
    if (push === undefined || address === location.search) return;
    try {
      history[push ? "pushState" : "replaceState"](null, "", address || location.pathname);
    } catch (e) {
      /* a page opened from a file keeps its address */
    }
  }

  /* Cards. */
  const badge = (name) => one('template[data-tanda="' + name + '"]').content.cloneNode(true);

  function date(days) {
    const [y, m, d] = data.newest.split("-");
    const day = new Date(Date.UTC(y, m - 1, d - days + 1));
    const time = element("time");
    time.dateTime = day.toISOString().slice(0, 10);
    time.textContent =
      day.getUTCDate() + " " + data.months[day.getUTCMonth()] + " " + day.getUTCFullYear();
    return time;
  }

  /* The last part of an id: letters stand for words of the title. */
  function nameOf(entry) {
    const words = rows("titles")[entry].toLowerCase().match(/[a-z0-9]+/g) || [];
    return rows("names")[entry]
      .match(/[A-Z]|[^A-Z-]+/g)
      .map((part) => (part < "[" && part > "@" ? words[part.charCodeAt(0) - 65] : part))
      .join("-");
  }

  const split = {};
  const rows = (name) => split[name] || (split[name] = data[name].split("\n"));
  Object.assign(data, { nameOf, rows });

  function description(entry, line) {
    const part = Math.floor(entry / data.part);
    if (!data.parts.length) return (line.textContent = rows("descriptions")[entry]);
    line.textContent = "\u00a0";
    load(folder + data.parts[part]).then(() => {
      const texts = window["PD_URAIAN" + part] || "";
      line.textContent = texts.split("\n")[entry % data.part] || "";
    });
  }

  function card(entry) {
    const value = (from, values) => values[column(from)[entry]];
    const flags = Math.floor(column("kind")[entry] / 3);
    const item = element("li");
    const link = element("a", "", rows("titles")[entry]);
    link.href =
      form.dataset.akar + "datasets/" + value("owner", data.owners) + "/" + nameOf(entry) + "/";
    const head = element("h3");
    head.append(link);
    const line = element("p", "pd-s");
    description(entry, line);
    if (flags & 2) link.lang = data.main;
    if (flags & 4) line.lang = data.main;
    const meta = element("p", "pd-meta");
    if (flags & 1) meta.append(badge("ditahan"));
    const state = value("state", data.states)[0];
    if (one('template[data-tanda="' + state + '"]')) meta.append(badge(state));
    meta.append(element("span", "pd-tag", data.kinds[column("kind")[entry] % 3]));
    const period = value("period", data.periods).split("|")[0];
    for (const text of [
      value("publisher", data.publishers),
      period,
      value("frequency", data.frequencies)[1],
    ])
      if (text) meta.append(element("span", "", text));
    const days = column("updated")[entry];
    if (days) {
      const span = element("span", "", data.texts.updated + " ");
      span.append(date(days));
      meta.append(span);
    }
    const formats = element("span", "f");
    for (const i of valuesOf(facets[2], entry))
      formats.append(element("span", "pd-tag", data.formats[i][1]));
    meta.append(formats);
    item.append(head, line, meta);
    return item;
  }

  function paging(last) {
    const link = (n, text) => {
      const made = element(n === page && !text ? "span" : "a", "", text);
      if (n === page && !text) made.setAttribute("aria-current", "page");
      else made.href = query(n) || "?";
      if (!text) made.append(element("span", "pd-vh", data.texts.page + " "), n);
      made.dataset.hal = n;
      return made;
    };
    const shown = [];
    if (page > 1) shown.push(link(page - 1, data.texts.previous));
    for (let n = 1; n <= last; n++)
      if (n === 1 || n === last || Math.abs(n - page) < 3) shown.push(link(n));
    if (page < last) shown.push(link(page + 1, data.texts.next));
    pages.replaceChildren(...shown);
    pages.hidden = last < 2;
  }

  /* What is chosen of each facet, and how many there are for each value under the others. */
  function sift(order) {
    for (const facet of facets) {
      const values = facet.values.map((value) => value[0]);
      const chosen = boxes.filter((tick) => tick.name === facet.name && tick.checked);
      const said = chosen.map((tick) => tick.value);
      if (facet.name === "tahun" && filters.elements.tahun.value)
        said.push(filters.elements.tahun.value);
      facet.chosen = said.map((value) => values.indexOf(value));
      facet.counts = values.map(() => 0);
    }
    const using = facets.filter((facet) => facet.chosen.length);
    const kept = order.filter((entry) => {
      const fails = using.filter(
        (facet) => !valuesOf(facet, entry).some((value) => facet.chosen.includes(value))
      );
      if (fails.length < 2)
        for (const facet of fails.length ? fails : facets)
          for (const value of valuesOf(facet, entry)) facet.counts[value]++;
      return !fails.length;
    });
    for (const facet of facets) {
      const counts = new Map(facet.values.map((value, i) => [value[0], facet.counts[i]]));
      for (const tick of boxes)
        if (tick.name === facet.name)
          tick.parentNode.lastElementChild.textContent = number(counts.get(tick.value) || 0);
      if (facet.name === "tahun")
        for (const option of [...filters.elements.tahun.options].slice(1))
          option.textContent = option.value + " (" + number(counts.get(option.value)) + ")";
    }
    return { kept, using: using.length, chosen: using.reduce((n, f) => n + f.chosen.length, 0) };
  }

  function show(push) {
    const asking = input.value.trim();
    remember(push);
    if (asking && !engine)
      return load(form.dataset.mesin).then(() => {
        if (!window.PD_CARI) return;
        if (!engine) engine = window.PD_CARI(data);
        show();
      });
    const hits = asking ? engine.find(asking) : null;
    if (hits && !rest)
      load(folder + data.later).then(() => {
        if (rest) return;
        rest = true;
        if (window.PD_KOLOM) engine.later(window.PD_KOLOM);
        show();
      });
    const by = sorted || (hits ? "sesuai" : "baru");
    sorting.value = by;
    const order = hits ? [...hits.found] : Array.from({ length: data.count }, (_, i) => i);
    const titles = rows("titles");
    if (by === "judul") order.sort((a, b) => titles[a].localeCompare(titles[b], data.lang) || a - b);
    else if (!hits || by === "baru") order.sort(newer);
    const { kept, using, chosen } = sift(order);
    one("#tersaring").textContent = chosen ? "(" + number(chosen) + ")" : "";
    if (hits && !rest && !kept.length) return;
    const idle = !hits && !using && by === "baru" && page === own;
    const last = Math.ceil(kept.length / data.per) || 1;
    page = Math.max(1, Math.min(page, last));
    const held = results.contains(document.activeElement) && document.activeElement.href;
    const part = kept.slice((page - 1) * data.per, page * data.per);
    results.replaceChildren(...(idle ? before : part.map(card)));
    const again = held && [...results.querySelectorAll("a")].find((link) => link.href === held);
    if (again) again.focus();
    if (still) still.hidden = !idle;
    paging(idle ? 1 : last);
    const values = { n: number(kept.length), q: asking, h: number(page), k: number(last) };
    let sentence = hits ? "found" : "count";
    if (kept.length === 1) sentence += "_one";
    if (hits && !hits.complete) sentence = "nearest";
    if (!kept.length) sentence = hits ? (using ? "none_filtered" : "none") : "nothing";
    const said = idle ? told : say(sentence, values) + (last > 1 ? say("of_pages", values) : "");
    if (status.textContent !== said) status.textContent = said;
  }

  /* Events. */
  function begin(push) {
    page = 1;
    if (!query(1)) page = own;
    show(push);
  }
  let waiting;
  input.addEventListener("focus", () => load(form.dataset.mesin));
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(begin, 120, false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    begin(false);
  });
  filters.addEventListener("change", () => begin(true));
  filters.addEventListener("reset", () => setTimeout(begin, 0, true));
  filters.addEventListener("submit", (event) => event.preventDefault());
  sorting.addEventListener("change", () => {
    sorted = sorting.value;
    begin(true);
  });
  pages.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    page = +link.dataset.hal;
    show(true);
    const first = results.querySelector("a");
    if (first) first.focus();
  });
  addEventListener("popstate", () => {
    read();
    show();
  });
  const wide = matchMedia("(min-width: 60em)");
  const fold = () => {
    one(".pd-filter").open = wide.matches;
  };
  wide.addEventListener("change", fold);
  fold();
  read();
  if (location.search) show();
})();
