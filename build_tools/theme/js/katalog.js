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

  const once = (make) => {
    const made = {};
    return (name) => made[name] || (made[name] = make(name));
  };

  /* Numbers as build_tools/search/pack.py writes them. */
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const digit = Object.fromEntries([...digits].map((letter, i) => [letter, i]));
  const list = (text, mark) => (text ? text.split(mark) : []);
  const column = once((name) => {
    const [width, text] = data.columns[name];
    return Array.from({ length: data.count }, (_, i) => {
      let value = 0;
      for (let k = width; k--; ) value = value * 64 + digit[text[i * width + k]];
      return value;
    });
  });
  const newer = (a, b) => (column("updated")[a] || 1e9) - (column("updated")[b] || 1e9) || a - b;
  const rows = once((name) => data[name].split("\n"));

  /* The last part of an id: letters stand for words of the title. */
  function nameOf(entry) {
    const words = rows("titles")[entry].toLowerCase().match(/[a-z0-9]+/g) || [];
    return rows("names")[entry]
      .match(/[A-Z]|[^A-Z-]+/g)
      .map((part) => (/[A-Z]/.test(part) ? words[part.charCodeAt(0) - 65] : part))
      .join("-");
  }
  const yearsOf = (code) => data.periods[code].split("|").pop().match(/\d{4}/g);
  Object.assign(data, { digit, list, column, newer, nameOf, yearsOf });

  const form = one("form[data-cari]");
  if (!form) return;
  const input = form.elements.q;
  const filters = one("#saring");
  const results = one("#hasil");
  const status = one("#jumlah");
  const pages = one("#lembar");
  const sorting = one("#urut");
  const still = one("#tetap");
  const other = one("a.pd-lang");
  const before = [...results.children];
  const told = status.textContent;
  const own = +form.dataset.halaman;
  const per = +form.dataset.per;
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const number = (n) => n.toLocaleString(data.lang);
  const say = (key, values) =>
    (data.texts[key] || "").replace(/%([a-z])/g, (_, name) => values[name]);

  let page = own;
  let sorted = "";
  let engine;
  let rest = false; // whether the second file has been searched too, or could not be had

  function add(parent, name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  }

  const load = once(
    (address) =>
      new Promise((done) => {
        const script = add(document.head, "script");
        script.onload = script.onerror = done;
        script.src = address;
      })
  );

  /*
    Facets, named as in the address. Every value has a number, and a tick: a check box, or an
    option of the years. The page leaves some boxes to the script.
  */
  const facets = ["topik", "opd", "fmt", "frek", "status", "tahun"].map((name) => {
    const box = one("[data-saring=" + name + "]");
    const values = data.values[name] || [...box.options].slice(1).map((option) => [option.value]);
    const sets = (data.sets[name] || []).map((set) => list(set, " ").map(Number));
    if ("sisa" in box.dataset)
      for (const [value, label] of values.slice(box.children.length)) {
        const line = add(add(box, "li"), "label");
        Object.assign(add(line, "input"), { type: "checkbox", value });
        line.append(label);
        add(line, "span");
      }
    const ticks = [...(box.options ? [...box.options].slice(1) : box.querySelectorAll("input"))];
    return { name, values, sets, ticks, on: box.options ? "selected" : "checked" };
  });

  /* The values of an entry, worked out once for each code of the column. */
  function valuesOf({ name, values, sets }, entry) {
    const code = column(name)[entry];
    if (!sets[code]) {
      const ends = name === "tahun" && yearsOf(code);
      const has = (i) => {
        if (name === "fmt") return (code >> i) & 1;
        if (name === "tahun") return ends && ends[0] <= values[i] && values[i] <= ends.slice(-1);
        return i === code;
      };
      sets[code] = [...values.keys()].filter(has);
    }
    return sets[code];
  }

  /* The address and the controls. */
  function query(number) {
    const found = new URLSearchParams();
    const set = (name, value) => value && found.append(name, value);
    set("q", input.value.trim());
    for (const { name, ticks, on } of facets)
      for (const tick of ticks) if (tick[on]) set(name, tick.value);
    set("urut", sorted);
    if (found + "" ? number > 1 : number !== own) set("hal", number);
    return found + "" && "?" + found;
  }

  function read() {
    /* Two states were one once; addresses last. */
    const given = new URLSearchParams(
      location.search.replace("=tanpa-jadwal", "=sekali&status=sewaktu-waktu")
    );
    input.value = given.get("q") || "";
    for (const { name, ticks, on } of facets)
      for (const tick of ticks) tick[on] = given.getAll(name).includes(tick.value);
    sorting.value = given.get("urut");
    sorted = sorting.value;
    if (!sorted) sorting.value = "baru";
    page = given.get("hal") | 0 || (location.search ? 1 : own);
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
  function date(parent, days) {
    const [y, m, d] = data.newest.split("-");
    const day = new Date(Date.UTC(y, m - 1, d - days + 1));
    const said = [day.getUTCDate(), data.months[day.getUTCMonth()], day.getUTCFullYear()];
    add(parent, "time", "", said.join(" ")).dateTime = day.toISOString().slice(0, 10);
  }

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
    const value = (name, values) => values[column(name)[entry]];
    const kind = column("kind")[entry];
    const is = (flag) => Math.floor(kind / 3) & flag;
    const item = document.createElement("li");
    const link = add(add(item, "h3"), "a", "", rows("titles")[entry]);
    link.href = form.dataset.akar + "datasets/" + value("owner", data.owners) + "/" + nameOf(entry) + "/";
    const line = add(item, "p", "pd-s");
    description(entry, line);
    if (is(2)) link.lang = data.main;
    if (is(4)) line.lang = data.main;
    const meta = add(item, "p", "pd-meta");
    for (const name of [is(1) && "ditahan", value("status", data.values.status)[0]]) {
      const badge = one('template[data-tanda="' + name + '"]');
      if (badge) meta.append(badge.content.cloneNode(true));
    }
    add(meta, "span", "pd-tag", data.kinds[is(8) ? 3 : kind % 3]);
    const period = value("tahun", data.periods).split("|")[0];
    for (const text of [value("publisher", data.publishers), period, value("frek", data.values.frek)[1]])
      if (text) add(meta, "span", "", text);
    const days = column("updated")[entry];
    if (days) date(add(meta, "span", "", data.texts.updated + " "), days);
    const formats = add(meta, "span", "f");
    for (const i of valuesOf(facets[2], entry)) add(formats, "span", "pd-tag", data.values.fmt[i][1]);
    return item;
  }

  function paging(last) {
    pages.replaceChildren();
    pages.hidden = last < 2;
    const link = (n, text) => {
      const made = add(pages, n === page ? "span" : "a", "", text);
      if (n === page) made.ariaCurrent = "page";
      else made.href = query(n) || "?";
      if (!text) add(made, "span", "pd-vh", data.texts.page + " ").after(n);
      made.dataset.hal = n;
    };
    if (page > 1) link(page - 1, data.texts.previous);
    for (let n = 1; n <= last; n++) if (n === 1 || n === last || Math.abs(n - page) < 3) link(n);
    if (page < last) link(page + 1, data.texts.next);
  }

  /* What is chosen of each facet, and how many there are for each value under the others. */
  function sift(order) {
    for (const facet of facets) {
      facet.place = new Map(facet.values.map((value, i) => [value[0], i]));
      const said = facet.ticks.filter((tick) => tick[facet.on]);
      facet.chosen = said.map((tick) => facet.place.get(tick.value));
      facet.counts = facet.values.map(() => 0);
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
    for (const { place, counts, ticks, on } of facets)
      for (const tick of ticks) {
        const many = number(counts[place.get(tick.value)]);
        if (on === "checked") tick.parentNode.lastElementChild.textContent = many;
        else tick.textContent = tick.value + " (" + many + ")";
      }
    return { kept, using: using.reduce((sum, facet) => sum + facet.chosen.length, 0) };
  }

  function show(push) {
    const asking = input.value.trim();
    one("#layanan").search = asking && "?" + new URLSearchParams({ q: asking });
    remember(push);
    if (asking && !engine)
      return load(folder + data.engine).then(() => {
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
    const { compare } = new Intl.Collator(data.lang);
    if (by === "judul") order.sort((a, b) => compare(titles[a], titles[b]) || a - b);
    else if (!hits || by === "baru") order.sort(newer);
    const { kept, using } = sift(order);
    one("#tersaring").textContent = using ? "(" + number(using) + ")" : "";
    if (hits && !rest && !kept.length) return;
    const idle = !hits && !using && by === "baru" && page === own;
    const last = Math.ceil(kept.length / per) || 1;
    page = Math.max(1, Math.min(page, last));
    const held = document.activeElement.href;
    const shown = idle ? before : kept.slice((page - 1) * per, page * per).map(card);
    results.replaceChildren(...shown);
    const again = held && [...results.querySelectorAll("a")].find((link) => link.href === held);
    if (again) again.focus();
    still.hidden = !idle;
    paging(idle ? 1 : last);
    const values = { n: number(kept.length), q: asking, h: number(page), k: number(last) };
    let sentence = (hits ? "found" : "count") + (kept.length === 1 ? "_one" : "");
    if (hits && !hits.complete) sentence = "nearest";
    if (!kept.length) sentence = hits ? (using ? "none_filtered" : "none") : "nothing";
    const said = idle ? told : say(sentence, values) + (last > 1 ? say("of_pages", values) : "");
    if (status.textContent !== said) status.textContent = said;
  }

  /* Events. */
  function begin(push) {
    page = 1;
    if (!query(own)) page = own;
    show(push);
  }
  let waiting;
  input.addEventListener("focus", () => load(folder + data.engine));
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
  one("#hapus").onclick = () => {
    for (const { ticks, on } of facets) for (const tick of ticks) tick[on] = false;
    begin(true);
  };
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
    results.querySelector("a").focus();
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
  if (location.search || one("[data-sisa]")) show();
})();
