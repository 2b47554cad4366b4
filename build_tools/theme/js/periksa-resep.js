/*
  The check page: the table in a sheet as people make it, by the recipe of its dataset
  (`sdi:resep`). It takes the steps of build_tools/tables/recipe and tables/layout/rows.py, which
  explain them; words, patterns and bounds come from there as data (`PD_UJI.steps`).
  tests/browser/test_periksa_resep.py holds both sides against each other.
*/
(function () {
  "use strict";
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const known = uji.steps;
  const full = (name) => new RegExp("^(?:" + known[name][0] + ")$", known[name][1]);
  const part = (name, flags) => new RegExp(known[name][0], known[name][1] + (flags || ""));
  const forms = {};
  for (const name of [
    "number", "year", "total", "note", "signed", "ordinal", "group", "numbered", "owed", "unit", "counted", "page", "brackets", "day", "iso", "named",
    "month", "monthLast", "yearMonth", "monthYear", "figure",
  ]) forms[name] = full(name);
  const titledForm = new RegExp("^(?:" + known.titled[0] + ")", known.titled[1]);
  const begins = new RegExp("^(?:" + known.begins[0] + ")", known.begins[1]);
  const parts = { marks: part("marks", "g"), currency: part("currency"), whole: part("whole"), footnote: part("footnote"), revised: part("revised"), average: part("average"), sheetYear: part("sheetYear", "g"), span: part("span", "g") };
  const minus = new RegExp("[" + known.minus + "]", "gu");
  const missingMarks = new Set(known.missing);
  const strip = (text) => uji.strip(text);
  const spaces = new RegExp("[" + uji.space + "]+");
  const squeeze = (text) => text.split(spaces).filter(Boolean).join(" ");
  const low = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
  const folded = (label) => low(label.normalize("NFKC")).split(spaces).filter(Boolean).join(" ");
  const remembered = (make) => {
    const memo = new Map();
    return (text) => {
      let made = memo.get(text);
      if (made === undefined) {
        made = make(text);
        if (memo.size < 20000) memo.set(text, made);
      }
      return made;
    };
  };

  /* Cells: texts, numbers, truth values, times ({day}); undefined is nothing. */
  const isText = (cell) => typeof cell === "string";
  const filled = (cell) => cell !== undefined && (!isText(cell) || strip(cell) !== "");
  const said = (cell) => (isText(cell) ? squeeze(cell) : cell === undefined ? "" : uji.plainText(cell));
  const normal = remembered((text) => squeeze(text.normalize("NFKC")));
  const cellText = (cell) => (isText(cell) ? normal(cell) : said(cell));
  const key = (cell) => low(cellText(cell));
  const missing = (cell) => isText(cell) && missingMarks.has(low(strip(cell)));
  const looksNumber = remembered((text) => forms.number.test([...strip(text)].slice(0, 60).join("")));
  const isNumber = (cell) => typeof cell === "number" || (isText(cell) && looksNumber(cell));
  const isYear = (cell) =>
    isText(cell) ? forms.year.test([...strip(cell)].slice(0, 12).join("")) : typeof cell === "number" && cell >= 1900 && cell <= 2099 && Number.isInteger(cell);
  const isValue = (cell) => isNumber(cell) || missing(cell) || (!isText(cell) && cell !== undefined);
  const isWords = (cell) => isText(cell) && filled(cell) && !isNumber(cell) && !missing(cell);

  /* What the rows below a header are (tables/layout/rows.py). */
  /* "(1) (2)" as Excel takes it in: -1, -2 */
  function owed(texts) {
    const found = texts.map((text) => forms.owed.exec(text));
    if (texts.length < 2 || !found.every(Boolean) || Number(found[0][1]) !== 1) return false;
    const steps = found.filter((match, at) => at && Number(match[1]) === Number(found[at - 1][1]) + 1);
    return 2 * steps.length > found.length - 1;
  }
  function numbering(row) {
    const texts = row.filter(filled).map(cellText);
    if (texts.length >= 2 && texts.every((text) => forms.numbered.test(text))) return true;
    if (owed(texts)) return true;
    if (texts.length < 3) return false;
    const found = texts.map((text) => forms.counted.exec(text));
    if (!found.every(Boolean)) return texts.every((text, at) => low(text.replace(/^[().]+|[().]+$/g, "")) === known.letters[at]);
    const counted = found.map((match) => Number(match[1]));
    return counted[0] <= 1 && counted.every((number, at) => number === counted[0] + at);
  }
  function isTotal(row) {
    const at = row.findIndex(isWords);
    return at >= 0 && forms.total.test(cellText(row[at])) && row.slice(at + 1).some((cell) => isNumber(cell) || missing(cell));
  }
  const signature = (row) => row.some(filled) && row.filter(filled).map(cellText).every((text) => forms.signed.test(text));
  function isNote(row) {
    const cells = row.filter(filled);
    if (!cells.length || !cells.every(isText)) return false;
    if (cells.length > 3) return forms.note.test(cellText(cells[0])) && [...cellText(cells[1])].length > known.label;
    if ((cells.length === row.length && cells.length > 1) || cells.slice(1).some(isValue)) return false;
    const texts = cells.map(cellText);
    return forms.note.test(texts[0]) || forms.note.test(texts.join(" ")) || signature(row);
  }
  function isGroup(row) {
    const texts = row.filter(filled).map(cellText);
    if (row.length < 2 || !texts.length || texts.length > 2) return false;
    if (texts.length === 2) return row.length > 2 && forms.ordinal.test(texts[0]) && isWords(texts[1]);
    return forms.group.test(texts[0]) && !forms.signed.test(texts[0]);
  }
  function isPage(row) {
    const texts = row.filter(filled).map(cellText);
    return texts.length > 0 && texts.length < Math.min(3, row.length) && forms.page.test(texts.join(" "));
  }
  /* "Kecamatan : Kuaro", "Prov : A | Kab : B" */
  function isPair(row) {
    const texts = row.filter(filled).map(cellText);
    if (texts.length === 2 || texts.length === 3) return texts[0].endsWith(":") || texts[1].startsWith(":");
    return (texts.length === 4 || texts.length === 6) && texts.every((text, at) => text.endsWith(":") === (at % 2 === 0));
  }
  const inUnit = (row) => forms.unit.test(row.some(isWords) ? cellText(row.find(isWords)) : "");
  const told = (row) => low([...new Set(row.filter(filled).map(cellText))].join(" "));
  const nameless = (row) => row.length > 1 && !filled(row[0]) && !row.some(isWords) && row.some(isNumber);
  function repeated(row, labels) {
    let count = 0;
    for (let at = 0; at < Math.min(row.length, labels.length); at++)
      if (filled(row[at])) {
        if (key(row[at]) !== key(labels[at])) return false;
        count++;
      }
    const all = labels.filter(filled).length;
    return count >= Math.max(Math.min(2, all), all * 0.6, 1);
  }
  function kind(row, labels, first) {
    if (!row.some(filled)) return "kosong";
    const all = () => filled(row[0]) && row.filter(filled).length > 2 && owed(row.filter(filled).map(cellText));
    if (numbering(row) && (first || forms.numbered.test(cellText(row.find(filled))) || all())) return "nomor";
    if (labels.length && (repeated(row, labels) || isPage(row))) return "kepala";
    if (isTotal(row)) return "jumlah";
    if (isNote(row)) return "catatan";
    return isGroup(row) ? "judul" : "";
  }
  function isPlain(row) {
    if (row.length < 4 || row.includes(undefined)) return false;
    for (const cell of row.filter(isText)) {
      if (/^\p{L}/u.test(cell)) return !known.first.includes(cell) && !begins.test(cell);
      if (!cell || "([".includes(cell[0]) || strip(cell[0]) === "") return false;
    }
    return !known.first.includes(cellText(row[0])); // those of the columns, perhaps
  }
  const figure = (cell) => typeof cell === "number" && !(cell >= 1900 && cell <= 2099);
  function another(row, measures) {
    const stand = measures.filter((at) => at < row.length && filled(row[at])).map((at) => row[at]);
    const words = stand.filter(isWords).length;
    if (stand.length < 2 || !words || stand.some((cell) => !isWords(cell) && !isYear(cell))) return false;
    return words > 1 || !row.some((cell, at) => !measures.includes(at) && isWords(cell));
  }

  function* body(rows, labels, titles, upper) {
    let held = []; // what may be the end of the table, or stand between records
    const numbers = labels.map(() => 0);
    let measures = [];
    let [seen, blank, ended, first, signing, united] = [0, 0, false, true, false, 0];
    /* Whether what stands over the numbers comes again. */
    function over(row, other) {
      const pairs = measures.map((at) => [key(row[at]), key(other[at])]);
      return pairs.filter(([cell]) => cell).length > 1 && pairs.every(([a, b]) => a === b);
    }
    /* Whether a row is kept back while it is open what it is. */
    function holds(row, reason, plain) {
      if (reason === "kosong") return true;
      const gap = blank;
      blank = 0;
      if (reason === "kepala") held = held.map(([n, cells, why]) => [n, cells, why || "judul"]);
      const bare = held.every(([, , why]) => !why || why === "kosong");
      if (reason === "jumlah" && bare) {
        ended = true; // texts above a total are records without values
        return false;
      }
      const filledCells = row.filter(filled);
      const note = reason === "catatan" || reason === "jumlah";
      const alone = !reason && !plain && seen > 0 && row.length > 1 && filledCells.length === 1 && isWords(filledCells[0]);
      const pair = !reason && !plain && seen > 0 && isPair(row);
      const few = filledCells.length * 3 <= measures.length && filledCells.length * 4 <= row.length;
      const figures = !reason && few && nameless(row); // reckoned below the table
      const long = () =>
        filledCells.length === 1 && (titledForm.test(cellText(filledCells[0])) || [...cellText(filledCells[0])].length > known.sentence);
      if (note) signing = signing || signature(row);
      if (!note && !figures && !((alone || pair) && (gap || ended || long()))) return false;
      ended = true;
      return true;
    }
    for (const [number, row] of rows) {
      const plain = isPlain(row);
      let reason = "";
      if (!plain) reason = kind(row, labels, first) || (upper.some((other) => repeated(row, other) || over(row, other)) ? "kepala" : "");
      if (reason === "jumlah" && united === seen && seen > 0 && inUnit(row)) reason = "";
      else if (labels.length && row[0] === labels[0] && repeated(row, labels)) reason = "kepala";
      if (!reason && signing && measures.length && !row.some(isValue)) reason = "catatan"; // names below it
      if (reason === "kosong" && ++blank > known.blank) break;
      const other = ([, cells, why]) => !why && !titles.has(told(cells));
      if (reason === "kepala" && seen && held.some(other)) break; // under another title
      if (!reason && measures.length && !figure(row[measures[0]]) && another(row, measures)) break;
      if (holds(row, reason, plain)) {
        held.push([number, row, reason]);
        continue;
      }
      yield* held;
      held = [];
      if (!reason) {
        if (seen < known.learn) {
          row.forEach((cell, at) => {
            numbers[at] = numbers[at] || 0;
            if (isNumber(cell) || (!isText(cell) && cell !== undefined)) numbers[at]++;
            else if (isWords(cell)) numbers[at] -= 2;
          });
          measures = numbers.flatMap((count, at) => (count > 0 ? [at] : []));
          united += inUnit(row);
        }
        seen++;
        ended = first = signing = false;
      }
      yield [number, row, reason];
    }
    while (held.length && held[held.length - 1][2] === "kosong") held.pop();
    for (const [number, row, reason] of held) yield [number, row, reason || "catatan"];
  }

  /* Cells as canonical texts, by how their column is read (tables/recipe/reading.py). */
  const two = (number) => String(number).padStart(2, "0");
  const four = (number) => String(number).padStart(4, "0");
  const monthOf = (text) => known.monthNumbers[text.replace(parts.marks, "").toLowerCase()] || 0;
  const yearOf = (text) => {
    const digits = text.replace(/^'+/, "");
    return digits.length === 4 ? +digits : +digits + (+digits < 30 ? 2000 : 1900);
  };
  function isoDay(year, month, day) {
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const most = [0, 31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] || 0;
    return year >= 1 && day >= 1 && day <= most ? four(year) + "-" + two(month) + "-" + two(day) : "";
  }
  function dayOf(text) {
    let match = forms.iso.exec(text);
    if (match) return isoDay(+match[1], +match[2], +match[3]);
    if ((match = forms.day.exec(text))) return isoDay(yearOf(match[3]), +match[2], +match[1]);
    if ((match = forms.named.exec(text))) return isoDay(yearOf(match[3]), monthOf(match[2]), +match[1]);
    return "";
  }
  function yearMonthOf(text) {
    const bare = text.replace(parts.revised, "");
    let found = [0, 0];
    let match;
    if ((match = forms.yearMonth.exec(bare))) found = [+match[1], +match[2]];
    else if ((match = forms.monthYear.exec(bare))) found = [+match[2], +match[1]];
    else if ((match = forms.month.exec(bare))) found = [yearOf(match[2]), monthOf(match[1])];
    else if ((match = forms.monthLast.exec(bare))) found = [+match[1], monthOf(match[2])];
    return found[0] && found[1] ? four(found[0]) + "-" + two(found[1]) : "";
  }
  function bareNumber(text) {
    let bare = text.replace(minus, "-").replace(parts.footnote, "").replace(parts.currency, "$1").replace(parts.whole, "");
    const brackets = forms.brackets.exec(bare);
    if (brackets) bare = brackets[1].replace(parts.currency, "$1");
    return [strip(bare.replace(/%$/, "")), !!brackets];
  }
  const literal = (sign) => sign.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const thousands = /^[+-]? ?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)$/;
  function numbers(group, decimal, whole, counted) {
    const grouped = group ? "[0-9]{1,3}(?:" + literal(group) + "[0-9]{3})+|" : "";
    const form = new RegExp("^([+-]?)[" + uji.space + "]?(" + grouped + "[0-9]+)(?:" + literal(decimal) + "([0-9]*))?$", "u");
    return (given) => {
      const [bare, negative] = bareNumber(given);
      const match = form.exec(counted && thousands.test(bare) ? bare.replace(/[.,]/g, "") : bare);
      if (!match) return given;
      const digits = (group ? match[2].split(group).join("") : match[2]).replace(/^0+/, "") || "0";
      const rest = !match[3] || (whole && /^0*$/.test(match[3])) ? "" : "." + match[3];
      return ((match[1] === "-") !== negative ? "-" : "") + digits + rest;
    };
  }
  /* What reads the cells of a column; `type` is that of its field. */
  uji.reader = function (reading, group, decimal, type, counted) {
    const times = (ofText, ofTime) => {
      const read = remembered(ofText);
      return (cell) => {
        const day = cell && cell.day !== undefined && !cell.span && (cell.day < 0 || cell.day >= 1) && uji.plainText(cell);
        return day ? ofTime(day) : read(said(cell));
      };
    };
    const first = (day, made) => (day.slice(8, 10) === "01" ? made : day);
    if (reading === "angka" || reading === "persen") {
      const read = remembered(numbers(group || "", decimal || ".", type === "integer", counted));
      return (cell) => (isText(cell) ? read(squeeze(cell)) : said(cell));
    }
    if (reading === "tanggal") return times((text) => dayOf(text) || text, (day) => day);
    if (reading === "tahun-bulan") return times((text) => yearMonthOf(text) || text, (day) => first(day, day.slice(0, 7)));
    if (reading === "bulan")
      return times((text) => known.months[monthOf(text) - 1] || text, (day) => first(day, known.months[+day.slice(5, 7) - 1]));
    return said;
  };
  const hundredfold = (cell) => (typeof cell === "number" ? Number((cell * 100).toPrecision(15)) : cell);

  /* The period that a sheet is called after (tables/recipe/sheetperiods.py): year, month. */
  function sheetPeriod(name) {
    const words = name.toLowerCase().split(/[^0-9a-z]+/).filter((word) => word && !known.leading.includes(word));
    const years = words.filter((word) => /^(19|20)[0-9]{2}$/.test(word));
    const numbers = words.map(monthOf).filter(Boolean);
    return years.length > 1 || numbers.length > 1 || years.length + numbers.length !== words.length ? ["", 0] : [years[0] || "", numbers[0] || 0];
  }
  function isNext(recipe, name) {
    const [year, month] = sheetPeriod(name);
    const periods = (recipe.sheets || []).map(sheetPeriod).filter(([y, m]) => (y || m) && !m === !month);
    if (!(year || month) || !periods.length) return false;
    return !!recipe.sheetField || periods.every(([y, m]) => year > y || (year === y && month > m));
  }
  /* The periods that a label says (tables/recipe/labelperiods.py). */
  const wordsOf = (text) => text.toLowerCase().split(/[^0-9a-z]+/).filter(Boolean);
  const isYearWord = (word) => /^(19|20)[0-9]{2}$/.test(word);
  function labelPeriods(label) {
    const words = wordsOf(label);
    const spans = [...words.join(" ").matchAll(parts.span)].map(([, kind, number]) => kind[0] + ({ i: 1, ii: 2, iii: 3, iv: 4 }[number] || number));
    return [words.filter(isYearWord), words.map(monthOf).filter(Boolean).map(String), spans].map((list) => [...new Set(list)].sort().join(" "));
  }
  function apart(one, other) {
    const yours = labelPeriods(other);
    const mine = labelPeriods(one);
    const both = mine.map((a, at) => [a, yours[at]]).filter(([a, b]) => a && b);
    return mine.some(Boolean) && yours.some(Boolean) && (!both.length || both.some(([a, b]) => a !== b));
  }
  function isFurther(label, others) {
    const form = (text) =>
      wordsOf(text).join(" ").replace(parts.span, "$1 #").split(" ").map((word) => (isYearWord(word) || monthOf(word) ? "#" : word)).join(" ");
    const alike = new Set(others.filter((other) => form(other) === form(label)).map((other) => labelPeriods(other).join()));
    alike.delete(",,");
    return labelPeriods(label).some(Boolean) && alike.size > 1;
  }
  /* Where the titles above a table name other months than its sheet (tables/recipe/sheetperiods.py). */
  function otherMonth(source, place, recipe) {
    const own = recipe.sheetField ? sheetPeriod(source.name)[1] : 0;
    const found = new Map();
    source.rows.slice(0, place.rows[0] - 1).forEach((cells, row) =>
      cells.forEach((cell, column) => {
        const words = wordsOf(said(cell));
        words.forEach((word, at) => {
          const number = word.length > 4 || known.shortMonths.includes(word) ? monthOf(word) : 0;
          if (number && !/^[0-9]{1,2}$/.test(words[at - 1] || "") && !found.has(number)) found.set(number, [row + 1, column + 1, known.months[number - 1]]);
        });
      })
    );
    return own && !found.has(own) ? [...found.values()][0] : undefined;
  }
  function valueOf(source, place, recipe) {
    if (!recipe.sheetPeriod) return source.name;
    let [year, month] = sheetPeriod(source.name);
    if (month && !year) {
      const above = source.rows.slice(0, place.rows[0] - 1).flat().map(said).join("\n");
      const years = new Set(above.match(parts.sheetYear));
      year = years.size === 1 ? [...years][0] : "";
    }
    return !year ? source.name : month ? year + "-" + two(month) : year;
  }

  /* Where the header and the columns stand today (tables/recipe/match.py). */
  function labelsOf(rows, levels, merged, spread) {
    const texts = namedBy(rows, levels, merged, spread);
    return texts[0].map((_, at) => {
      const names = [];
      for (const row of texts) if (row[at][0] && row[at][0] !== names[names.length - 1]) names.push(row[at][0]);
      return names.join(" / ");
    });
  }
  /* Of each row of a header what it calls every column, and the column where that stands. */
  function namedBy(rows, levels, merged, spread) {
    const width = Math.min(Math.max(...levels.map((level) => level.length)), known.widest);
    const texts = levels.map((level) => Array.from({ length: width }, (_, at) => [said(level[at]), at + 1]));
    for (const [first, , left, right] of merged) {
      const level = rows.indexOf(first);
      if (level < 0 || left > width) continue;
      texts[level].fill(texts[level][left - 1], left - 1, Math.min(right, width));
    }
    if (spread)
      for (const row of texts.slice(0, -1)) for (let at = 1; at < width; at++) if (!row[at][0]) row[at] = row[at - 1];
    return texts;
  }
  /* The cells of a header that differ from the levels of a label (tables/recipe/renamed.py). */
  function renamed(source, place, label, column) {
    const wanted = label.split(" / ");
    const whole = place.labels[column - 1];
    const levels = place.rows.map((row) => source.rows[row - 1]);
    const parts = (spread) => namedBy(place.rows, levels, source.merged, spread).map((row, level) => [place.rows[level], row[column - 1][1], row[column - 1][0]]);
    const differing = (list, told) => told.flatMap(([row, at, given], n) => (folded(list[n]) === folded(given) ? [] : [[row, at, list[n], given || whole]]));
    const spread = parts(true);
    for (const given of [parts(false), spread]) {
      const told = given.filter(([, , text]) => text).filter(([, , text], n, all) => !n || all[n - 1][2] !== text);
      if (told.length === wanted.length) return differing(wanted, told);
      if (wanted.length === 1 && told.length) return differing(told.map(() => label), told);
    }
    if (wanted.length === spread.length) return differing(wanted, spread);
    return [[place.rows[place.rows.length - 1], column, label, whole]];
  }
  /* A label that stands there more often is the one beside the columns that stand there once. */
  function numbersOf(places) {
    const found = places.map(() => 0);
    const shared = new Map();
    places.forEach((numbers, at) => {
      const group = shared.get(numbers.join()) || [numbers, []];
      group[1].push(at);
      shared.set(numbers.join(), group);
    });
    const sure = [];
    for (const [numbers, own] of [...shared.values()].sort(([a, b], [c, d]) => (a.length > b.length) - (c.length > d.length))) {
      let free = numbers.filter((number) => !found.includes(number));
      if (free.length > own.length && sure.length) {
        const wanted = own.map((at) => {
          const near = sure.reduce((best, other) => (Math.abs(other - at) < Math.abs(best - at) || (Math.abs(other - at) === Math.abs(best - at) && other < best) ? other : best));
          return found[near] + at - near;
        });
        const far = (run) => run.reduce((sum, number, at) => sum + Math.abs(number - wanted[at]), 0);
        const runs = Array.from({ length: free.length - own.length + 1 }, (_, first) => free.slice(first, first + own.length));
        free = runs.reduce((best, run) => (far(run) < far(best) ? run : best));
      }
      own.forEach((at, nth) => (found[at] = free[nth] || 0));
      if (numbers.length === 1 && own.length === 1 && found[own[0]]) sure.push(own[0]);
    }
    return found;
  }
  function placedAt(rows, levels, merged, columns) {
    const plain = labelsOf(rows, levels, merged, false);
    const spread = labelsOf(rows, levels, merged, true);
    const places = new Map();
    plain.forEach((name, at) => {
      for (const label of new Set([folded(name), folded(spread[at])])) places.set(label, [...(places.get(label) || []), at + 1]);
    });
    const found = numbersOf(columns.map((column) => places.get(folded(column.label || "")) || []));
    const own = new Set(found);
    const labels = plain.map((name, at) => (own.has(at + 1) ? spread[at] : name));
    return { rows, labels, columns: found, complete: found.every(Boolean), share: found.filter(Boolean).length / columns.length };
  }
  function placed(source, recipe) {
    const head = source.rows.slice(0, recipe.header[recipe.header.length - 1] + known.near);
    let best = null;
    for (let step = 0; step <= 2 * known.near; step++) {
      const shift = step % 2 ? -(step + 1) / 2 : step / 2;
      const rows = recipe.header.map((row) => row + shift);
      if (rows[0] < 1 || rows[rows.length - 1] > head.length) continue;
      const levels = rows.map((row) => head[row - 1]);
      if (!levels.some((level) => level.some((cell) => cell !== undefined))) continue;
      const found = placedAt(rows, levels, source.merged, recipe.columns);
      if (!best || found.share > best.share) best = found;
      if (found.share === 1) break;
    }
    return best && best.share >= known.enough ? best : null;
  }
  function likestRow(source, recipe) {
    const words = new Set(recipe.columns.flatMap((column) => (column.label || "").split(" / ").map(folded)).filter(Boolean));
    let [most, row] = [0, 0];
    source.rows.slice(0, recipe.header[recipe.header.length - 1] + known.near).forEach((cells, at) => {
      const count = new Set(cells.map((cell) => folded(said(cell))).filter((word) => words.has(word))).size;
      if (count > most) [most, row] = [count, at + 1];
    });
    return most > Math.min(1, words.size - 1) && most * 4 >= words.size ? row : 0;
  }

  /* The rows of the table, and those that are left out (tables/recipe/apply.py). */
  const alike = (text) => folded(text).replace(/[0-9]+/g, "0");
  const firstText = (row) => said(row.find((cell) => isText(cell) && strip(cell)));
  function dropsOf(recipe) {
    const named = new Map();
    const any = new Set();
    const names = recipe.columns.some((column) => !column.down && !known.figures.includes(column.read));
    for (const [reason, text] of recipe.drops || []) text ? named.set(alike(text), reason) : any.add(reason);
    return {
      reason(row) {
        if (any.has("jumlah") && names && nameless(row)) return "jumlah";
        const why = (named.size && named.get(alike(firstText(row)))) || "";
        return known.bare.includes(why) && row.some((cell) => typeof cell === "number") ? "" : why;
      },
      named: (reason, text) => any.has(reason) || named.has(alike(text)),
    };
  }
  const NOTHING = new Map();
  function* lines(source, place, recipe, drops) {
    const labelled = place.labels.flatMap((label, at) => (label ? [at + 1] : []));
    const wide = [...new Set([...labelled, ...place.columns])].filter(Boolean).sort((a, b) => a - b);
    const across = (row) => wide.map((at) => row[at - 1]);
    const columns = recipe.columns.map((column, at) => ({ at, from: wide.indexOf(place.columns[at]), number: place.columns[at], text: known.texts.includes(column.read), ...column }));
    const { coded } = source;
    const fills = columns.filter((column) => column.down);
    const moved = place.columns.some((column, at) => at && column < place.columns[at - 1]);
    const header = place.rows[place.rows.length - 1];
    const last = new Map();
    function* below() {
      for (let number = header + 1; number <= source.rows.length; number++) yield [number, across(source.rows[number - 1])];
    }
    const head = source.rows.slice(0, header);
    const titles = new Set(head.slice(0, place.rows[0] - 1).flat().map(key));
    const levels = head.slice(place.rows[0] - 1).map(across);
    for (const [number, all, told] of body(below(), levels[levels.length - 1], titles, levels.slice(0, -1))) {
      if (told === "kosong") continue;
      const cells = columns.map((column) => {
        const code = column.text && coded.size ? coded.get(number + "," + column.number) : undefined;
        if (code !== undefined) return code;
        const cell = all[column.from];
        return column.read === "persen" && source.percent(number, column.number) ? hundredfold(cell) : cell;
      });
      let reason = told || drops.reason(all);
      if (moved && !reason && isTotal(cells)) reason = "jumlah";
      if (!reason && cells.every((cell) => cell === undefined)) continue;
      const above = fills.length && !reason ? new Map() : NOTHING;
      if (!reason)
        for (const { at } of fills)
          if (cells[at] !== undefined) last.set(at, [cells[at], number]);
          else if (last.has(at)) {
            cells[at] = last.get(at)[0];
            above.set(at, last.get(at)[1]);
          }
      yield { row: number, cells, reason, above, text: reason ? firstText(all) : "" };
    }
  }

  /* A number with the marks of the page's language. */
  function written(value) {
    const [group, point] = uji.words.lang === "en" ? [",", "."] : [".", ","];
    const [whole, rest] = uji.numberText(value).split(".");
    return whole.replace("-", "\u2212").replace(/\B(?=(?:[0-9]{3})+$)/g, group) + (rest ? point + rest : "");
  }

  /* Do the totals say what their rows come to (tables/recipe/totals.py)? */
  function totalsOf(recipe, reads) {
    const sums = recipe.columns.flatMap((column, at) =>
      column.sum ? [{ at, name: column.name, read: reads[at], whole: column.whole, styled: recipe.styled || column.counted, all: 0, since: 0, count: 0, counted: 0, decimals: 0, totals: [] }] : []
    );
    const unclear = (one, cell) => isText(cell) && !one.styled && marks(cell)[2];
    function number(one, cell, whole) {
      let value = cell;
      let told = "";
      if (typeof cell === "number") told = Number.isInteger(cell) ? "" : cell.toFixed(6).replace(/0+$/, "");
      else {
        if (!filled(cell) || missing(cell)) return null;
        told = one.read(cell);
        value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(told) ? Number(told) : NaN;
      }
      if (!Number.isFinite(value) || unclear(one, cell) || (whole && !Number.isInteger(value))) {
        one.unread = true;
        return null;
      }
      one.decimals = Math.max(one.decimals, Math.min(6, (told.split(".")[1] || "").length));
      return value;
    }
    return {
      add(cells) {
        for (const one of sums) {
          const value = one.unread ? null : number(one, cells[one.at], one.whole);
          if (value === null) continue;
          one.all += value;
          one.since += value;
          one.count++;
          one.counted++;
        }
      },
      total(line) {
        if (parts.average.test(line.text)) return;
        for (const one of sums) {
          const cell = line.cells[one.at];
          const both = !one.unread && unclear(one, cell) && either(cell);
          const value = both || one.unread ? null : number(one, cell);
          const values = both ? [Number(both.whole), both.value] : value === null ? [] : [value];
          const means = [[one.all, one.count], [one.since, one.counted]].flatMap(([sum, count]) => (count ? [sum / count] : []));
          if (values.length) one.totals.push({ row: line.row, shown: uji.plainText(cell), values, all: one.all, since: one.since, means });
          one.since = one.counted = 0;
        }
      },
      findings(tell) {
        for (const one of sums.filter((each) => !each.unread)) {
          const room = (value) => (one.decimals ? 0.5 * 10 ** -one.decimals * Math.max(one.count, 1) + 1e-9 * Math.abs(value) : 0.5);
          const near = (values, sums) => values.some((value) => sums.some((sum) => Math.abs(value - sum) <= room(value)));
          one.totals.forEach(({ row, shown, values, all, since, means }, at) => {
            const next = one.totals[at + 1];
            const before = one.totals.slice(0, at);
            const groups = before.reduce((sum, each) => sum + each.values[0], 0);
            const rest = (next ? next.all : one.all) - all;
            if (near(values, [all, since, one.all - all, rest, one.all, groups])) return;
            const half = (value) => 0.5000001 * 10 ** -(uji.numberText(value).split(".")[1] || "").length;
            if (values.some((value) => [...means, one.all / Math.max(one.count, 1)].some((mean) => Math.abs(value - mean) <= half(value)))) return;
            const grouped = next || before.some((each) => near(each.values, [each.since]));
            const expected = (grouped && one.totals.length > 1 && since ? since : all) || one.all;
            const sum = written(Number(expected.toFixed(one.decimals)));
            const total = values.length > 1 ? shown : written(values[0]);
            tell("recipe-total-differs", "warning", row, one.at, { cell: shown, values: { sum, total } });
          });
        }
      },
    };
  }

  /* Numbers in text that the recipe's style does not allow (tables/recipe/styles.py). */
  const marks = remembered((text) => {
    const [body] = bareNumber(squeeze(text));
    const found = forms.figure.exec(/^[-+]/.test(body) ? strip(body.slice(1)) : body);
    if (!found) return ["", "", ""];
    const [, digits, group = "", decimal = ""] = found;
    if (!group || decimal) return group === decimal ? ["", "", ""] : [group, decimal, ""];
    if (digits.split(group).length > 2 || !".,".includes(group)) return [group, "", ""];
    return digits[0] === "0" ? ["", group, ""] : ["", "", group];
  });
  /* What a number in text may be whose one mark is unclear. */
  function either(text) {
    const [bare, negative] = bareNumber(squeeze(text));
    const mark = marks(text)[2];
    const body = (negative ? "-" : "") + bare.replace(/ /g, "").replace("+", "");
    const value = Number(body.replace(mark, "."));
    return { whole: body.replace(mark, ""), value, fraction: written(value), mark, point: mark === "." ? "," : "." };
  }
  const styled = (group, decimal) => "1" + group + "234" + (decimal ? decimal + "5" : "");
  function stylesOf(recipe) {
    const [group, decimal] = [recipe.group || "", recipe.decimal || "."];
    const all = [];
    let now = [];
    const seen = ["", ""];
    return {
      sheet(tell) {
        now = recipe.columns.flatMap((column, at) => (column.read === "angka" || column.read === "persen" ? [{ at, tell, counted: column.counted, odd: 0, unclear: 0 }] : []));
        all.push(...now);
      },
      add(row, cells, total) {
        for (const one of now) {
          const cell = cells[one.at];
          const [g, d, unclear] = isText(cell) ? marks(cell) : ["", "", ""];
          if ((!g && !d && !unclear) || (one.counted && !d && ["", ".", ","].includes(g))) continue;
          if (unclear ? unclear === group || unclear === decimal : (!g || g === group) && (!d || d === decimal)) {
            if (total) continue;
            if (!unclear) one.certain = true;
            else if (!one.unclear++) one.doubt = [row, cell];
            continue;
          }
          seen[0] = seen[0] || g;
          seen[1] = seen[1] || d;
          if (!total && !one.odd++) one.first = [row, cell];
        }
      },
      findings() {
        const turned = (seen[1] && seen[1] === group) || (seen[0] && seen[0] === decimal);
        const doubted = (turned || !recipe.styled) && !all.some((one) => one.certain);
        const seems = seen[0] === seen[1] ? "" : styled(...seen);
        for (const one of all) {
          if (!one.odd && !(doubted && one.unclear)) continue;
          const [row, cell] = one.odd ? one.first : one.doubt;
          const unsaid = !turned && !seems && !recipe.styled && marks(cell)[2];
          const kind = unsaid ? "either" : !one.odd ? "doubtful" : seems ? "seems" : "unclear";
          const values = { count: one.odd + (turned || !one.odd ? one.unclear : 0), declared: styled(group, decimal), seems, case: kind, ...(unsaid && either(cell)) };
          one.tell("recipe-number-style", "error", row, one.at, { cell, values });
        }
      },
    };
  }

  /* Where the sheet drifts from its recipe (tables/recipe/drift.py). */
  function movedOf(columns) {
    const longest = (runs) => runs.reduce((best, run) => (run.length > best.length ? run : best), []);
    const best = [];
    columns.forEach((column, at) => {
      if (column) best.push([...longest(best.filter((run) => columns[run[run.length - 1]] < column)), at]);
    });
    const kept = longest(best);
    return columns.flatMap((column, at) => (column && !kept.includes(at) ? [at] : []));
  }
  function ofKindOf(source, place, recipe, at, number) {
    const bottom = place.rows[place.rows.length - 1];
    const cells = source.rows.slice(bottom, bottom + known.sample).map((row) => row[number - 1]);
    const there = cells.filter((cell) => filled(cell) && !missing(cell));
    return there.filter(isNumber).length * 2 > there.length === ["angka", "persen"].includes(recipe.columns[at].read);
  }
  function score(source, place, recipe, at, number) {
    const [ofLabel, ofPlace, ofKind] = known.weights;
    const column = recipe.columns[at];
    const before = Math.max(0, ...place.columns.slice(0, at));
    const after = place.columns.slice(at + 1).find(Boolean) || place.labels.length + 1;
    let sum = ofLabel * uji.ratio(folded(column.label || ""), folded(place.labels[number - 1]));
    sum += before < number && number < after ? ofPlace : 0;
    return sum + (ofKindOf(source, place, recipe, at, number) ? ofKind : 0);
  }
  function pairsOf(source, place, recipe, own) {
    const free = new Set(place.labels.flatMap((label, at) => (label && !own.has(at + 1) ? [at + 1] : [])));
    const gone = new Set(place.columns.flatMap((column, at) => (column ? [] : [at])));
    const scored = [...gone].flatMap((at) => [...free].filter((column) => !apart(recipe.columns[at].label || "", place.labels[column - 1])).map((column) => [score(source, place, recipe, at, column), -Math.abs(at - column), at, column]));
    const below = (a, b) => b.reduce((found, value, i) => found || value - a[i], 0);
    const pairs = [];
    for (const [points, , at, column] of scored.sort(below))
      if (points >= known.weights[3] && gone.has(at) && free.has(column)) {
        gone.delete(at);
        free.delete(column);
        pairs.push([at, column]);
      }
    return { free, gone, pairs };
  }
  /* What of a sheet the other tables take: first row, last row, columns. */
  function areasOf(source, recipe) {
    return (recipe.beside || []).flatMap((other) => {
      const place = (!source.name || (other.sheets || []).includes(source.name)) && placed(source, other);
      if (!place) return [];
      const renamed = pairsOf(source, place, other, new Set(place.columns)).pairs.map(([, column]) => column);
      let last = place.rows[place.rows.length - 1];
      if (place.complete) for (const { row } of lines(source, place, other, dropsOf(other))) last = Math.max(last, row);
      return [{ first: place.rows[0], last, columns: new Set([...place.columns, ...renamed].filter(Boolean)) }];
    });
  }
  const takes = (areas, row, column) => areas.some((area) => area.first <= row && row <= area.last && area.columns.has(column));
  /* Labels that differ only in what stands in brackets: (ton), (kg). */
  function otherUnit(before, now) {
    const units = [before, now].map((label) => [...folded(label).matchAll(/\(([^()]*)\)/g)].map((found) => found[1]).filter((unit) => /[a-z%]/.test(unit)));
    const rest = [before, now].map((label) => squeeze(folded(label).replace(/\([^()]*\)/g, " ")));
    return units.every((list) => list.length) && units[0].join("|") !== units[1].join("|") && rest[0] === rest[1];
  }
  /* The header with each column that is gone at the one place where it can be, else null. */
  function sureOf(source, place, recipe) {
    if (place.complete) return place;
    const mine = (label, at) => place.columns.includes(at + 1) || (label && !known.numbers.includes(folded(label)));
    const columns = place.labels.flatMap((label, at) => (mine(label, at) ? [at + 1] : []));
    const fits = (column, at) => (place.columns[at] ? place.columns[at] === column : sameColumn(source, place, recipe, at, column));
    return columns.length === place.columns.length && columns.every(fits) ? { ...place, columns, complete: true } : null;
  }
  function sameColumn(source, place, recipe, at, number) {
    const labels = [recipe.columns[at].label || "", place.labels[number - 1]];
    const levels = labels.map((label) => folded(label).split(" / "));
    while (levels.every((list) => list.length) && levels[0][0] === levels[1][0]) levels.forEach((list) => list.shift());
    const [before, now] = labels.map((label) => (folded(label).match(/[0-9]+/g) || []).join());
    const words = levels.map((list) => list.join(" / "));
    return ofKindOf(source, place, recipe, at, number) && before === now && !otherUnit(...labels) && !apart(...labels) && uji.ratio(...words) >= known.sure;
  }
  function columnFindings(source, place, recipe, tell, areas, certain) {
    const row = place.rows[place.rows.length - 1];
    const others = areas.flatMap((area) => (area.first <= row && row <= area.last ? [...area.columns] : []));
    const { free, gone, pairs } = pairsOf(source, place, recipe, new Set([...place.columns, ...others]));
    const checked = certain && !gone.size && pairs.every(([at, column]) => certain.columns[at] === column);
    const name = (at) => ({ field: recipe.columns[at].name });
    const label = (at) => recipe.columns[at].label || "";
    const cells = new Map();
    for (const [at, column] of pairs) {
      const why = otherUnit(label(at), place.labels[column - 1]) ? "unit" : checked ? "checked" : "";
      for (const one of renamed(source, place, label(at), column)) {
        const key = JSON.stringify([...one, why]);
        cells.set(key, [...(cells.get(key) || []), recipe.columns[at].name]);
      }
    }
    for (const [key, fields] of cells) {
      const [there, column, label, given, why] = JSON.parse(key);
      tell("recipe-column-renamed", "error", there, undefined, { column, field: fields[0], values: { label, given, names: fields.join(", "), case: why } });
    }
    for (const at of gone)
      tell("recipe-column-missing", "error", row, undefined, { ...name(at), values: { label: label(at), ...(labelPeriods(label(at)).some(Boolean) && { case: "period" }) } });
    const labels = recipe.columns.flatMap((_, at) => [label(at), label(at).split(" / ").pop()]);
    for (const column of free) {
      const cell = place.labels[column - 1];
      if (isFurther(cell, labels)) tell("recipe-column-new", "error", row, undefined, { column, cell, values: { case: "period" } });
      else if (!known.numbers.includes(folded(cell))) tell("recipe-column-new", "warning", row, undefined, { column, cell });
    }
    for (const at of movedOf(place.columns)) tell("recipe-column-moved", "notice", row, at, { values: { label: label(at) } });
  }

  /* What a workbook does not tell of itself, within the table (tables/recipe/judged.py). */
  async function judge(source, place, recipe, schema, last, dropped, tell) {
    const { seen, book, entry } = source;
    const taken = new Map(place.columns.map((column, at) => [column, at]));
    const first = place.rows[0];
    const header = place.rows[place.rows.length - 1];
    const width = Math.max(...place.columns);
    const field = (at) => schema.fields.find((one) => one.name === recipe.columns[at].name);
    const where = (row, column, more) => [row, undefined, { column, field: taken.has(column) ? recipe.columns[taken.get(column)].name : "", ...more }];
    for (const other of book.sheets.filter((sheet) => sheet.hidden)) {
      const named = { sheet: other.name, values: { name: other.name } };
      if (other === entry && !schema.hidden) tell("sheet-hidden", "error", undefined, undefined, { ...named, values: { name: other.name, type: "published" } });
      else if (other !== entry && !(recipe.sheets || []).includes(other.name) && source.first) tell("sheet-hidden", "warning", undefined, undefined, named);
    }
    if (!schema.hidden) {
      for (const [from, to] of seen.hiddenColumns)
        if (place.columns.some((column) => from <= column && column <= to))
          tell("columns-hidden", "error", ...where(first, from, { values: { count: Math.min(to, width) - from + 1 } }));
      for (const [from, to] of seen.hiddenRows) {
        const [start, end] = [Math.max(from, first), Math.min(to, last)];
        const values = { last: end, count: end - start + 1, ...(seen.filtered ? { type: "filter" } : {}) };
        if (start <= end) tell("rows-hidden", "error", start, undefined, { values });
      }
    }
    const inside = ([row, column]) => first <= row && row <= last && taken.has(column) && !dropped.has(row);
    for (const at of seen.errors.filter(inside)) tell("cell-error", "error", ...where(...at, { cell: seen.shown.get(at.join()) }));
    for (const at of seen.uncomputed.filter(inside)) tell("formula-uncomputed", "error", ...where(...at));
    if (seen.formulas) tell("sheet-formulas", "notice", undefined, undefined, { values: { count: seen.formulas } });
    for (const at of await uji.comments(source.parts, entry)) tell("cell-comment", "warning", ...where(...at));
    for (const [column, [row, count]] of seen.percents) {
      const at = taken.get(column);
      const one = at === undefined ? null : field(at);
      if (one && recipe.columns[at].read === "angka" && (one.type === "number" || one.type === "integer"))
        tell("cell-percent", one.percent ? "warning" : "notice", ...where(row, column, { values: { count } }));
    }
    const texts = place.columns.filter((_, at) => known.texts.includes(recipe.columns[at].read) && (field(at) || {}).type === "string");
    for (let row = header + 1; row <= last; row++)
      for (const column of texts) {
        const cell = (source.rows[row - 1] || [])[column - 1];
        if (cell === undefined || isText(cell)) continue;
        const more = { cell: uji.plainText(cell) };
        if (cell.day !== undefined) tell("cell-date-in-text", "error", ...where(row, column, more));
        else if (typeof cell !== "number" || source.coded.has(row + "," + column)) continue;
        else if (Math.abs(cell) >= 1e15) tell("cell-digits-lost", "error", ...where(row, column, more));
        else if (!Number.isInteger(cell)) tell("cell-number-in-text", "warning", ...where(row, column, more));
      }
  }

  /* What stands for a person in the sheet outside of the table: columns and rows left out. */
  async function* beside(source, place, taken) {
    const header = place ? place.rows[place.rows.length - 1] : source.rows.findIndex((row) => row.filter(filled).length > 1) + 1;
    const labels = place ? place.labels : (source.rows[header - 1] || []).map(said);
    const width = Math.max(labels.length, ...source.rows.slice(0, 1000).map((row) => row.length));
    const own = new Set(place ? place.columns : []);
    const named = [];
    const names = Array.from({ length: width }, (_, at) => labels[at] || "");
    const looks = [uji.persons(uji.looks(names.map(() => ""))), uji.persons(uji.looks(names.map((name) => name.split(" / ").pop())))];
    for (let row = 1; row <= source.rows.length; row++) {
      if (row % 1000 === 0) await uji.pause();
      source.rows[row - 1].forEach((cell, at) => {
        if (cell === undefined || (taken.has(row) && own.has(at + 1))) return;
        const code = source.coded.size ? source.coded.get(row + "," + (at + 1)) : undefined;
        const text = code === undefined ? uji.plainText(cell) : code;
        looks[+(row > header)].take(row, at, text, false);
        const one = isText(cell) && uji.named(text, row > header ? "text" : "title");
        if (one) named.push({ ...one, row, column: at + 1 });
      });
    }
    const rows = source.rows.map((row) => row.map(uji.plainText));
    for (const look of looks)
      for (const one of look.end()) {
        const signs = one.code === "personal-nip" && uji.signer(rows, one.row - 1, one.column - 1);
        named.push(one);
        if (signs && !named.some((other) => other.code === signs.code && other.row === signs.row && other.column === signs.column)) named.push(signs);
      }
    for (const one of named)
      yield { ...one, sheet: source.name, field: names[one.column - 1] || uji.letters(one.column), placed: true, values: { ...one.values, where: "sheet" } };
  }

  /* The sheets that a recipe names, or the one of a CSV file. */
  const runsTell = (runs) => (row, column) => (runs.get(column) || []).some(([from, to]) => from <= row && row <= to);
  async function ofBook(parts, book, entry, most) {
    const seen = await uji.sheetOf(parts, book, entry, most);
    const rows = [];
    let width = 0;
    for (let at = 0; at < seen.rows.length; at++) rows.push(Array.from(seen.rows[at] || [], (cell) => (cell === "" ? undefined : cell)));
    for (const [place, text] of seen.shown) {
      const [row, column] = place.split(",").map(Number);
      while (rows.length < row) rows.push([]);
      rows[row - 1][column - 1] = text;
    }
    for (const row of rows) width = Math.max(width, row.length);
    for (const row of rows.slice(0, most || 1000)) for (let at = 0; at < width; at++) row[at] = row[at]; // no holes
    return { name: entry.name, rows, merged: seen.merged, coded: seen.coded, percent: runsTell(seen.runs), seen, book, entry, parts };
  }
  async function ofText(file) {
    let text = await uji.anyText(file);
    let head = text.slice(0, 1 << 17);
    if (head.length === 1 << 17) head = head.slice(0, head.lastIndexOf("\n") + 1) || head;
    const first = strip(head.split("\n", 1)[0]).replace(/^"+|"+$/g, "");
    const named = /^sep=.$/isu.test(first);
    if (named) text = text.slice(/\r\n|\n|\r|$/.exec(text).index).replace(/^(?:\r\n|\n|\r)/, "");
    const rows = [];
    for (const record of uji.records(text, { delimiter: named ? first[4] : uji.delimiterOf(head) })) {
      rows.push(record.map((cell) => (cell === "" ? undefined : cell)));
      if (rows.length % 2000 === 0) await uji.pause();
    }
    return { name: "", rows, merged: [], coded: new Map(), percent: () => false };
  }

  const BESIDE = ["recipe-sheet-new", "recipe-sheet-title", "recipe-column-new", "rows-hidden", "columns-hidden", "sheet-hidden", "cell-date-in-text", "cell-digits-lost"];
  const goesOn = (finding) => finding.code === "recipe-column-renamed" && finding.values.case === "checked";
  const stops = (finding) => finding.level === "error" && !BESIDE.includes(finding.code) && !goesOn(finding);

  /*
    The table in a file, read by the recipe of `schema`: `records` are the names of its fields and
    its rows, `spots` where each row stands, `findings` what was found on the way.
  */
  uji.tidy = async function (file, schema) {
    const recipe = schema.recipe;
    const fields = schema.fields;
    const findings = [];
    const types = new Map(fields.map((field) => [field.name, field.type]));
    const reads = recipe.columns.map((column) => uji.reader(column.read, recipe.group, recipe.decimal, types.get(column.name), column.counted));
    const order = new Map(recipe.columns.map((column, at) => [column.name, at]));
    const records = [fields.map((field) => field.name)];
    const spots = [null];
    const sources = new Map();
    const teller = (sheet) => (code, level, row, at, more) =>
      findings.push({
        code, level, sheet, row, placed: true, cell: "", values: {},
        column: at === undefined ? undefined : places.get(sheet).columns[at], field: at === undefined ? "" : recipe.columns[at].name, ...more,
      });
    const places = new Map();
    const styles = stylesOf(recipe);

    async function take(source) {
      const tell = teller(source.name);
      let place = placed(source, recipe);
      sources.set(source.name, source);
      places.set(source.name, place);
      if (!place) {
        const row = likestRow(source, recipe);
        const labels = recipe.columns.map((column) => column.label).filter(Boolean);
        const values = { labels: labels.slice(0, known.listed).join(", ") + (labels.length > known.listed ? ", …" : ""), case: row ? "near" : "none" };
        tell("recipe-header-missing", "error", row || undefined, undefined, { values });
        return;
      }
      const header = place.rows[place.rows.length - 1];
      const declared = recipe.header[recipe.header.length - 1];
      if (header !== declared) tell("recipe-header-moved", "notice", header, undefined, { values: { declared } });
      const other = otherMonth(source, place, recipe);
      if (other) tell("recipe-sheet-title", "error", other[0], undefined, { column: other[1], values: { given: other[2] } });
      const areas = areasOf(source, recipe);
      const certain = sureOf(source, place, recipe);
      const before = findings.length;
      columnFindings(source, place, recipe, tell, areas, certain);
      if (!certain || findings.slice(before).some(stops)) return;
      place = certain;
      places.set(source.name, place);
      const drops = dropsOf(recipe);
      const totals = totalsOf(recipe, reads);
      const given = { ...recipe.fixed, ...(recipe.sheetField ? { [recipe.sheetField]: valueOf(source, place, recipe) } : {}) };
      let last = header;
      let count = 0;
      styles.sheet(tell);
      const dropped = new Set();
      for (const line of lines(source, place, recipe, drops)) {
        if (++count % 1000 === 0) await uji.pause();
        last = Math.max(last, line.row);
        if (!line.reason) {
          totals.add(line.cells);
          styles.add(line.row, line.cells, false);
          records.push(fields.map(({ name }) => (order.has(name) ? reads[order.get(name)](line.cells[order.get(name)]) : given[name] || "")));
          spots.push({ sheet: source.name, row: line.row, above: line.above });
          continue;
        }
        dropped.add(line.row);
        if (line.reason === "jumlah") {
          totals.total(line);
          styles.add(line.row, line.cells, true);
        }
        if (!known.silent.includes(line.reason) && !drops.named(line.reason, line.text)) {
          const cell = line.reason === "jumlah" || line.reason === "judul" ? line.text : "";
          tell("recipe-row-dropped", "notice", line.row, undefined, { cell, values: { case: line.reason } });
        }
      }
      totals.findings(tell);
      const rest = [];
      source.rows.forEach((row, at) => at >= last && place.columns.some((column) => filled(row[column - 1]) && !takes(areas, at + 1, column)) && rest.push(at + 1));
      if (rest.length)
        tell("recipe-row-dropped", rest[0] === last + 1 ? "warning" : "notice", rest[0], undefined, { values: { case: "rest", last: rest[rest.length - 1] } });
      if (source.book) await judge(source, place, recipe, schema, last, dropped, tell);
    }

    const book = await uji.workbook(file);
    if (!book) await take(await ofText(file));
    else {
      const names = book.sheets.map((sheet) => sheet.name);
      const wanted = recipe.sheets || names.slice(0, 1);
      const absent = wanted.filter((name) => !names.includes(name));
      const others = names.filter((name) => !wanted.includes(name) && !(recipe.others || []).includes(name)).slice(0, known.sheets);
      let same = [];
      for (const name of others) {
        const entry = book.sheets.find((sheet) => sheet.name === name && sheet.part);
        const place = entry && placed(await ofBook(book.parts, book, entry, recipe.header[recipe.header.length - 1] + known.near), recipe);
        if (place && place.complete) same.push(name);
      }
      for (const name of absent) {
        const near = (other) => uji.ratio(folded(name), folded(other));
        const best = (from) => from.reduce((most, other) => (!most || near(other) > near(most) ? other : most), "");
        const could = (other) => !apart(name, other);
        const match = best(same.filter(could)) || best(others.filter(could));
        const likely = same.includes(match) || (match && near(match) >= known.alike) ? match : "";
        same = same.filter((other) => other !== likely);
        const values = { sheets: names.join(", "), ...(likely ? { case: "recipe-likely", likely } : { case: labelPeriods(name).some(Boolean) ? "recipe-period" : "recipe" }) };
        teller(name)("sheet-missing", "error", undefined, undefined, { values });
      }
      for (const name of same) {
        const next = isNext(recipe, name);
        const values = { name, case: next ? (recipe.sheetField ? "period" : "period-own") : recipe.own ? "own" : "" };
        teller(name)("recipe-sheet-new", next ? "error" : "warning", undefined, undefined, { values });
      }
      for (const name of absent.length ? [] : wanted) {
        const entry = book.sheets.find((sheet) => sheet.name === name && sheet.part);
        if (!entry) throw new uji.Stop("workbook-unreadable", { note: "no sheet with cells" });
        await take({ ...(await ofBook(book.parts, book, entry)), first: name === wanted[0] });
      }
    }
    styles.findings();
    const unread = new Set(findings.flatMap((f) => (f.code === "recipe-number-style" ? [f.sheet + "\n" + f.field] : [])));
    const kept = findings.filter((f) => f.code !== "recipe-total-differs" || !unread.has(f.sheet + "\n" + f.field));
    findings.splice(0, findings.length, ...kept);
    /* What a person sees in a cell of a sheet. */
    const shown = (sheet, row, column) => {
      const source = sources.get(sheet) || { rows: [], coded: new Map() };
      const code = source.coded.get(row + "," + column);
      const cell = (source.rows[row - 1] || [])[column - 1];
      if (code !== undefined) return code;
      if (typeof cell === "number" && source.percent(row, column)) return uji.numberText(hundredfold(cell)) + "%";
      return uji.plainText(cell);
    };
    /* A finding about a row of the table, told at the cell of its sheet. */
    const at = (finding) => {
      if (finding.placed) return finding;
      const spot = spots[(finding.row || 0) - 1];
      if (!spot) return { ...finding, row: undefined, column: undefined };
      const name = finding.field || (finding.column ? (fields[finding.column - 1] || {}).name : "");
      const values = { ...finding.values };
      const other = spots[(values.other || 0) - 1];
      if (other) values.other = other.sheet === spot.sheet ? other.row : other.row + ' ("' + other.sheet + '")';
      const made = { ...finding, values, sheet: spot.sheet, row: spot.row, column: undefined, field: name };
      if (!order.has(name)) return made;
      const number = order.get(name);
      made.row = spot.above.get(number) || spot.row;
      made.column = places.get(spot.sheet).columns[number];
      if (made.cell && !made.personal) made.cell = shown(spot.sheet, made.row, made.column);
      return made;
    };
    const header = (sheet) => ((places.get(sheet) || {}).rows || [0]).slice(-1)[0];
    const stopped = findings.some(stops);
    if (stopped) for (const finding of findings.filter(goesOn)) finding.values.case = "";
    for (const [name, source] of sources) {
      const place = places.get(name);
      const taken = new Set(spots.flatMap((spot) => (spot && spot.sheet === name ? [spot.row, ...spot.above.values()] : [])));
      for await (const one of beside(source, place && place.complete ? place : null, taken)) findings.push(one);
    }
    return { records, spots, findings, stopped, at, shown, header };
  };
})();
