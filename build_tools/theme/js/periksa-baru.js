/*
  The check page: a table that belongs to no dataset yet. Nobody described it, so only what is
  sure is told: what stands for a person anywhere, formulas, error values, what is hidden, spaces.
  Titles, headings in several rows, merged cells, totals and notes are what `terbuka new` copes
  with (build_tools/tables/layout): they are counted, and no fault.
*/
(function () {
  "use strict";
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const FIRST = 60;
  const YEAR = /^(19|20)\d\d([-/](19|20)?\d\d)?$/;
  const RANGE = /^\d{1,3} ?[-–] ?\d{1,3}$/; // of ages, say: a heading as often as not
  const FIGURE = /^[-+(]?\d[\d.,/: -]*%?\)?$|^\(?-?Rp\.? ?\d|^[-–—.]{1,3}$/i;
  const TOTAL = /^(?:jumlah|(?:grand |sub ?)?total|rata-rata)\s*:?$/i;
  const DOTTED = /^-?[1-9]\d{0,2}[.,]\d{3}$/; // thousands or a fraction
  const SETTLED = /^-?\d{1,3}(?:([.,])\d{3}(?:\1\d{3})+|(?:[.,]\d{3})+[.,]\d+|[.,](?:\d\d?|\d{4,}))$/;
  const figure = (cell) => FIGURE.test(cell) && !YEAR.test(cell) && !RANGE.test(cell);

  /* The row "(1) (2) (3)" below headings. */
  function numbered(cells) {
    const said = cells.filter(Boolean).map((cell) => /^\(?-?(\d{1,3})\)?$/.exec(cell));
    return said.length > 1 && said.every((match, at) => match && +match[1] === at + +said[0][1]) && +said[0][1] < 2;
  }

  /*
    Where the headings seem to stand: {first, last}, numbers of rows, 0 where none is told. They are
    the texts above the first row of figures; of a table of texts, the first row that is full.
  */
  uji.outline = function (records, merged) {
    const rows = records.slice(0, FIRST).map((record) => record.map(uji.strip));
    const fills = rows.map((row) => row.filter(Boolean).length);
    const wide = Math.max(2, Math.max(...fills, 0) / 2);
    const full = fills.findIndex((fill) => fill >= wide);
    let last = rows.findIndex((row, at) => fills[at] >= wide && row.some(figure) && !numbered(row)) - 1;
    const record = (at) => fills[at] === 1 && rows[at][0] && fills[at - 1] > 1; // without values
    while (last >= 0 && (!fills[last] || numbered(rows[last]) || record(last))) last--;
    let first = last;
    while (first > 0 && fills[first - 1] > 1 && !rows[first - 1].some(figure)) first--;
    if (last < 0 || Math.max(...fills.slice(first, last + 1)) < 2) first = last = full;
    for (const [from, to] of merged || [])
      if (from - 1 < first && first < to && to <= last + 1) first = from - 1;
    return { first: first + 1, last: last + 1 };
  };

  /* What each column is called: its words of each level, those above go on to the right. */
  function labelsOf(records, { first, last }) {
    const levels = first ? records.slice(first - 1, last).map((record) => record.map(uji.strip)) : [];
    const width = Math.max(0, ...levels.map((level) => level.length));
    const labels = Array.from({ length: width }, () => []);
    levels.forEach((level, depth) => {
      let before = "";
      labels.forEach((label, at) => {
        before = level[at] || before;
        const below = levels.slice(depth + 1).some((other) => other[at]);
        const said = level[at] || (below ? before : "");
        if (said && !label.includes(said)) label.push(said);
      });
    });
    return labels.map((label) => label.join(" / "));
  }

  /* What `uji.check` gives, and `outline`: where the headings are, and what a proposal copes with. */
  uji.survey = async function (table) {
    const found = new uji.Findings();
    const { records, sheet } = table;
    const head = uji.outline(records, table.merged);
    const start = head.last;
    const shape = { merged: 0, blank: 0, total: 0, note: 0 };
    for (const finding of table.findings)
      if (finding.code === "cells-merged") shape.merged++;
      else if (finding.code !== "rows-hidden" || finding.values.last >= head.first) found.add({ sheet, ...finding });
    /* Notes, or one column: what a proposal refuses. */
    if (!head.first && !table.stopped && records.every((cells) => cells.filter(uji.strip).length < 2))
      found.add({ code: "new-open", level: "error", sheet, cell: "", values: { case: "no-table" } });
    const labels = labelsOf(records, head);
    const width = Math.max(labels.length, ...records.slice(0, 1000).map((record) => record.length));
    const names = Array.from({ length: width }, (_, at) => labels[at] || uji.letters(at + 1));
    const tell = (code, level, row, at, more) =>
      found.add({ code, level, sheet, row, column: at + 1, field: names[at] || "", cell: "", values: {}, ...more });
    const looks = [names.map(() => ""), labels.map((label) => label.split(" / ").pop())].map((said) => uji.persons(uji.looks(names.map((_, at) => said[at] || ""))));
    const looked = names.map((_, at) => uji.naming(labels[at] || ""));
    const filled = names.map(() => 0);
    const people = new Set();
    const doubts = new Map();
    let settled = false;
    let count = 0;
    for (let index = 0; index < records.length; index++) {
      if (index % 500 === 0) await uji.pause();
      const cells = records[index];
      const below = index >= start;
      const stands = cells.flatMap((cell, at) => (uji.strip(cell) ? [at] : []));
      const alone = stands.length < 4 && 2 * stands.length <= width; // no record: a title, a signature
      for (const at of stands) {
        looks[+below].take(index + 1, at, cells[at], false);
        const how = below ? (alone && "text") || looked[at] : "title";
        const one = how && uji.named(cells[at], how);
        if (one) people.add(index + "," + at);
        if (one) tell(one.code, one.level, index + 1, at, { ...one, values: { where: "sheet" } });
      }
      if (!below) continue;
      if (!stands.length || numbered(cells.map(uji.strip))) {
        shape.blank += !stands.length;
        continue;
      }
      for (const at of stands) {
        const text = uji.strip(cells[at]);
        if (table.raw && typeof (table.raw[index] || [])[at] !== "string") continue;
        settled = settled || SETTLED.test(text);
        if (!DOTTED.test(text)) continue;
        const { row, cell, times } = doubts.get(at) || { row: index + 1, cell: text, times: 0 };
        doubts.set(at, { row, cell, times: times + 1 });
      }
      count++;
      if (stands.length === 1 && width > 2) {
        shape.note++;
        continue;
      }
      if (TOTAL.test(uji.strip(cells[stands[0]]))) shape.total++;
      for (const at of stands) {
        filled[at]++;
        if (cells[at] !== uji.strip(cells[at])) tell("cell-spaces", "warning", index + 1, at, { cell: cells[at].slice(0, 200) });
      }
    }
    if (start)
      filled.forEach((times, at) => {
        if (times && !labels[at]) tell("blank-label", "notice", start, at, { field: "", values: { case: "new" } });
        else if (labels.indexOf(labels[at]) < at && labels[at]) tell("duplicate-label", "notice", start, at);
      });
    for (const [at, { row, cell, times }] of settled ? [] : doubts)
      tell("number-grouped", "notice", row, at, { cell, values: { case: "new", count: times, whole: cell.replace(/[.,]/, "") } });
    for (const look of looks)
      for (const one of look.end()) {
        found.add({ ...one, sheet, field: names[one.column - 1], values: { ...one.values, where: "sheet" } });
        const signs = one.code === "personal-nip" && uji.signer(records, one.row - 1, one.column - 1);
        if (signs && !people.has(signs.row - 1 + "," + (signs.column - 1))) found.add({ ...signs, sheet, field: names[one.column - 1], values: { where: "sheet" } });
      }
    if (start && !count && !table.stopped) found.add({ code: "table-empty", level: "error", sheet, cell: "", values: {} });
    return { ...found.told(), records, header: start, left: [], table, outline: { ...head, shape } };
  };
})();
