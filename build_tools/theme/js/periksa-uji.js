/*
  The check page: what is wrong in a table, by its published schema. Verdicts on cells are those
  of frictionless as build_tools/tables has them, the others those of build_tools/checks;
  tests/browser/test_periksa.py holds both sides against each other.
*/
(function () {
  "use strict";
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const known = new Map(); // schemas and lists of codes by name
  uji.add = (more) => Object.entries(more).forEach(([name, value]) => known.set(name, value));
  uji.has = (name) => known.has(name);
  uji.schema = (name) => known.get(name);
  const SHOWN = 100;
  const LISTED = 12;
  const LONGEST = 1000;
  const TOTAL = /^(?:jumlah|(?:grand |sub ?)?total|rata-rata)\s*:?$/i;
  const THOUSANDS = /^-?[1-9]\p{Nd}{0,2}\.\p{Nd}{3}$/u;
  const NUMBER = /^[+-]?(?:(\p{Nd}+(?:\.\p{Nd}*)?|\.\p{Nd}+)(?:e([+-]?\p{Nd}+))?|inf(?:inity)?|s?nan\p{Nd}*)$/iu;
  const IDENTIFIER = "[a-z0-9]+(-[a-z0-9]+)*";
  const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}(?:id|com|org|net|info|int|gov|edu|app|io|co|dev|site|online|asia|my|sg)(?::[0-9]{1,5})?(?:[/?#]\S*)?$/i;
  const strip = (text) => uji.strip(text);
  const short = (text) => (text.length > 200 ? text.slice(0, 199) + "…" : text);
  const plain = (name) => name.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]/gu, "");
  const digitsOf = (text) =>
    /[^\0-\x7f]/.test(text) ? text.replace(/\p{Nd}/gu, (sign) => {
      let code = sign.codePointAt(0);
      let value = 0;
      while (/\p{Nd}/u.test(String.fromCodePoint(--code))) value++;
      return value % 10;
    }) : text;

  /* Whole numbers and decimals of any length, compared without a loss. */
  function decimal(text) {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
    if (!match) return null;
    const digits = match[2] + (match[3] || "");
    return { sign: match[1] === "-" ? -1n : 1n, digits, power: +(match[4] || 0) - (match[3] || "").length };
  }
  function compare(a, b) {
    const [one, other] = [decimal(a), decimal(b)];
    if (!one || !other) return NaN;
    const least = Math.min(one.power, other.power);
    if (one.power - least > 5000 || other.power - least > 5000) return Number(a) - Number(b);
    const value = (n) => n.sign * BigInt(n.digits || "0") * 10n ** BigInt(n.power - least);
    const difference = value(one) - value(other);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  }

  /* By type: the canonical text of a cell, or null where it is not of the type. */
  const READ = {
    string(cell, field) {
      if (field.format === "uri") return /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(cell) ? cell : null;
      return cell;
    },
    any: (cell) => cell,
    integer(cell, field) {
      let text = strip(cell);
      if (field.bare) text = text.replace(/^[^-\p{Nd}]*|\P{Nd}*$/gu, "");
      if (text.length > 4300 || !/^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u.test(text)) return null;
      text = digitsOf(text).replace(/_/g, "").replace(/^\+/, "");
      return text.replace(/^(-?)0+(?=\d)/, "$1").replace(/^-0$/, "0");
    },
    number(cell, field) {
      let text = strip(cell);
      if (field.bare) text = text.replace(/^[^-\p{Nd}]*|\P{Nd}*$/gu, "");
      if (field.grp || field.dec || field.bare) {
        if (field.grp) text = text.split(field.grp).join("");
        if (field.dec && field.dec !== ".") {
          if (text.includes(".")) return null;
          text = text.split(field.dec).join(".");
        }
      }
      text = strip(text).replace(/_/g, "");
      const match = NUMBER.exec(text);
      if (!match || (match[2] && Math.abs(+digitsOf(match[2])) > 999999999999999999)) return null;
      text = digitsOf(text);
      return match[1] ? text : text.toLowerCase().includes("nan") ? "NaN" : text[0] === "-" ? "-INF" : "INF";
    },
    boolean(cell, field) {
      if ((field.yes || ["true", "True", "TRUE", "1"]).includes(cell)) return "true";
      return (field.no || ["false", "False", "FALSE", "0"]).includes(cell) ? "false" : null;
    },
    year(cell) {
      if ([...cell].length !== 4) return null;
      const text = READ.integer(cell, {});
      return text === null || text[0] === "-" ? null : text.padStart(4, "0");
    },
    yearmonth(cell) {
      const [year, month, more] = cell.split("-").map((part) => READ.integer(part, {}));
      if (!year || !month || more !== undefined || +month < 1 || +month > 12) return null;
      return year.padStart(4, "0") + "-" + month.padStart(2, "0");
    },
    date(cell, field) {
      const pattern = field.format || "%Y-%m-%d";
      const parts = [];
      const source = pattern.replace(/%([Ymd%])|\s+|[^%\s]/g, (sign, part) => {
        if (!part) return /\s/.test(sign) ? "\\s+" : sign.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
        if (part === "%") return "%";
        parts.push(part);
        return { Y: "(\\d\\d\\d\\d)", m: "(1[0-2]|0[1-9]|[1-9])", d: "(3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])" }[part];
      });
      const match = new RegExp("^" + source + "$", "i").exec(digitsOf(cell));
      if (!match) return null;
      const [year, month, day] = ["Y", "m", "d"].map((part) => +(match[parts.indexOf(part) + 1] || (part === "Y" ? 1900 : 1)));
      const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
      const most = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
      if (year < 1 || day > most) return null;
      return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
    },
  };

  /* The reader of one column: value (null: missing or wrong), what is broken. */
  function judge(field) {
    const read = field.left ? (cell) => cell : READ[field.type] || READ.any;
    const marks = new Set(field.marks || [""]);
    const limits = field.left ? {} : field.limits || {};
    const sized = (text) => [...text].length;
    const numeric = field.type === "integer" || field.type === "number" || field.type === "year";
    const against = (limit) => {
      const bound = read(String(limit), field);
      return (value) => (numeric ? (value === "NaN" ? NaN : infinite(value) || compare(value, bound)) : value < bound ? -1 : +(value > bound));
    };
    const infinite = (value) => (value === "INF" ? 1 : value === "-INF" ? -1 : 0);
    const tests = {
      required: (v, limit) => !(limit && v === null),
      minLength: (v, limit) => v === null || sized(v) >= limit,
      maxLength: (v, limit) => v === null || sized(v) <= limit,
      enum: (() => {
        const listed = (limits.enum || []).map((one) => read(String(one), field));
        return (v) => v === null || listed.some((one) => one === v || (numeric && one !== null && compare(one, v) === 0));
      })(),
      pattern: (() => {
        if (limits.pattern === undefined) return () => true;
        const form = new RegExp("^(?:^" + limits.pattern + "(?=\\n?$))");
        return (v) => v === null || v.length > LONGEST || form.test(v);
      })(),
    };
    for (const [name, fits] of [
      ["minimum", (d) => d >= 0], ["maximum", (d) => d <= 0], ["exclusiveMinimum", (d) => d > 0], ["exclusiveMaximum", (d) => d < 0],
    ])
      if (limits[name] !== undefined) {
        const measure = against(limits[name]);
        tests[name] = (v) => v === null || fits(measure(v));
      }
    const order = ["required", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "enum"];
    const checks = order.filter((name) => limits[name] !== undefined);
    const memo = new Map();
    return (cell) => {
      const told = memo.get(cell);
      if (told) return told;
      let value = cell === undefined || marks.has(cell) ? null : cell;
      let broken = [];
      if (value !== null) {
        value = read(cell, field);
        if (value === null) broken = ["type"];
      }
      if (!broken.length) broken = checks.filter((name) => !tests[name](value, limits[name]));
      const made = { value, broken };
      if (memo.size < 20000) memo.set(cell, made);
      return made;
    };
  }

  /* Which code a cell most likely means. */
  function likely(rows) {
    const own = new Map();
    const called = new Map();
    const keep = (codes, name, code) => {
      const folded = plain(name);
      if (folded) codes.set(folded, codes.has(folded) && codes.get(folded) !== code ? "" : code);
    };
    for (const [code, ...names] of rows) {
      keep(own, code, code);
      for (const name of names) keep(called, name, code);
    }
    const of = (text) => own.get(plain(text)) || (own.has(plain(text)) ? "" : called.get(plain(text))) || "";
    of.near = (text) => near(plain(text), new Map([...called, ...own]));
    return of;
  }

  /* The one code that a word is a slip of, as build_tools/checks/likely.py has it. */
  function near(given, codes) {
    const digits = (word) => (word.match(/[0-9]+/g) || []).join();
    const most = given.length < 9 ? 1 : 2;
    if (given.length < 5 || given.length > 60 || codes.size > 500) return "";
    const found = new Set();
    codes.forEach((code, word) => {
      if (digits(word) === digits(given) && apart(given, word, most) <= most) found.add(code);
    });
    return found.size === 1 ? [...found][0] : "";
  }

  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let last, before;
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      [last, before, row] = [before, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, last[j - 2] + 1);
        row.push(cost);
      }
    }
    return row[other.length];
  }

  /* What helps to mend a cell, as build_tools/checks/advice.py has it. */
  function advice(field, reads) {
    const takes = (text) => reads(text).value !== null && !reads(text).broken.length;
    const codes = likely(field.codes || []);
    const told = (text, made) => (made && text.length < 200 && takes(made) ? made : "");
    return {
      category(text) {
        const same = codes(text);
        const made = told(text, same || codes.near(text));
        return made ? { case: same ? "told" : "near", told: made } : {};
      },
      type(text) {
        const bare = strip(text);
        if (bare !== text && takes(bare)) return { case: "spaces", told: bare };
        if (field.type === "string" && field.format === "uri" && HOST.test(bare)) {
          const made = told(text, "https://" + bare);
          return made ? { case: "uri-told", told: made } : {};
        }
        if (field.type === "integer" && /^-?[1-9]\d{0,2}((\.\d{3})+|(,\d{3})+)$/.test(bare)) {
          const made = told(text, bare.replace(/[.,]/g, ""));
          return made ? { case: "thousands", told: made } : {};
        }
        if (field.type !== "date" || !/^[0-9]{5}$/.test(bare) || +bare < 20000 || +bare > 60000) return {};
        const [year, month, day] = new Date((+bare - 25569) * 864e5).toISOString().slice(0, 10).split("-");
        const shape = (field.format || "%Y-%m-%d").replace(/%([Ymd])/g, (_, p) => ({ Y: year, m: month, d: day })[p]);
        const made = told(text, shape);
        return made ? { case: "excel-day", told: made } : {};
      },
      limit(text, name) {
        const limit = (field.limits || {})[name];
        if (name === "required" && !(field.marks || [""]).includes(text)) return { cell: "" };
        if (name === "enum") {
          const all = limit.map(String);
          const made = told(text, likely(all.map((one) => [one]))(text));
          const shown = all.slice(0, LISTED).join(", ") + (all.length > LISTED ? ", …" : "");
          return { limit: shown, ...(made ? { case: "enum-told", told: made } : {}) };
        }
        if (name !== "pattern" || limit !== IDENTIFIER) return {};
        const slug = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
        const made = told(text, slug);
        return made ? { case: "identifier-told", told: made } : { case: "identifier" };
      },
    };
  }

  function headerOf(labels, fields, row, tell) {
    labels.slice(fields.length).forEach((label, i) => {
      const at = fields.length + i;
      tell("extra-label", "error", row, at, { field: label, values: { expected: "" } });
    });
    fields.slice(labels.length).forEach((field, i) =>
      tell("missing-label", "error", row, labels.length + i, { field: field.name, values: { expected: field.name } })
    );
    fields.slice(0, labels.length).forEach((field, at) => {
      const label = labels[at];
      const values = { expected: field.name };
      if (!label) tell("blank-label", "error", row, at, { field: "", values });
      else if (labels.slice(0, at).includes(label)) tell("duplicate-label", "error", row, at, { field: label, values });
      else if (label !== field.name) tell("incorrect-label", "error", row, at, { field: label, values });
    });
  }

  /* How alike two texts are, as Python's difflib has it. */
  uji.ratio = ratio;
  function ratio(a, b) {
    const match = (alo, ahi, blo, bhi) => {
      let [i, j, size] = [alo, blo, 0];
      let before = new Map();
      for (let x = alo; x < ahi; x++) {
        const here = new Map();
        for (let y = blo; y < bhi; y++) {
          if (a[x] !== b[y]) continue;
          const run = (before.get(y - 1) || 0) + 1;
          here.set(y, run);
          if (run > size) [i, j, size] = [x - run + 1, y - run + 1, run];
        }
        before = here;
      }
      return size ? size + match(alo, i, blo, j) + match(i + size, ahi, j + size, bhi) : 0;
    };
    const whole = a.length + b.length;
    return whole ? (2 * match(0, a.length, 0, b.length)) / whole : 1;
  }

  /*
    The findings of a header told by its names, as build_tools/checks/headernames.py tells them;
    gives the columns whose cells are another column's.
  */
  function byName(labels, fields, told, tell) {
    const names = fields.map((field) => field.name);
    const plain = told.every(([code]) => ["incorrect-label", "missing-label", "extra-label"].includes(code));
    const apart = (texts) => new Set(texts).size === texts.length;
    const moved = labels.length !== names.length || labels.some((label, at) => label !== names[at] && names.includes(label));
    if (told.length < 2 || !plain || !apart(labels) || !apart(names) || !moved) {
      told.forEach((one) => tell(...one));
      return new Set();
    }
    const row = told[0][2];
    const list = (texts) => texts.slice(0, 15).join(", ") + (texts.length > 15 ? ", …" : "");
    const gone = names.filter((name) => !labels.includes(name));
    const fresh = labels.filter((label) => !names.includes(label));
    const became = new Map();
    for (const name of gone) {
      let best = "";
      let most = -1;
      for (const label of fresh) {
        const near = ratio(name.toLowerCase(), label.toLowerCase());
        if (near > most) [best, most] = [label, near];
      }
      const [at, now] = [names.indexOf(name), labels.indexOf(best)];
      const between = (names[at - 1] || "") === (labels[now - 1] || "") && (names[at + 1] || "") === (labels[now + 1] || "");
      if (best && (most >= 0.6 || between)) {
        fresh.splice(fresh.indexOf(best), 1);
        became.set(best, name);
      }
    }
    for (const [label, name] of became)
      tell("incorrect-label", "error", row, labels.indexOf(label), { field: label, values: { expected: name } });
    for (const name of gone)
      if (![...became.values()].includes(name))
        tell("missing-label", "error", row, names.indexOf(name), { field: name, values: { expected: name } });
    for (const label of fresh)
      tell("extra-label", "error", row, labels.indexOf(label), { field: label, values: { expected: label } });
    const found = labels.filter((label) => !fresh.includes(label)).map((label) => became.get(label) || label);
    const wanted = names.filter((name) => found.includes(name));
    const first = found.findIndex((name, at) => name !== wanted[at]);
    if (first >= 0) {
      const label = ([...became].find(([, name]) => name === found[first]) || [found[first]])[0];
      const values = { expected: list(wanted), found: list(found), case: "order" };
      tell("incorrect-label", "error", row, labels.indexOf(label), { field: label, values });
    }
    return new Set(names.flatMap((name, at) => (labels[at] === name ? [] : [at])));
  }

  /* Of each code, column and level the first findings; the others are counted, as all are by level. */
  uji.Findings = class {
    constructor() {
      this.all = [];
      this.counts = new Map();
    }
    add(finding) {
      const key = [finding.code, finding.field || "", finding.level].join("|");
      const known = this.counts.get(key) || { finding, count: 0 };
      known.count++;
      this.counts.set(key, known);
      if (known.count <= SHOWN) this.all.push(finding);
    }
    told(place) {
      const counts = { error: 0, warning: 0, notice: 0 };
      for (const { finding, count } of this.counts.values()) counts[finding.level] += count;
      const more = [...this.counts.values()].filter((known) => known.count > SHOWN);
      return {
        findings: place ? this.all.map(place) : this.all,
        more: more.map(({ finding, count }) => ({ code: finding.code, level: finding.level, count: count - SHOWN })),
        counts,
      };
    }
  };

  /*
    What is wrong in a table that was read. `schema`: its description; a table that nobody described
    is looked at in periksa-baru.js. What is found in rows that a recipe read is told at its cell in
    the sheet (`table.at`). Gives `findings`, `more` (only counted), `counts` by level.
  */
  uji.check = (table, schema) => (schema ? judged(table, schema) : uji.survey(table));
  async function judged(table, schema) {
    const found = new uji.Findings();
    const { records, sheet } = table;
    const start = schema.head || 1;
    const left = schema.fields.filter((field) => field.left).map((field) => field.name);
    const done = () => ({ ...found.told(table.at), records, header: start, left, table });
    table.findings.forEach((finding) => found.add({ sheet, ...finding }));
    if (table.stopped) return done();
    const labels = (records[start - 1] || []).map(strip);
    const fields = schema.fields;
    const profiled = schema.profile;
    const tell = (code, level, row, at, more) =>
      found.add({
        code, level, sheet, row, column: at === undefined ? undefined : at + 1, cell: "",
        field: at === undefined ? "" : (fields[at] && fields[at].name) || "", values: {}, ...more,
        profiled, ofProfile: !!profiled && !!(fields[at] || {}).profile,
      });
    const header = [];
    headerOf(labels, fields, start, (...one) => header.push(one));
    const aside = byName(labels, fields, header, tell);

    const columns = fields.slice(0, labels.length);
    const reads = columns.map(judge);
    const advices = columns.map((field, at) => advice(field, reads[at]));
    const allowed = columns.map((field) => field.codes && new Set(field.codes.map(([code]) => code)));
    const strings = columns.map((field) => field.type === "string" && !field.left);
    const grouped = new Map(columns.flatMap((field, at) => (field.asks ? [[at, { count: 0 }]] : [])));
    const persons = uji.persons(columns);
    const unique = columns.flatMap((field, at) => ((field.limits || {}).unique ? [{ at: [at], code: "unique-error", seen: new Map() }] : []));
    const whole = (at) => at.every((place) => place < columns.length);
    if (schema.pk && whole(schema.pk)) unique.push({ at: schema.pk, code: "primary-key", seen: new Map() });
    for (const at of schema.uk || []) if (whole(at)) unique.push({ at, code: "unique-key", seen: new Map() });
    const foreign = (schema.fk || []).filter((key) => whole(key.f) && (key.own || known.has(key.ref)));
    const waiting = foreign.map(() => []);
    const owns = foreign.map((key) => new Set(key.own ? [] : known.get(key.ref).keys));
    /* Values are compared, not texts: 1.0 repeats 1 in a column of numbers. */
    const same = (value, at) =>
      value !== null && columns[at].type === "number" && decimal(value)
        ? (([, sign, text, power]) => sign + text + "e" + power)(/^(-?)(\d*?)0*(?:e(-?\d+))?$/.exec(scaled(value)))
        : value;
    const scaled = (value) => {
      const { sign, digits, power } = decimal(value);
      const bare = digits.replace(/^0+/, "");
      const cut = bare.replace(/0+$/, "");
      return cut ? (sign < 0n ? "-" : "") + cut + "e" + (power + bare.length - cut.length) : "0e0";
    };

    let count = 0;
    for (let index = start; index < records.length; index++) {
      if (index % 500 === 0) await uji.pause();
      const row = index + 1;
      const cells = records[index];
      const verdicts = reads.map((read, at) => read(cells[at]));
      const values = verdicts.map((verdict) => verdict.value);
      const told = new Set(); // columns of which a check tells more, in a table with a profile
      const blank = verdicts.every((verdict) => verdict.value === null && !verdict.broken.includes("type"));
      if (blank) tell("blank-row", "error", row);
      count++;

      foreign.forEach((key, number) => {
        if (key.f.every((at) => values[at] === null)) return;
        const keyed = key.f.map((at) => values[at] ?? "").join("\n");
        if (key.own) waiting[number].push([row, keyed, key.f.map((at) => cells[at] || "")]);
        else if (!owns[number].has(keyed)) foreignKey(key, number, row, key.f.map((at) => cells[at] || ""), told);
      });
      foreign.forEach((key, number) => {
        if (key.own && key.own.some((at) => values[at] !== null)) owns[number].add(key.own.map((at) => values[at] ?? "").join("\n"));
      });

      columns.forEach((field, at) => {
        const cell = cells[at];
        const value = values[at];
        if (cell === undefined) return;
        if (value !== null) {
          if (allowed[at] && !allowed[at].has(value)) {
            const listed = [...allowed[at]];
            const expected = listed.slice(0, LISTED).join(", ") + (listed.length > LISTED ? ", …" : "");
            tell("category", "error", row, at, { cell: cell.slice(0, 200), values: { expected, ...advices[at].category(cell) } });
          }
          if (field.type === "number" || field.type === "integer") {
            const number = decimal(value);
            if (!number) tell("number-not-finite", "error", row, at, { cell: cell.slice(0, 200) });
            else {
              const digits = number.digits.replace(/^0+/, "");
              const large = digits.length + number.power - 1 > 400 || Math.abs(number.power) > 400 || (digits && digits.length + number.power - 1 < -400);
              if (field.type === "integer" ? digits.length > 400 : large) tell("number-too-large", "error", row, at, { cell: cell.slice(0, 60) });
            }
          }
          if (strings[at] && value !== strip(value)) tell("cell-spaces", "warning", row, at, { cell: cell.slice(0, 200) });
          const asked = grouped.get(at);
          if (asked && cell.includes(".")) {
            if (!THOUSANDS.test(strip(cell))) grouped.delete(at);
            else grouped.set(at, { row: asked.row || row, cell: asked.cell || cell, count: asked.count + 1 });
          }
        }
        persons.take(row, at, cell, value === null);
        const one = field.named && !(field.marks || [""]).includes(cell) && uji.named(cell, field.named);
        if (one) tell(one.code, one.level, row, at, one);
      });
      if (!schema.totals) {
        const at = values.findIndex((value, place) => strings[place] && value !== null && strip(value));
        if (at >= 0 && !allowed[at] && TOTAL.test(strip(values[at])))
          tell("total-row", "warning", row, at, { cell: cells[at].slice(0, 200) });
      }
      for (const key of unique) {
        const parts = key.at.map((at) => same(values[at], at));
        const [any, all] = [parts.some((part) => part !== null), parts.every((part) => part !== null)];
        const free = key.code === "unique-key" ? !all : !any;
        const names = short(key.at.map((at) => columns[at].name).join(", "));
        if (key.code === "primary-key" && free) tell("primary-key", "error", row, undefined, { values: { names } });
        if (free || parts.includes("NaN")) continue;
        const text = JSON.stringify(parts);
        const other = key.seen.get(text);
        key.seen.set(text, row);
        if (other === undefined) continue;
        const keyed = { names, key: short(key.at.map((at) => strip(cells[at] || "") || "–").join(", ")) };
        if (key.code === "primary-key") tell(key.code, "error", row, undefined, { values: { ...keyed, other } });
        else {
          const field = columns[key.at[0]];
          const facts = key.code === "unique-key" ? keyed : { type: field.type, format: field.format || "default" };
          tell(key.code, "error", row, key.at[0], { cell: (cells[key.at[0]] || "").slice(0, 200), values: { ...facts, other } });
        }
      }
      if (blank) continue;

      verdicts.forEach(({ broken }, at) => {
        const field = columns[at];
        const cell = cells[at];
        if (aside.has(at) || (profiled && told.has(at))) return;
        for (const name of broken) {
          const text = cell === undefined ? "None" : short(cell);
          const facts = { type: field.type, format: field.format || "default" };
          if (name === "type") tell("type-error", "error", row, at, { cell: text, values: { ...facts, ...advices[at].type(text) } });
          else {
            const { cell: other, ...more } = advices[at].limit(text, name);
            const limit = String((field.limits || {})[name]);
            tell("constraint-error", "error", row, at, { cell: other ?? text, values: { ...facts, constraint: name, limit, ...more } });
          }
        }
      });
      for (let at = labels.length; at < cells.length; at++)
        tell("extra-cell", "error", row, at, { field: "", cell: short(cells[at]) });
      for (let at = cells.length; at < labels.length; at++) tell("missing-cell", "error", row, at);
    }

    function foreignKey(key, number, row, cells, told) {
      const at = key.f[0];
      const values = { target: key.to, fields: key.names };
      if (key.f.length > 1) Object.assign(values, { type: "several", names: key.f.map((place) => columns[place].name).join(", "), key: cells.join(", ").slice(0, 200) });
      else {
        if (told) told.add(at);
        const called = key.own ? {} : known.get(key.ref).called || {};
        key.likely = key.likely || likely([...owns[number]].map((code) => [code, ...(called[code] || [])]));
        const same = key.likely(cells[0]);
        const code = same || key.likely.near(cells[0]);
        if (code) Object.assign(values, { case: same ? "told" : "near", told: code });
      }
      tell("foreign-key", "error", row, at, { cell: cells[0].slice(0, 200), values });
    }
    waiting.forEach((rows, number) => {
      for (const [row, keyed, cells] of rows)
        if (!owns[number].has(keyed)) foreignKey(foreign[number], number, row, cells);
    });
    for (const [at, { row, cell, count: times }] of grouped)
      if (times) tell("number-grouped", "warning", row, at, { cell, values: { count: times, whole: strip(cell).replace(/\./g, "") } });
    for (const one of persons.end()) found.add({ ...one, sheet, field: columns[one.column - 1].name });
    if (!count && !schema.empty) tell("table-empty", "error");
    return done();
  }

  /* The words of a finding, as build_tools/reports.py puts them together. */
  const NO_VALUE = ["-", "--", "–", "—", "...", "n/a", "na", "n.a.", "null", "none", "nihil", "kosong", "tad", "?", "tidak ada", "belum ada", "tidak tersedia"];
  const ABOUT_HEADER = ["missing-label", "extra-label", "incorrect-label"];
  const ABOUT_COLUMN = ["type-error", "constraint-error", "category", "number-grouped", "number-too-large", "cell-date-in-text", "cell-number-in-text", "columns-hidden"];
  uji.place = (f) => (f.column ? uji.letters(f.column) : "") + (f.row || "");
  uji.sentence = function (finding, part) {
    const entry = uji.words.findings[finding.code];
    if (!entry) return part === "title" ? finding.code : "";
    const profile =
      (ABOUT_HEADER.includes(finding.code) && finding.profiled) || (ABOUT_COLUMN.includes(finding.code) && finding.ofProfile);
    const values = { file: uji.name, sheet: finding.sheet || "", row: finding.row || "-", column: finding.column || "", field: finding.field || "", cell: finding.cell || "", place: uji.place(finding), ...finding.values };
    for (const [name, value] of Object.entries(values))
      if (typeof value === "string") values[name] = value.replace(/[\p{C}\p{Z}]/gu, " ");
    const cell = strip(values.cell).toLowerCase();
    let names = [
      cell.startsWith("#") ? "formula" : "",
      NO_VALUE.includes(cell) ? "missing" : "",
      values.where && values.case !== "column" ? "around" : "",
      values.field ? "" : "beside",
      values.case, (values.case || "").replace(/-told$/, ""), values.constraint,
      values.format && values.format !== "default" ? values.type + "-" + values.format : "",
      values.format && values.format !== "default" ? values.type + "-format" : "",
      values.type,
      values.other === undefined ? "empty" : "other",
    ].filter(Boolean);
    if (profile) names = [...names.flatMap((name) => [name + "-profile", name]), "profile"];
    const cases = entry[part + "s"] || {};
    const named = names.find((name) => name in cases);
    const type = uji.words.types[values.type];
    if (type) values.type = type;
    return (named ? cases[named] : entry[part] || "").replace(/\{\{|\}\}|\{(\w+)\}/g, (all, name) => (name ? (values[name] === undefined ? "?" : values[name]) : all[0]));
  };

  /*
    Which published table a file most likely is, by the names of its columns, then of the file:
    [its name, whether every column of it is there]; fewer than half of them: no table.
  */
  uji.guess = function (records, name, tables) {
    const rows = records.slice(0, 40).map((record) => record.map(plain));
    const set = (...rows) => new Set(rows.flat().filter(Boolean));
    const single = rows.slice(0, 15).map((row) => set(row));
    const levels = rows.map((_, at) => set(...rows.slice(Math.max(at - 1, 0), at + 1)));
    const stem = plain(name.replace(/\.[^.]*$/, ""));
    let best = ["", false, 0];
    for (const table of tables) {
      const names = table.columns.map((column) => column.map(plain));
      const named = stem && plain(table.file).startsWith(stem) ? 0.2 : 0;
      /* A recipe's columns have the words of their levels, in rows one below the other. */
      for (const cells of table.levels ? [...single, ...levels] : single) {
        const hits = names.filter((column) => column.some((one) => cells.has(one))).length;
        const share = (2 * hits) / (names.length + cells.size || 1);
        const all = hits === names.length;
        const score = share + named + (all ? 1 : 0);
        if (share > 0.5 && score > best[2]) best = [table.name, all, score];
      }
    }
    return best;
  };
})();
