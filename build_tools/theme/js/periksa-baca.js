/*
  The check page: a CSV or XLSX file as records of text, in the reader's browser. It takes the
  steps of build_tools/tables (kinds, textfile, dialect) and tables/excel, which explain them;
  tests/browser/test_periksa.py holds both against each other. A file is read in pieces, with
  pauses, and in bounds, whatever its headers claim.
*/
(function () {
  "use strict";
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const AROUND = new RegExp("^[" + SPACE + "]+|[" + SPACE + "]+$", "g");
  const MAX_FILE = 1e8;
  const MAX_BYTES = 2e8;
  const MAX_SMALL = 2e7;
  const MAX_CELLS = 8e6;
  const MAX_BLANK = 10000;
  const MORE_COLUMNS = 50;

  /* White space is what Python takes for it. */
  uji.space = SPACE;
  uji.strip = (text) => text.replace(AROUND, "");
  uji.letters = (number) => {
    let text = "";
    for (; number > 0; number = (number - 1 - ((number - 1) % 26)) / 26)
      text = String.fromCharCode(65 + ((number - 1) % 26)) + text;
    return text;
  };

  /* A stop: this finding, and nothing more can be read. */
  class Stop extends Error {
    constructor(code, values) {
      super(code);
      this.finding = Object.assign({ code, level: "error", values: values || {} }, place(values));
    }
  }
  const place = (values) => {
    const found = {};
    for (const key of ["row", "column", "sheet", "cell", "field"])
      if (values && values[key] !== undefined) found[key] = values[key];
    return found;
  };
  uji.Stop = Stop;

  let last = 0;
  uji.pause = async () => {
    if (performance.now() - last < 30) return;
    await new Promise((done) => setTimeout(done));
    last = performance.now();
  };

  /* What a file really is, by its first bytes. */
  const MAGIC = [
    ["%PDF", "pdf"],
    ["\x89PNG\r\n", "picture"],
    ["\xff\xd8\xff", "picture"],
    ["GIF8", "picture"],
    ["II*\0", "picture"],
    ["MM\0*", "picture"],
    ["RIFF", "picture"],
    ["Rar!", "archive"],
    ["7z\xbc\xaf", "archive"],
    ["\x1f\x8b", "archive"],
    ["{\\rtf", "document"],
    ["PAR1", "parquet"],
    ["SQLite format 3", "database"],
    ["\t\x08\x10\0\0\x06", "xls"],
    ["\t\x08\x08\0\0\x05", "xls"],
    ["\t\x04\x06\0", "xls"],
    ["\t\x02\x06\0", "xls"],
    ["\t\0\x04\0", "xls"],
  ];
  const STREAMS = [
    ["EncryptedPackage", "encrypted"],
    ["Workbook", "xls"],
    ["Book", "xls"],
    ["WordDocument", "document"],
    ["PowerPoint Document", "document"],
  ];
  const PARTS = [
    ["xl/workbook.xml", "xlsx"],
    ["xl/workbook.bin", "xlsb"],
    ["word/document.xml", "document"],
    ["ppt/presentation.xml", "document"],
  ];
  const latin = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return text;
  };
  const bytesOf = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

  async function kindOf(file) {
    const head = latin(await bytesOf(file, 0, 4096));
    if (head.startsWith("PK")) {
      let parts;
      try {
        parts = await zip(file);
        for (const [name, kind] of PARTS) if (parts.has(name)) return kind;
        const mime = parts.has("mimetype") ? await parts.text("mimetype") : "";
        if (mime.includes("opendocument")) return mime.includes("spreadsheet") ? "ods" : "document";
      } catch (problem) {
        return "";
      }
      return parts.has("_rels/.rels") ? "xlsx" : "zip";
    }
    if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
      const data = latin(await bytesOf(file, 0, MAX_SMALL));
      const wide = (name) => [...name].map((letter) => letter + "\0").join("");
      for (const [name, kind] of STREAMS) if (data.includes(wide(name))) return kind;
      return "xls";
    }
    for (const [magic, kind] of MAGIC) if (head.startsWith(magic)) return kind;
    const text = head.replace(/\0/g, "").replace(/^[\xef\xbb\xbf\xff\xfe \t\r\n]+/, "");
    if (text[0] !== "<") return /^(mime-version:|content-type: multipart)/i.test(text) ? "html" : "";
    if (/urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet/.test(text)) return "xml";
    if (/<(!doctype html|html|head|body|table|meta|style)[\s>]/i.test(text)) return "html";
    return text.startsWith("<?xml") ? "xml" : "";
  }

  /* CSV */

  const LABELS = { "utf-8-sig": "utf-8", latin1: "", "latin-1": "", "iso-8859-1": "" };

  /* The text of a CSV; `schema` says its encoding, without one it is found. */
  async function textOf(file, schema) {
    const bytes = await bytesOf(file, 0, file.size);
    const first = latin(bytes.subarray(0, 1 << 18));
    if (file.size < 1 << 18 && !first.replace(/^[\xef\xbb\xbf\xff\xfe \t\r\n\0,;]+$/, ""))
      throw new Stop("file-empty");
    const declared = ((schema && schema.enc) || "utf-8").toLowerCase().replace(/_/g, "-");
    const label = declared in LABELS ? LABELS[declared] : declared.replace(/^cp(?=125)/, "windows-");
    const facts = { encoding: declared };
    const wide = /^\xff\xfe|^\xfe\xff/.test(first);
    if (bytes.includes(0) && !/^utf-(16|32)/.test(label)) {
      const zeros = (at) => {
        let count = 0;
        for (let i = at; i < first.length; i += 2) count += first[i] === "\0";
        return count >= 0.3 * first.length;
      };
      const name = wide ? "utf-16" : zeros(1) ? "utf-16-le" : zeros(0) ? "utf-16-be" : "";
      if (!name) throw new Stop("file-binary");
      if (schema) throw new Stop("encoding-error", { ...facts, row: 1, type: "utf-16", found: name });
      return new TextDecoder(name === "utf-16-be" || first[0] === "\xfe" ? "utf-16be" : "utf-16le").decode(bytes);
    }
    let decoder;
    try {
      decoder = new TextDecoder(label || "windows-1252", { fatal: true });
    } catch (problem) {
      throw new Stop("encoding-unknown", facts);
    }
    try {
      return decoder.decode(bytes);
    } catch (problem) {
      if (!schema) return new TextDecoder("windows-1252").decode(bytes);
    }
    if (wide) throw new Stop("encoding-error", { ...facts, row: 1, type: "utf-16", found: "utf-16" });
    const loose = new TextDecoder(label || "windows-1252").decode(bytes);
    const old = records(new TextDecoder("windows-1252").decode(bytes), schema.csv);
    let number = 0;
    for (const record of records(loose, schema.csv)) {
      number += 1;
      const own = old.next().value || [];
      const at = record.findIndex((cell) => cell.includes("\ufffd"));
      if (at < 0) continue;
      const bad = (own[at] || "").search(/[^\0-\x7f]/);
      const cell = (own[at] || "").slice(Math.max(bad - 20, 0), bad + 21);
      const where = { ...facts, row: number, column: at + 1 };
      if (/[\x81\x8d\x8f\x90\x9d]/.test(cell)) throw new Stop("encoding-error", { ...where, type: "unknown" });
      const good = /[^\0-\x7f\ufffd\ufeff]/.test(loose.slice(0, 1 << 20));
      throw new Stop("encoding-error", { ...where, cell, type: good ? "mixed" : "old", found: "windows-1252" });
    }
    throw new Stop("encoding-error", { ...facts, type: "unknown" });
  }

  /* The text of a CSV whose encoding nobody declared, if it is text in any. */
  uji.anyText = async function (file) {
    if (file.size > MAX_FILE) throw new Stop("file-too-large", { size: file.size, limit: MAX_FILE });
    const text = await textOf(file, null);
    const bytes = await bytesOf(file, 0, file.size);
    if (/^\xff\xfe|^\xfe\xff/.test(latin(bytes.subarray(0, 2)))) return text;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (problem) {
      if (!/[\x81\x8d\x8f\x90\x9d]/.test(text)) return text;
    }
    throw new Stop("encoding-error", { encoding: "utf-8", type: "unknown", row: 1 });
  };

  /* The records of a CSV as Python's csv module reads them. */
  uji.records = records;
  function* records(text, options) {
    const mark = options.delimiter || ",";
    const quote = options.quoteChar === undefined ? '"' : options.quoteChar;
    const escape = options.escapeChar || "";
    const twice = !escape || options.doubleQuote !== false;
    const skip = options.skipInitialSpace;
    const size = text.length;
    let record = [];
    let cell = "";
    let state = 0; // 0 a record begins, 1 a cell begins, 2 within, 3 within quotes, 4 behind them
    for (let at = 0; at < size; at++) {
      const sign = text[at];
      if (state === 3) {
        if (sign === escape && escape) cell += text[++at] || "";
        else if (sign === quote) state = twice ? 4 : 2;
        else {
          let end = escape ? at + 1 : text.indexOf(quote, at);
          if (end < 0) end = size;
          cell += text.slice(at, end);
          at = end - 1;
        }
        continue;
      }
      if (sign === "\n" || sign === "\r") {
        if (state) record.push(cell);
        if (sign === "\r" && text[at + 1] === "\n") at++;
        yield record;
        record = [];
        cell = "";
        state = 0;
      } else if (sign === mark) {
        record.push(cell);
        cell = "";
        state = 1;
      } else if (state === 4 && sign === quote && quote) {
        cell += quote;
        state = 3;
      } else if (state < 2 && sign === quote && quote) {
        state = 3;
      } else if (state < 2 && skip && sign === " ") {
        state = 1;
      } else if (escape && sign === escape) {
        cell += text[++at] || "";
        state = 2;
      } else {
        let end = at + 1;
        if (!escape) while (end < size && text[end] !== mark && text[end] !== "\n" && text[end] !== "\r" && (state !== 4 || text[end] !== quote)) end++;
        cell += text.slice(at, end);
        at = end - 1;
        state = 2;
      }
    }
    if (state) {
      record.push(cell);
      yield record;
    }
  }

  /* What parts the cells of a CSV that nobody described (tables/layout/delimited.py). */
  uji.delimiterOf = function (text) {
    const head = text.replace(/[\v\f\x1c-\x1e\x85\u2028\u2029]/g, "\n"); // lines as Python has them
    let [best, found] = [[0, 0], ","];
    for (const mark of ";,\t|") {
      if (!head.includes(mark)) continue;
      const rows = [];
      for (const record of records(head, { delimiter: mark })) if (rows.push(record) === 200) break;
      const widths = new Map();
      for (const { length } of rows) if (length > 1) widths.set(length, (widths.get(length) || 0) + 1);
      if (!widths.size) continue;
      const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a));
      const even = count / Math.max(rows.filter((row) => row.some(Boolean)).length, 1);
      const score = [Math.min(Math.round(even * 10) / 10, 0.9), width]; // of even ones the widest
      if (score[0] > best[0] || (score[0] === best[0] && width > best[1])) [best, found] = [score, mark];
    }
    return found;
  };

  async function csv(file, schema) {
    if (file.size > MAX_FILE) throw new Stop("file-too-large", { size: file.size, limit: MAX_FILE });
    const text = await textOf(file, schema);
    const head = text.slice(0, 1 << 17);
    const line = head.slice(0, 10000).split(/\r\n|\n|\r/)[0];
    const other = [...";\t|,"].find((mark) => line.includes(mark)) || "";
    const options = schema ? schema.csv : { delimiter: uji.delimiterOf(head) };
    const declared = options.delimiter || ",";
    if (schema && other && !line.includes(declared) && schema.fields.length > 1)
      throw new Stop("delimiter-differs", { row: 1, found: other.replace("\t", "\\t"), declared });
    const found = [];
    for (const record of records(text, options)) {
      found.push(record);
      if (found.length % 2000 === 0) await uji.pause();
    }
    return { records: found, findings: [] };
  }

  /* The parts of a ZIP by name. */
  async function zip(file) {
    const refuse = (note) => new Stop("workbook-unreadable", { note });
    const from = Math.max(file.size - 65557, 0);
    const tail = await bytesOf(file, from, file.size);
    let end = tail.length - 22;
    while (end >= 0 && !(tail[end] === 80 && tail[end + 1] === 75 && tail[end + 2] === 5 && tail[end + 3] === 6)) end--;
    if (end < 0) throw refuse("no directory");
    const number = (bytes, at, size) => {
      let value = 0;
      for (let i = size; i--; ) value = value * 256 + bytes[at + i];
      return value;
    };
    const length = number(tail, end + 12, 4);
    const start = number(tail, end + 16, 4);
    if (length > 2e6 || start + length > file.size) throw refuse("directory");
    const directory = await bytesOf(file, start, start + length);
    const entries = new Map();
    for (let at = 0; at + 46 <= directory.length && number(directory, at, 4) === 0x02014b50; ) {
      const [name, extra, comment] = [28, 30, 32].map((place) => number(directory, at + place, 2));
      const text = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + name));
      const plain = text.replace(/\\/g, "/").replace(/^\/+/, "").toLowerCase();
      if (entries.has(plain)) throw refuse(text + ": twice");
      entries.set(plain, {
        locked: directory[at + 8] & 1,
        method: number(directory, at + 10, 2),
        packed: number(directory, at + 20, 4),
        start: number(directory, at + 42, 4),
      });
      at += 46 + name + extra + comment;
    }
    let inflated = 0;
    async function* pieces(name) {
      const entry = entries.get(name.replace(/^\/+/, "").toLowerCase());
      if (!entry || entry.locked || (entry.method !== 0 && entry.method !== 8)) throw refuse(name);
      const head = await bytesOf(file, entry.start, entry.start + 30);
      if (number(head, 0, 4) !== 0x04034b50) throw refuse(name);
      const begin = entry.start + 30 + number(head, 26, 2) + number(head, 28, 2);
      let stream = file.slice(begin, begin + entry.packed).stream();
      if (entry.method) stream = stream.pipeThrough(new DecompressionStream("deflate-raw"));
      const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          inflated += value.length;
          if (inflated > MAX_BYTES) throw new Stop("workbook-too-large", { size: inflated });
          yield value;
          await uji.pause();
        }
      } catch (problem) {
        throw problem instanceof Stop ? problem : refuse(name + ": " + problem.message);
      } finally {
        reader.cancel().catch(() => {});
      }
    }
    return {
      has: (name) => entries.has(name.toLowerCase()),
      pieces,
      async text(name) {
        let text = "";
        for await (const piece of pieces(name)) {
          text += piece;
          if (text.length > MAX_SMALL) throw new Stop("workbook-too-large", { size: text.length });
        }
        if (/<!DOCTYPE|<!ENTITY/.test(text)) throw refuse(name + ": document type");
        return text;
      },
    };
  }

  /* XLSX: what stands in the workbook's own parts. */

  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const plain = (text) =>
    text.includes("&")
      ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (all, dec, hex, name) => {
          const code = dec ? +dec : parseInt(hex || "0", 16);
          return name ? ENTITIES[name] || all : code < 0x110000 ? String.fromCodePoint(code) : "";
        })
      : text;
  const attributes = (text) => {
    const found = {};
    for (const [, name, a, b] of text.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
      found[name.replace(/^.*:/, "")] = plain(a === undefined ? b : a);
    return found;
  };
  const tags = (text, name) =>
    [...text.matchAll(new RegExp("<(?:\\w+:)?" + name + "(\\s[^>]*)?>", "g"))].map((m) => attributes(m[1] || ""));
  const resolved = (part, target) => {
    if (target[0] === "/") return target.slice(1);
    const path = part.split("/").slice(0, -1);
    for (const step of target.split("/")) step === ".." ? path.pop() : step !== "." && path.push(step);
    return path.join("/");
  };
  async function relations(parts, part) {
    const at = part.lastIndexOf("/") + 1;
    const name = part.slice(0, at) + "_rels/" + part.slice(at) + ".rels";
    if (!parts.has(name)) return [];
    return tags(await parts.text(name), "Relationship")
      .filter((given) => given.TargetMode !== "External")
      .map((given) => ({
        id: given.Id,
        kind: (given.Type || "").split("/").pop(),
        part: resolved(part, given.Target || ""),
      }));
  }

  /* What a number format does: "digits" with its template, "percent", "date", "span". */
  function styleOf(code, builtIn) {
    const first = code.split(";")[0];
    const token = /(0)|"([^"]*)"|\\(.)|([-/() :])|_.|\*./y;
    const template = [];
    let at = 0;
    for (let match; (token.lastIndex = at) < first.length && (match = token.exec(first)); at = token.lastIndex)
      template.push(match[1] || match[2] || match[3] || match[4] || "");
    if (first && at === first.length && template.filter((sign) => sign === "0").length > 1)
      return { kind: "digits", template };
    const bare = first.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, "");
    if (builtIn === 9 || builtIn === 10 || bare.includes("%")) return { kind: "percent" };
    const within = (a, b) => builtIn >= a && builtIn < b;
    const days = within(14, 23) || within(27, 37) || within(45, 48) || within(50, 59);
    if (days || /[dmyhs]/i.test(bare.replace("General", "")))
      return { kind: "date", span: builtIn === 46 || /\[(h+|m+|s+)\]/i.test(first) };
    return null;
  }
  function shown(template, number) {
    const places = template.filter((sign) => sign === "0").length;
    const digits = String(number).padStart(places, "0");
    let more = digits.slice(0, digits.length - places);
    let at = more.length;
    let text = "";
    for (const sign of template) {
      text += sign === "0" ? more + digits[at++] : sign;
      if (sign === "0") more = "";
    }
    return text;
  }

  async function bookOf(parts) {
    const root = (await relations(parts, "")).find((r) => r.kind === "officeDocument");
    const main = root ? root.part : "xl/workbook.xml";
    const text = await parts.text(main);
    const known = await relations(parts, main);
    const part = (kind) => (known.find((r) => r.kind === kind && parts.has(r.part)) || {}).part;
    const sheets = tags(text, "sheet").map((given) => {
      const target = known.find((r) => r.id === given.id) || {};
      const hidden = (given.state || "visible") !== "visible";
      return { name: given.name || "", part: target.kind === "worksheet" ? target.part : "", hidden };
    });
    if (!sheets.length) throw new Stop("workbook-unreadable", { note: "no sheets" });
    const styles = new Map();
    if (part("styles")) {
      const sheet = await parts.text(part("styles"));
      const codes = {};
      for (const given of tags(sheet, "numFmt")) codes[given.numFmtId] = given.formatCode || "";
      const formats = /<(?:\w+:)?cellXfs[\s>]([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(sheet);
      tags(formats ? formats[1] : "", "xf").forEach((given, number) => {
        const style = styleOf(codes[given.numFmtId] || "", +given.numFmtId);
        if (style) styles.set(String(number), style);
      });
    }
    const old = tags(text, "workbookPr").some((given) => /^(1|true)$/.test(given.date1904 || ""));
    const strings = parts.has("xl/sharedstrings.xml") ? "xl/sharedStrings.xml" : part("sharedStrings");
    return { sheets, styles, old, strings };
  }

  const texts = (inner) =>
    [...inner.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, "").matchAll(/<(?:\w+:)?t(?:\s[^>]*)?(?:\/>|>([^<]*))/g)]
      .map((match) => plain(match[1] || ""))
      .join("");

  /* What stands between two marks, piece by piece; the rest before and behind is given as well. */
  async function* elements(parts, name, element) {
    const end = new RegExp("</(?:\\w+:)?" + element + ">|<(?:\\w+:)?" + element + "(?:\\s[^>]*)?/>", "g");
    let kept = "";
    for await (const piece of parts.pieces(name)) {
      kept += piece;
      if (/<!DOCTYPE|<!ENTITY|<!--/.test(piece)) throw new Stop("workbook-unreadable", { note: name });
      let done = 0;
      end.lastIndex = 0;
      for (let match; (match = end.exec(kept)); done = end.lastIndex) yield kept.slice(done, end.lastIndex);
      kept = kept.slice(done);
      if (kept.length > 1.6e7) throw new Stop("workbook-too-large", { size: kept.length });
    }
    yield kept;
  }

  /* One sheet; `most`: of so many rows only. */
  uji.sheetOf = sheetOf;
  async function sheetOf(parts, book, entry, most) {
    const strings = book.texts || [];
    if (book.strings && !book.texts)
      for await (const inner of elements(parts, book.strings, "si")) strings.push(texts(inner));
    book.texts = strings;
    const seen = {
      rows: [], merged: [], hiddenRows: [], hiddenColumns: [], errors: [], uncomputed: [],
      shown: new Map(), coded: new Map(), percents: new Map(), runs: new Map(), formulas: 0, filtered: false,
    };
    const off = (given, size) =>
      !["0", "false", undefined].includes(given.hidden) || (given[size] !== undefined && +given[size] === 0);
    const column = (letters) => [...letters.toUpperCase()].reduce((sum, l) => sum * 26 + l.charCodeAt(0) - 64, 0);
    const cellOf = /<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
    let row = 0;
    let cells = 0;
    const around = (text) => {
      for (const given of tags(text, "col"))
        if (off(given, "width")) seen.hiddenColumns.push([+given.min, +given.max]);
      for (const given of tags(text, "mergeCell")) {
        const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec((given.ref || "").replace(/\$/g, ""));
        if (match) seen.merged.push([+match[2], +match[4], column(match[1]), column(match[3])]);
      }
      seen.filtered = seen.filtered || text.includes("filterColumn");
    };
    for await (const inner of elements(parts, entry.part, "row")) {
      const open = /<(?:\w+:)?row(\s[^>]*?)?\/?>/.exec(inner);
      if (!open) {
        around(inner);
        continue;
      }
      if (open.index) around(inner.slice(0, open.index));
      const given = attributes(open[1] || "");
      row = +given.r || row + 1;
      if (row > most) continue;
      if (off(given, "ht")) {
        const run = seen.hiddenRows[seen.hiddenRows.length - 1];
        run && run[1] === row - 1 ? (run[1] = row) : seen.hiddenRows.push([row, row]);
      }
      const found = [];
      let at = 0;
      for (const match of inner.slice(open.index).matchAll(cellOf)) {
        const own = attributes(match[1] || "");
        const letters = /^[A-Za-z]+/.exec(own.r || "");
        at = letters ? column(letters[0]) : at + 1;
        if (!match[2]) continue;
        const value = valueOf(match[2], own, at);
        if (value === "" || value === undefined) continue;
        if (at > 16384 || row > 1048576 || ++cells > MAX_CELLS) throw new Stop("workbook-too-large", { size: cells });
        found[at - 1] = value;
      }
      if (found.length) seen.rows[row - 1] = found;
    }

    function valueOf(inner, own, at) {
      const key = row + "," + at;
      const formula = /<(?:\w+:)?f[\s>/]/.test(inner);
      const match = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)/.exec(inner);
      const kind = own.t || "n";
      seen.formulas += formula;
      if (kind === "inlineStr") return texts(inner);
      if (formula && !(match && match[1]) && kind !== "str") seen.uncomputed.push([row, at]);
      if (!match) return undefined;
      const text = plain(match[1]);
      if (kind === "s") return strings[+text] || "";
      if (kind === "str" || kind === "d") return text;
      if (kind === "b") return text === "1" || text === "true";
      if (kind === "e") {
        seen.errors.push([row, at]);
        seen.shown.set(key, text);
        return undefined;
      }
      const number = Number(text);
      if (text.trim() === "" || Number.isNaN(number)) return text || undefined;
      const style = book.styles.get(own.s);
      if (!style) return number;
      if (style.kind === "percent") {
        const known = seen.percents.get(at) || [row, 0];
        seen.percents.set(at, [known[0], known[1] + 1]);
        const runs = seen.runs.get(at) || [];
        const run = runs[runs.length - 1];
        run && run[1] === row - 1 ? (run[1] = row) : runs.push([row, row]);
        seen.runs.set(at, runs);
      } else if (style.kind === "date") {
        if (number < 0) seen.shown.set(key, text);
        return { day: number + (book.old ? 1462 : 0), span: style.span };
      } else if (Number.isInteger(number) && number >= 0 && number < 1e15) {
        seen.coded.set(key, shown(style.template, number));
      }
      return number;
    }
    return seen;
  }

  /* The texts of cells. */

  uji.numberText = (value) => {
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 53) return String(value);
    const text = String(Number(value.toPrecision(15)));
    const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
    if (!match) return text;
    const digits = match[2] + (match[3] || "");
    const power = +match[4];
    if (power < 0) return match[1] + "0." + "0".repeat(-power - 1) + digits;
    return match[1] + digits.padEnd(power + 1, "0");
  };
  const two = (number) => String(number).padStart(2, "0");
  /* A day as Excel counts, to the second: [year, month, day, hour, minute, second, rest]. */
  function momentOf(day) {
    let seconds = day * 86400;
    if (Math.abs(seconds - Math.round(seconds)) < 0.002) seconds = Math.round(seconds);
    if (day < 60) seconds += 86400;
    const date = new Date(Math.round((seconds - 25569 * 86400) * 1000));
    return [
      String(date.getUTCFullYear()).padStart(4, "0"), two(date.getUTCMonth() + 1), two(date.getUTCDate()),
      two(date.getUTCHours()), two(date.getUTCMinutes()), two(date.getUTCSeconds()), date.getUTCMilliseconds(),
    ];
  }
  function dayText(value) {
    const rest = (ms) => (ms ? "." + String(ms).padStart(3, "0") + "000" : "");
    if (value.span) {
      const seconds = Math.round(Math.abs(value.day) * 86400);
      const hours = Math.floor(seconds / 3600);
      return (value.day < 0 ? "-" : "") + hours + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
    }
    const [year, month, day, hour, minute, second, ms] = momentOf(value.day);
    const time = hour + ":" + minute + ":" + second + rest(ms);
    if (value.day >= 0 && value.day < 1) return time;
    return year + "-" + month + "-" + day + (time === "00:00:00" ? "" : "T" + time);
  }
  const plainText = (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number") return uji.numberText(value);
    if (typeof value === "boolean") return String(value);
    return value === undefined ? "" : dayText(value);
  };
  uji.plainText = plainText;
  function writer(field) {
    if (!field) return plainText;
    if (field.type === "number" && field.dec && field.dec !== ".")
      return (v) => (typeof v === "number" ? uji.numberText(v).replace(".", field.dec) : plainText(v));
    if (field.type === "boolean")
      return (v) => {
        if (typeof v !== "boolean") return plainText(v);
        const known = (v ? field.yes : field.no) || [];
        return !known.length || known.includes(String(v)) ? String(v) : String(known[0]);
      };
    if (field.type === "date" || field.type === "yearmonth")
      return (v) => {
        if (!v || v.day === undefined || v.span || v.day < 1) return plainText(v);
        const [year, month, day, hour, minute, second, ms] = momentOf(v.day);
        const pattern = field.format || (field.type === "yearmonth" ? "%Y-%m" : "");
        if (+hour || +minute || +second || ms || !pattern || (field.type === "yearmonth" && day !== "01"))
          return plainText(v);
        return pattern.replace(/%([Ymd])/g, (_, part) => ({ Y: year, m: month, d: day })[part]);
      };
    return plainText;
  }

  /* The cells of a sheet that have a comment: [row, column]. */
  uji.comments = async function (parts, entry) {
    const noted = new Set();
    for (const one of await relations(parts, entry.part))
      if (/^(comments|threadedComment)$/.test(one.kind) && parts.has(one.part))
        for (const [, letters, row] of (await parts.text(one.part)).matchAll(/omment\s[^>]*?\bref="([A-Z]{1,3})(\d{1,7})"/g))
          noted.add(row + "," + [...letters].reduce((sum, l) => sum * 26 + l.charCodeAt(0) - 64, 0));
    return [...noted].map((key) => key.split(",").map(Number));
  };

  /* A workbook with its parts; null for a file that is none by its name. */
  uji.workbook = async function (file) {
    if (!isBook(file.name)) return null;
    if (file.size > MAX_FILE) throw new Stop("file-too-large", { size: file.size, limit: MAX_FILE });
    const parts = await zip(file);
    return { parts, ...(await bookOf(parts)) };
  };

  /* The sheet last read: it is read once to tell whose it is, and judged after. */
  let held = null;
  async function xlsx(file, schema, choice) {
    if (file.size > MAX_FILE) throw new Stop("file-too-large", { size: file.size, limit: MAX_FILE });
    const parts = await zip(file);
    const book = await bookOf(parts);
    const names = book.sheets.filter((s) => s.part).map((s) => s.name);
    const wanted = choice || (schema && schema.sheet);
    const findings = [];
    const listed = book.sheets.map((s) => s.name).join(", ");
    const entry = book.sheets.find((s) => s.part && (!wanted || s.name === wanted));
    uji.sheets = names;
    if (wanted && !entry) throw new Stop("sheet-missing", { sheet: wanted, sheets: listed });
    if (!wanted && book.sheets.length > 1 && schema) throw new Stop("sheet-undeclared", { sheets: listed });
    if (!entry && !schema) throw new Stop("new-open", { case: "no-table-charts" });
    if (!entry) throw new Stop("workbook-unreadable", { note: "no sheet with cells" });
    if (!held || held.file !== file || held.part !== entry.part)
      held = { file, part: entry.part, seen: await sheetOf(parts, book, entry) };
    const { seen } = held;
    const sheet = entry.name;
    if (!seen.rows.length) throw new Stop("file-empty", { sheet });
    const fields = (schema && schema.fields) || [];
    const header = (schema && schema.head) || 1;
    const tell = (code, level, row, at, values) =>
      findings.push({ code, level, sheet, row, column: at, field: (at && fields[at - 1] && fields[at - 1].name) || "", cell: "", values: {}, ...values });
    const labels = (seen.rows[header - 1] || []).map(plainText);
    const width = (schema && Math.max(fields.length, labels.length)) || seen.rows.reduce((most, r) => Math.max(most, r.length), 0);
    const bottom = seen.rows.length;
    const inside = ([row, at]) => row >= header && row <= bottom && at <= width;

    for (const other of book.sheets.filter((s) => s.hidden)) {
      const named = { sheet: other.name, values: { name: other.name } };
      if (other !== entry) tell("sheet-hidden", "warning", undefined, undefined, named);
      else if (!(schema && schema.hidden))
        tell("sheet-hidden", "error", undefined, undefined, { ...named, values: { name: other.name, type: "published" } });
    }
    if (!(schema && schema.hidden)) {
      for (const [first, end] of seen.hiddenColumns) {
        const count = Math.min(end, width) - first + 1;
        if (count > 0) tell("columns-hidden", "error", header, first, { values: { count } });
      }
      for (const [first, end] of seen.hiddenRows) {
        const from = Math.max(first, header);
        const to = Math.min(end, bottom);
        const values = { last: to, count: to - from + 1, ...(seen.filtered ? { type: "filter" } : {}) };
        if (from <= to) tell("rows-hidden", "error", from, undefined, { values });
      }
    }
    for (const [first, end, left, right] of seen.merged)
      if (first <= bottom && end >= header && left <= width)
        tell("cells-merged", "error", first, left, { values: { rows: end - first + 1, columns: right - left + 1 } });
    for (const at of seen.errors.filter(inside)) tell("cell-error", "error", ...at, { cell: seen.shown.get(at.join()) });
    for (const at of seen.uncomputed.filter(inside)) tell("formula-uncomputed", "error", ...at);
    if (seen.formulas) tell("sheet-formulas", "notice", undefined, undefined, { values: { count: seen.formulas } });
    for (const at of await uji.comments(parts, entry)) tell("cell-comment", "warning", ...at);
    for (const [at, [first, count]] of seen.percents) {
      const field = fields[at - 1];
      if (field && (field.type === "number" || field.type === "integer"))
        tell("cell-percent", field.percent ? "warning" : "notice", first, at, { values: { count } });
    }

    const writers = [];
    const found = [];
    let full = 0;
    let blank = 0;
    for (let number = 1; number <= bottom; number++) {
      if (number % 2000 === 0) await uji.pause();
      const row = seen.rows[number - 1] || [];
      const cells = [];
      for (let at = 0; at < row.length; at++) {
        const value = row[at];
        const field = fields[at];
        const key = number + "," + (at + 1);
        const code = seen.coded.get(key);
        if (number <= header) {
          cells[at] = plainText(value);
          if (code !== undefined) cells[at] = code;
          continue;
        }
        const textual = !field || field.type === "string" || field.type === "any";
        writers[at] = writers[at] || writer(field);
        cells[at] = code !== undefined && textual ? code : writers[at](value);
        if (field && field.type === "string" && value !== undefined && typeof value !== "string") {
          const cell = plainText(value);
          if (value.day !== undefined) tell("cell-date-in-text", "error", number, at + 1, { cell });
          else if (typeof value === "number" && code === undefined) {
            if (Math.abs(value) >= 1e15) tell("cell-digits-lost", "error", number, at + 1, { cell });
            else if (!Number.isInteger(value)) tell("cell-number-in-text", "warning", number, at + 1, { cell });
          }
        }
      }
      found.push(cells);
    }
    for (const [key, text] of seen.shown) {
      const [row, at] = key.split(",").map(Number);
      while (found.length < row) found.push([]);
      const cells = found[row - 1];
      while (cells.length < at) cells.push("");
      cells[at - 1] = text;
    }
    const kept = [];
    for (const cells of found) {
      while (cells.length && cells[cells.length - 1] === "") cells.pop();
      if (!cells.length) {
        if (++blank > MAX_BLANK) break;
        continue;
      }
      for (; blank; blank--) kept.push(Array(full).fill(""));
      full = full || cells.length;
      while (cells.length < full) cells.push("");
      kept.push(cells);
    }
    return { records: kept, findings, sheet, merged: seen.merged, raw: seen.rows };
  }

  /* Titles above the header, or a header that is far wider than the schema. */
  function header(found, schema) {
    const wanted = new Set(schema.fields.map((f) => uji.strip(f.name).toLowerCase()));
    const declared = schema.head || 1;
    const share = (record) =>
      new Set(record.map((c) => uji.strip(c).toLowerCase()).filter((c) => wanted.has(c))).size / wanted.size;
    const first = found.slice(0, declared + 15);
    if (first.length < declared) return null;
    if (Math.max(...first.slice(0, declared).map(share)) < 0.5) {
      const at = first.findIndex((record) => share(record) >= 0.6);
      if (at >= 0) return new Stop("header-elsewhere", { row: at + 1, declared }).finding;
    }
    const columns = first[declared - 1].length;
    const limit = schema.fields.length;
    if (columns <= limit + MORE_COLUMNS) return null;
    return new Stop("columns-many", { row: declared, column: limit + 1, columns, limit, type: "schema" }).finding;
  }

  const isBook = (name) => /\.xls[xm]$/i.test(name);
  const BESIDE = ["rows-hidden", "columns-hidden", "sheet-hidden", "cell-date-in-text", "cell-digits-lost"];

  /* The table in a file: its records, what was found so far, and whether the cells can be judged. */
  uji.read = async function (file, schema, choice) {
    last = performance.now();
    uji.sheets = [];
    const ending = (/\.[^.]*$/.exec(file.name.toLowerCase()) || [""])[0];
    const kind = await kindOf(file);
    const book = isBook(file.name);
    const wanted = book ? "xlsx" : "";
    try {
      if (!file.size) throw new Stop("file-empty");
      const broken = book && !kind && latin(await bytesOf(file, 0, 2)) === "PK"; // said by its reader
      const told = ending === "." + kind ? { case: "own" } : kind === "xlsx" && ![".csv", ".tsv", ".txt"].includes(ending) ? { case: "renamed" } : {};
      if (kind !== wanted && !broken) throw new Stop("file-kind", { type: kind || "text", ending, ...told });
      if (schema && schema.recipe) return await uji.tidy(file, schema);
      const found = await (book ? xlsx : csv)(file, schema, choice);
      if (!schema) return found;
      const elsewhere = header(found.records, schema);
      if (elsewhere) {
        elsewhere.sheet = found.sheet;
        found.findings = [elsewhere, ...found.findings.filter((f) => f.level !== "error")];
      }
      found.stopped = found.findings.some((f) => f.level === "error" && !BESIDE.includes(f.code));
      return found;
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      return { records: [], findings: [problem.finding], stopped: true };
    }
  };
})();
