/*
  The directory of services: search, filters with live counts, and an address for what is shown.
  Everything it needs stands in the data of pages/portal/service_facets.py. Without this script
  the static lists remain; untouched, it leaves them as they are.
*/
(function () {
  "use strict";
  const data = window.PD_LAYANAN;
  const one = (selector) => document.querySelector(selector);
  const form = one("form[data-layanan]");
  if (!data || !form) return;
  const MOST = 300; // lines that are shown at once
  const input = form.elements.q;
  const results = one("#hasil");
  const status = one("#jumlah");
  const still = one("#tetap");
  const other = one("a.pd-lang");
  const before = [...results.children];
  const told = status.textContent;
  const start = (form.dataset.halaman - 1) * data.per;
  const number = (n) => n.toLocaleString(data.lang);
  const say = (key, values) =>
    (data.texts[key] || "").replace(/%([a-z])/g, (_, name) => values[name]);

  function add(parent, name, className, text, foreign) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (foreign) add(made, "span", "", text).lang = data.main;
    else if (text) made.textContent = text;
    parent.append(made);
    return made;
  }

  /* Facets, named as in the address. The page leaves some boxes to the script. */
  const facets = data.facets.map(([name, values]) => {
    const box = one("[data-saring=" + name + "]");
    if (box)
      for (const [value, label, , , foreign] of values.slice(box.children.length)) {
        const line = add(add(box, "li"), "label");
        Object.assign(add(line, "input"), { type: "checkbox", value });
        if (foreign) add(line, "span", "", label).lang = data.main;
        else line.append(label);
        add(line, "span");
      }
    return { name, values, ticks: box ? [...box.querySelectorAll("input")] : [] };
  });

  /* What is looked in: all words of a service, its names also as one word each. */
  const fold = (text) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  const rows = data.rows.map(([id, name, aliases, description, values, foreign], i) => {
    const names = [name, ...aliases.split(";")].map(fold);
    const own = [...names, ...names.map((words) => words.replace(/ /g, ""))].join(" ");
    const meant = values.map((value, k) => {
      const [code, label, , , , more] = facets[k].values[value];
      return code === "-" ? "" : label + " " + more;
    });
    const all = own + " " + fold([description, ...meant].join(" "));
    return { id, name, description, values, foreign, own, all, item: before[i - start] };
  });

  /* A line as templates/_services.html.j2 writes it. */
  function line(row) {
    if (row.item) return row.item;
    const item = (row.item = document.createElement("li"));
    const link = add(add(item, "h3"), "a", "", row.name, row.foreign & 1);
    link.href = form.dataset.akar + "layanan/" + row.id + "/";
    if (row.description) add(item, "p", "pd-s", row.description, row.foreign & 2);
    const meta = add(item, "p", "pd-meta");
    row.values.forEach((value, k) => {
      const [, , shown, tag, foreign] = facets[k].values[value];
      if (shown) add(meta, "span", tag ? "pd-tag" : "", shown, foreign);
    });
    return item;
  }

  /* The address and the controls. */
  function query() {
    const found = new URLSearchParams();
    if (input.value.trim()) found.append("q", input.value.trim());
    for (const { name, ticks } of facets)
      for (const tick of ticks) if (tick.checked) found.append(name, tick.value);
    return found + "" && "?" + found;
  }

  function read() {
    const given = new URLSearchParams(location.search);
    input.value = given.get("q") || "";
    for (const { name, ticks } of facets)
      for (const tick of ticks) tick.checked = given.getAll(name).includes(tick.value);
  }

  function remember(push) {
    const address = query();
    if (other) other.search = address;
    if (push === undefined || address === location.search) return;
    try {
      history[push ? "pushState" : "replaceState"](null, "", address || location.pathname);
    } catch (e) {
      /* a page opened from a file keeps its address */
    }
  }

  /* Any of the values chosen in a facet, in all facets; the counts are those under the others. */
  function sift(found) {
    for (const facet of facets) {
      const said = facet.ticks.filter((tick) => tick.checked).map((tick) => tick.value);
      facet.chosen = facet.values.map(([code]) => said.includes(code));
      facet.using = said.length;
      facet.counts = {};
    }
    const kept = found.filter(({ values }) => {
      const fails = facets.filter((facet, k) => facet.using && !facet.chosen[values[k]]);
      facets.forEach((facet, k) => {
        const code = facet.values[values[k]][0];
        if (!fails.length || (fails.length < 2 && fails[0] === facet))
          facet.counts[code] = (facet.counts[code] || 0) + 1;
      });
      return !fails.length;
    });
    for (const { ticks, counts } of facets)
      for (const tick of ticks)
        tick.parentNode.lastElementChild.textContent = number(counts[tick.value] || 0);
    return { kept, using: facets.reduce((sum, facet) => sum + facet.using, 0) };
  }

  function show(push) {
    remember(push);
    const asking = input.value.trim();
    const words = fold(asking).split(" ").filter(Boolean);
    const has = (text) => words.every((word) => text.includes(word));
    const found = rows.filter((row) => has(row.all));
    found.sort((a, b) => has(b.own) - has(a.own));
    const { kept, using } = sift(found);
    one("#tersaring").textContent = using ? "(" + number(using) + ")" : "";
    const idle = !words.length && !using;
    results.replaceChildren(...(idle ? before : kept.slice(0, MOST).map(line)));
    still.hidden = !idle;
    const values = { n: number(kept.length), q: asking, m: number(MOST) };
    let sentence = words.length ? "found" : "count";
    if (!kept.length) sentence = words.length ? (using ? "none_filtered" : "none") : "nothing";
    else if (kept.length === 1 && data.texts[sentence + "_one"]) sentence += "_one";
    const said = idle ? told : say(sentence, values) + (kept.length > MOST ? say("cut", values) : "");
    if (status.textContent !== said) status.textContent = said;
  }

  /* Events. */
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120, false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show(false);
  });
  one("#saring").addEventListener("change", () => show(true));
  one("#hapus").onclick = () => {
    for (const { ticks } of facets) for (const tick of ticks) tick.checked = false;
    show(true);
  };
  addEventListener("popstate", () => {
    read();
    show();
  });
  const wide = matchMedia("(min-width: 60em)");
  const narrow = () => {
    one(".pd-filter").open = wide.matches;
  };
  wide.addEventListener("change", narrow);
  narrow();
  read();
  show();
})();
