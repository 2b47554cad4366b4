/*
  The worker of the explore page: holds the tables that were opened, decodes, sorts, filters and
  writes CSV, so that the page never freezes. It is asked by jelajah.js with `{id, kerja, …}` and
  answers `{id, hasil}` or `{id, galat: {kode}}`; meanwhile `{id, maju}` tells how many bytes came.
  jelajah-mesin.js adds further work to `self.kerja`. Columns are arrays or typed arrays; a missing
  value is null. Numbers that a double cannot hold stay as bigint or as the text of the file.
*/
(function () {
  "use strict";
  const tables = (self.tabel = new Map());
  const work = (self.kerja = { __proto__: null });
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const fail = (kode, more) => Object.assign(new Error(kode), { galat: { kode, ...more } });

  /* A number in plain digits, as the CSV has it. */
  function plain(n) {
    if (!isFinite(n)) return isNaN(n) ? "NaN" : n < 0 ? "-INF" : "INF";
    if (Object.is(n, -0)) return "-0";
    const [, sign, whole, rest, power] = /^(-?)(\d)\.?(\d*)e(.+)$/.exec(n) || [];
    if (!power) return String(n);
    return sign + (power < 0 ? "0." + "0".repeat(-power - 1) + whole + rest : (whole + rest).padEnd(+power + 1, "0"));
  }

  /* The canonical text of a value, as the CSV has it; null stays null. */
  function text(value, kind) {
    if (typeof value === "number") return kind === "year" ? plain(value).padStart(4, "0") : plain(value);
    return value == null ? null : typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  self.teks = text;

  /* Reading */

  const whole = (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
  const stamp = (ms) => new Date(ms).toISOString();

  /* What the raw values of a column of that schema element become; none: they stay. */
  function converter({ type, converted_type: kind = "", logical_type: logical, scale = 0 }) {
    const named = kind + (logical ? logical.type : "");
    if (/^DECIMAL/.test(named)) return (bytes) => decimal(bytes, scale);
    const zone = logical && logical.isAdjustedToUTC ? "Z" : "";
    const make = /^DATE/.test(named)
      ? (days) => stamp(days * 864e5).slice(0, 10)
      : /^TIMESTAMP/.test(named)
        ? (us) => moment(us) + zone
        : /^TIME/.test(named) && ((us) => moment(us).slice(11));
    if (!make) return type === "INT64" && whole;
    const known = new Map();
    return (value) => {
      if (!known.has(value)) known.set(value, make(value));
      return known.get(value);
    };
  }

  function decimal(bytes, scale) {
    let value = 0n;
    for (const byte of bytes) value = value * 256n + BigInt(byte);
    value = BigInt.asIntN(bytes.length * 8, value);
    const digits = String(value).replace("-", "").padStart(scale + 1, "0");
    const cut = digits.length - scale;
    return (value < 0 ? "-" : "") + digits.slice(0, cut) + (scale ? "." + digits.slice(cut) : "");
  }

  /* Microseconds since 1970 as ISO 8601; those of the second only where there are some. */
  function moment(us) {
    const second = 1000000n;
    const rest = ((us % second) + second) % second;
    const said = stamp(Number((us - rest) / 1000n)).slice(0, 19);
    return rest ? said + "." + String(rest).padStart(6, "0") : said;
  }

  /* The bytes of a file of that size and hash; told while they come. */
  async function get({ alamat, bytes, hash }, told) {
    const lost = () => {
      throw fail("jaringan");
    };
    const answer = await fetch(alamat).catch(lost);
    if (!answer.ok) throw fail(answer.status === 404 ? "hilang" : "jaringan");
    const all = new Uint8Array(bytes);
    const reader = answer.body.getReader();
    for (let got = 0; ; ) {
      const { done, value } = await reader.read().catch(lost);
      if (done && got === bytes) break;
      if (done || got + value.length > bytes) throw fail("berubah");
      all.set(value, got);
      got += value.length;
      told(value.length);
    }
    if (hash && crypto.subtle) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (!hex.startsWith(hash)) throw fail("berubah");
    }
    return all.buffer;
  }

  /* All files of a table, column by column, so that no column is held twice for long. */
  async function decode(files, columns, rows) {
    const read = files.map(({ isi, baris }) => {
      const metadata = hyparquet.parquetMetadata(isi);
      if (Number(metadata.num_rows) !== baris) throw fail("berubah");
      const makers = new Map();
      for (const element of metadata.schema.slice(1)) {
        makers.set(element.name, converter(element));
        if (element.type === "BYTE_ARRAY") continue;
        delete element.converted_type; // the library rounds decimals and moments
        delete element.logical_type;
      }
      return [isi, metadata, makers];
    });
    const parsers = { stringFromBytes: (bytes) => bytes && decoder.decode(bytes) };
    const data = [];
    for (const { nama } of columns) {
      const parts = [];
      let start = 0;
      for (const [file, metadata, makers] of read) {
        if (!makers.has(nama)) throw fail("berubah");
        const onChunk = ({ columnData, rowStart }) =>
          parts.push([start + rowStart, columnData, makers.get(nama)]);
        await hyparquet.parquetRead({ file, metadata, columns: [nama], onChunk, parsers });
        start += Number(metadata.num_rows);
      }
      if (parts.reduce((sum, [, values]) => sum + values.length, 0) !== rows) throw fail("rusak");
      data.push(column(parts, rows));
    }
    return data;
  }

  /* Numbers without a gap as doubles; all else as an array of values. */
  function column(parts, rows) {
    const numbers = new Float64Array(rows);
    const exact = parts.every(([start, values, make]) => {
      if (!ArrayBuffer.isView(values) || (make && make !== whole)) return false;
      if (!(values instanceof BigInt64Array)) return numbers.set(values, start), true;
      const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
      for (let i = 0; i < values.length; i++) {
        const n = halves[2 * i + 1] * 4294967296 + (halves[2 * i] >>> 0);
        if (!Number.isSafeInteger(n)) return false;
        numbers[start + i] = n;
      }
      return true;
    });
    if (exact) return numbers;
    const made = new Array(rows);
    for (const [start, values, make] of parts)
      for (let i = 0; i < values.length; i++)
        made[start + i] = values[i] == null ? null : make ? make(values[i]) : values[i];
    return made;
  }

  /* Opens a table: `berkas` are its files in order; some parts alone are called "#…", and replace
     those before. */
  work.buka = async ({ nama, kolom, berkas }, told) => {
    if (!tables.has(nama)) {
      if (nama[0] === "#") for (const name of tables.keys()) if (name[0] === "#") tables.delete(name);
      const sum = (key) => berkas.reduce((all, one) => all + one[key], 0);
      const dari = sum("bytes");
      let muat = 0;
      const step = (bytes) => told({ muat: (muat += bytes), dari });
      const files = await Promise.all(
        berkas.map(async (one) => ({ isi: await get(one, step), baris: one.baris })),
      );
      told({ dari, urai: true });
      const baris = sum("baris");
      const data = await decode(files, kolom, baris).catch((error) => {
        throw error.galat ? error : fail("rusak");
      });
      let begin = 0;
      const awal = berkas.map((one) => [(begin += one.baris) - one.baris, one.mulai || 0]);
      const columns = kolom.map(({ nama, jenis }) => ({ nama, jenis }));
      tables.set(nama, { nama, kolom: columns, baris, data, awal });
    }
    const { kolom: columns, baris } = tables.get(nama);
    return { nama, kolom: columns, baris };
  };

  function table(name) {
    if (!tables.has(name)) throw fail("tutup");
    return tables.get(name);
  }

  function place({ kolom }, name) {
    const at = kolom.findIndex(({ nama }) => nama === name);
    if (at < 0) throw fail("kolom", { kolom: name });
    return at;
  }

  /* Filter and sort */

  const NUMBERS = /^(integer|number|year)$/;
  const ORDERED = /^(integer|number|year|date|datetime|time|yearmonth)$/;

  const texts = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /* Two numbers, exactly, however they are held. */
  function compare(a, b) {
    const rough = Number(a) - Number(b);
    if (rough || typeof a === "number") return rough;
    const [x, y] = [a, b].map((one) => {
      const [, sign, whole, rest] = /^(-?)(\d+)\.?(\d*)$/.exec(text(one)) || [0, "", "0", ""];
      return BigInt(sign + whole + rest.padEnd(40, "0"));
    });
    return texts(x, y);
  }

  const POWERS = new Map(Object.entries({ ribu: 3, thousand: 3, juta: 6, million: 6, miliar: 9, milyar: 9, billion: 9, triliun: 12, trillion: 12 }));
  const MONTHS = "jan feb mar apr mei jun jul agu sep okt nov des jan feb mar apr may jun jul aug sep oct nov dec";

  /* A number or a day as the table has it, from how readers write it: "4.4 triliun", "31 Agustus
     2023", "31/08/2023". */
  function canonical(said, kind) {
    let made = said;
    if (NUMBERS.test(kind)) {
      const [, digits, word] = /^(-?[\d.]+)\s*([a-z]+)$/i.exec(said) || [];
      const power = word && POWERS.get(word.toLowerCase());
      if (power) made = plain(Number(digits + "e" + power));
      if (!/^(-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|-?inf|nan|-?)$/i.test(made)) throw fail("saring");
      return made;
    }
    const [, day, name, year] = /^(?:(\d\d?)[\s/.-]+)?(\d\d?|[a-z]{3,})[\s/.-]+(\d{4})$/i.exec(said) || [];
    if (year) {
      const month = +name || (MONTHS.indexOf(name.slice(0, 3).toLowerCase()) / 4) % 12 + 1;
      if (month < 1 || month > 12) throw fail("saring");
      made = [year, month, day].filter(Boolean).map((part) => String(part).padStart(2, "0")).join("-");
    }
    if (/[^\d:.TZ+\s-]/.test(made)) throw fail("saring");
    return made;
  }

  /* What was written in a field: "=x" the same, "=" no value, and of what has an order also ">x",
     "<=x", "x..y", "2010-2012" (`open`: without the end itself); else a part of the text. */
  function understood(filter, kind) {
    const ordered = ORDERED.test(kind);
    const as = (part) => (part && ordered ? canonical(part, kind) : part);
    if (filter[0] === "=") return { same: as(filter.slice(1)), none: filter === "=" };
    const said = filter.trim();
    const one = /^([<>])(=?)\s*(.+)$/.exec(said);
    const two = /^(.*?)\s*\.\.\s*(.*)$/.exec(said) || /^(\d{4})\s*[-–—]\s*(\d{4})$/.exec(said);
    if (!ordered || !(one || (two && said !== ".."))) {
      const part = as(said);
      if (part !== said && NUMBERS.test(kind)) return { low: part, high: part };
      return { part: part.toLowerCase() };
    }
    const [low, high] = one ? (one[1] === ">" ? [as(one[3]), ""] : ["", as(one[3])]) : two.slice(1).map(as);
    return { low, high, open: one && !one[2] };
  }

  /* The columns whose filters cannot be understood. */
  work.periksa = ({ kolom, saring }) =>
    saring
      .filter(({ kolom: name, isi }) => {
        try {
          return !understood(isi, kolom[place({ kolom }, name)].jenis);
        } catch {
          return true;
        }
      })
      .map(({ kolom }) => kolom);

  /* Whether a value passes. Texts are the same in capitals too, but where `exact`. */
  function test(filter, kind, exact) {
    const { same, none, part, low, high, open } = understood(filter, kind);
    if (none) return (value) => value === null;
    if (same !== undefined) {
      if (exact || ORDERED.test(kind)) return (value) => text(value, kind) === same;
      const wanted = same.toLowerCase();
      return (value) => value !== null && text(value, kind).toLowerCase() === wanted;
    }
    if (part !== undefined) return (value) => value !== null && text(value, kind).toLowerCase().includes(part);
    if (NUMBERS.test(kind)) {
      const least = open ? Number.MIN_VALUE : 0;
      return (value) =>
        value !== null && (!low || compare(value, low) >= least) && (!high || -compare(value, high) >= least);
    }
    const within = (value, limit) => value.startsWith(limit); // 2024-05 is all of May
    return (value) =>
      value !== null &&
      (!low || (value >= low && !(open && within(value, low)))) &&
      (!high || value < high || (!open && within(value, high)));
  }

  /* Which parts of a table may hold rows that pass, by the least and the greatest of each. */
  work.pilih = ({ kolom, batas, saring }) => {
    const wanted = saring.map(({ kolom: name, isi, tepat }) => {
      const at = place({ kolom }, name);
      const { jenis } = kolom[at];
      const found = understood(isi, jenis);
      const loose = found.same !== undefined && !tepat && !ORDERED.test(jenis);
      return { at, number: NUMBERS.test(jenis), ...found, loose };
    });
    const may = ([least, most]) =>
      wanted.every(({ at, number, none, part, loose, same, low = same, high = same }) => {
        const [min, max] = [least[at], most[at]];
        if (none || loose || part !== undefined || min === null || /[\ud800-\udfff]/.test(min + max + low + high)) return true;
        const before = (a, b) => (number ? a - b : texts(a, b)) < 0;
        return !(high && before(high, min) && !min.startsWith(high)) && !(low && before(max, low));
      });
    return [...batas.keys()].filter((i) => may(batas[i]));
  };

  /* Of each row its place among the distinct values of a column, and how many there are; that is
     also the place of "no value". */
  function ranks(given, at) {
    given.ranks = given.ranks || [];
    if (given.ranks[at]) return given.ranks[at];
    const values = given.data[at];
    const known = new Map();
    for (const value of values) if (value !== null) known.set(value, 0);
    let distinct = [...known.keys()];
    if (distinct.every((value) => typeof value === "number")) distinct = Float64Array.from(distinct).sort();
    else if (NUMBERS.test(given.kolom[at].jenis)) distinct.sort(compare);
    else {
      const { compare: words } = new Intl.Collator(self.bahasa);
      distinct.sort((a, b) => words(a, b) || texts(a, b));
    }
    distinct.forEach((value, i) => known.set(value, i));
    const most = distinct.length;
    return (given.ranks[at] = { most, rank: Uint32Array.from(values, (v) => (v === null ? most : known.get(v))) });
  }

  /* Counted into place: what is equal keeps its order, no value comes last both ways. */
  function sorted(rows, { rank, most }, down) {
    const slot = (row) => (down && rank[row] < most ? most - 1 - rank[row] : rank[row]);
    const starts = new Uint32Array(most + 2);
    for (const row of rows) starts[slot(row) + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const made = new Uint32Array(rows.length);
    for (const row of rows) made[starts[slot(row)]++] = row;
    return made;
  }

  /* The rows that pass, in their order, as places in the table. */
  function view(given, filters, sort) {
    const asked = JSON.stringify([filters, sort]);
    if (given.asked === asked) return given.rows;
    let rows = Uint32Array.from({ length: given.baris }, (_, i) => i);
    for (const { kolom, isi, tepat } of filters || []) {
      const at = place(given, kolom);
      const values = given.data[at];
      const passes = test(isi, given.kolom[at].jenis, tepat);
      rows = rows.filter((row) => passes(values[row]));
    }
    if (sort) rows = sorted(rows, ranks(given, place(given, sort.kolom)), sort.turun);
    given.asked = asked;
    return (given.rows = rows);
  }

  /* The number that a row has in the whole table, from 1. */
  function number({ awal = [[0, 0]] }, row) {
    const [begin, first] = awal.filter(([begin]) => begin <= row).pop();
    return row - begin + first + 1;
  }

  /* A page of rows: canonical texts, and the number of each row. */
  work.halaman = ({ nama, saring, urut, mulai, banyak }) => {
    const given = table(nama);
    const rows = view(given, saring, urut);
    const shown = Array.from(rows.subarray(mulai, mulai + banyak));
    return {
      baris: rows.length,
      semua: given.baris,
      nomor: shown.map((row) => number(given, row)),
      isi: shown.map((row) => given.data.map((values, i) => text(values[row], given.kolom[i].jenis))),
    };
  };

  /* The rows that pass as a file, written as the CSV to download is; `kosong`: what stands for "no
     value" in a column, in pairs. */
  work.csv = ({ nama, saring, urut, kolom, kosong }) => {
    const given = table(nama);
    const rows = view(given, saring, urut);
    const places = kolom.map((name) => place(given, name));
    const marks = new Map(kosong);
    const quote = (cell) => (/[,"\r\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell);
    const line = (record) => (record.map(quote).join(",") || '""') + "\n";
    const parts = [];
    let held = line(kolom);
    for (const row of rows) {
      held += line(places.map((at, i) => text(given.data[at][row], given.kolom[at].jenis) ?? marks.get(kolom[i]) ?? ""));
      if (held.length > 4e6) held = parts.push(held) && "";
    }
    return { berkas: new Blob([...parts, held], { type: "text/csv" }), baris: rows.length };
  };

  /* Where libraries lie, and in which language texts are ordered. */
  work.mulai = ({ alamat, bahasa }) => {
    Object.assign(self, { alamat, bahasa });
    importScripts(alamat.parquet);
  };

  self.onmessage = async ({ data: { id, kerja, ...asked } }) => {
    try {
      if (!work[kerja]) importScripts(self.alamat.mesin);
      postMessage({ id, hasil: await work[kerja](asked, (maju) => postMessage({ id, maju })) });
    } catch (error) {
      postMessage({ id, galat: error.galat || { kode: "lain", sebab: String(error.message || error) } });
    }
  };
})();
