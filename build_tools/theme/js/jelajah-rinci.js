/*
  What the explore page says beside its table, loaded with the first one: who gathered or released
  the data, from where, and what it cannot tell; a value in the marks of the language; and one row
  in full, with ways to report it. It builds on `window.jelajah` (jelajah.js).
*/
(() => {
  "use strict";
  const page = window.jelajah;
  const { add, button, link, say, text, fill, number, unit, copy, kata } = page.alat;

  const away = (parent, name, to) => (link(parent, name, to).rel = "nofollow noopener");

  /* Where the data comes from, above the table. */
  page.asal = (box) => {
    const { rilis, batas, dari = [], lain } = page.sumber().data;
    const own = (rilis || {})[page.bahasa];
    box.replaceChildren();
    if (!own) return;
    const top = add(box, "p", "", "pd-s");
    add(top, "span", own.jenis, "pd-tag");
    top.append(" " + own.siapa + (dari.length ? " " + kata("sources") + " " : ""));
    dari.forEach(([name, to], i) => {
      if (i) top.append("; ");
      if (to) away(top, name, to);
      else top.append(name);
    });
    if (lain) top.append("; " + fill("more_sources", { count: number(lain) }));
    if (own.tahan) add(box, "p", own.tahan, "pd-note w");
    if (!batas) return;
    const limits = add(box, "p", "", "pd-s");
    add(limits, "b", kata("limits") + " ");
    say(limits, batas);
    limits.append(" ");
    link(limits, kata("limits_all"), page.alat.page("#keterbatasan"));
  };

  /* Where an address of published data leads; what a query makes up is text. */
  function host(value) {
    if (page.sumber().asal || !/^https?:\/\/[^\s\\]+$/.test(value)) return "";
    try {
      const { host, username, password } = new URL(value);
      return username || password ? "" : host;
    } catch (e) {
      return "";
    }
  }

  /* One value: numbers with the marks of the language, a label before its code. */
  function cell(to, value, one, most) {
    const lang = page.bahasa;
    const label = (one.label || []).find(([code]) => code === value);
    if (one.angka) to.className = "n";
    if (value === null) {
      add(to, "span", "–").ariaHidden = true;
      add(to, "span", kata("missing"), "pd-vh");
    } else if (label) {
      const bare = (said) => said.toLowerCase().replace(/[^a-z0-9]/g, "");
      say(to, label[1], value);
      if (!most || !bare(text(label[1], "")).includes(bare(value))) add(to, "span", " " + (most ? value : fill("code", { code: value })), "pd-s");
    } else if (host(value)) {
      link(to, most ? host(value) : value, value).rel = "nofollow noopener";
    } else if (one.angka && value.length < 40 && /^-?\d+(\.\d+)?$/.test(value)) {
      const [whole, rest] = value.replace("-", "−").split(".");
      const [group, point] = lang === "id" ? ".," : ",.";
      to.textContent = whole.replace(/\B(?=(\d{3})+$)/g, group) + (rest ? point + rest : "");
    } else {
      const said = (one.jenis === "boolean" && kata(value)) || value;
      to.textContent = said.length > most ? said.slice(0, most) + "…" : said;
    }
    const other = one.tambahan && one.tambahan.kode.find(([code]) => code === value);
    if (other) add(to, "span", " " + other[1], "pd-s");
  }
  page.sel = cell;

  /* One row with all its columns, a link to it and ways to report it; gives its heading. `baris`:
     how it is named in a link; none: it is of a result. */
  page.rinci = (box, nr, values, baris, shut) => {
    const source = page.sumber();
    box.className = "pd-box";
    const top = add(box, "h2", fill("row_title", { number: number(nr) }));
    top.tabIndex = -1;
    top.value = nr;
    const facts = add(box, "dl", "", "pd-facts");
    source.kolom.forEach((one, at) => {
      const pair = add(facts, "div");
      const name = add(pair, "dt");
      say(name, one.judul, one.nama);
      if (unit(one)) name.append(" (", say(name, one.satuan), ")");
      if (one.tambahan) name.append(" + ", say(name, one.tambahan.judul));
      cell(add(pair, "dd"), values[at], one);
    });
    if (baris) named(box, source, nr, baris);
    button(box.querySelector(".pd-row") || add(box, "p", "", "pd-row"), kata("close"), shut);
    return top;
  };

  function named(box, source, nr, baris) {
    const { data, tabel, versi } = source;
    const ready = (data.laporkan || {})[page.bahasa] || [];
    const here = page.alamat({ ...page.keadaan, baris });
    if (baris[0] === "#" + nr) add(box, "p", kata("no_key"), "pd-s");
    const version = versi.alamat || versi.nomor || "–";
    const keep = fill("keep", { dataset: data.id, version, table: tabel, row: baris.join(", ") });
    if (!ready.length) add(box, "p", kata("nowhere") + " " + fill("note_down", { keep }));
    const ways = add(box, "p", "", "pd-row");
    link(ways, kata("row_link"), here);
    if (!ready.length) button(ways, kata("copy_note"), () => copy(keep + " " + here, kata("copied_note")));
    const said = new Map([["tabel", tabel], ["baris", baris + " " + here]]);
    for (const { cara, alamat } of ready) {
      const to = alamat.replace(/(?:\{|%7B)(tabel|baris)(?:\}|%7D)/g, (_, name) => encodeURIComponent(said.get(name)));
      away(ways, fill("report", { way: cara }), to);
    }
  }
})();
