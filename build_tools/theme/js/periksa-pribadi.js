/*
  The check page: numbers and addresses that stand for a person, in the cells of a table. It
  takes the steps of build_tools/privacy and checks/privacy.py, which explain them; patterns and
  tables come from there as data (`PD_UJI.patterns`). What is found is never shown whole.
*/
(function () {
  "use strict";
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const once = (make) => {
    let made;
    return () => made || (made = make(uji.patterns));
  };
  const FEWEST = 3;
  const SHORTEST = 9;
  const SAMPLE = 500;
  const OFFICIAL = [".go.id", ".desa.id", ".mil.id", ".sch.id", ".ac.id"];
  const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const EASED = ["personal-npwp", "personal-plate", "personal-bank", "personal-mobile", "personal-email"];
  const PLATE = /^([A-Z]{1,2})([ .-]{0,2})([0-9]{1,4})[ .-]{0,2}([A-Z]{1,3})$/;
  const PASSPORT = /^[A-Z]{1,2}[ -]?[0-9]{6,8}$/;
  const BUDGET = /^[1-9]\.[0-9]{1,2}(?:\.[0-9]{1,4}){0,6}$/;

  /* A text as people see it. */
  const signs = new Map();
  function foldSign(sign) {
    if (/[\p{Cf}\p{Mn}\p{Me}]/u.test(sign) || (/\p{Cc}/u.test(sign) && !/[\t-\r]/.test(sign))) return "";
    if (/\p{Nd}/u.test(sign)) {
      let code = sign.codePointAt(0);
      let value = 0;
      while (/\p{Nd}/u.test(String.fromCodePoint(--code))) value++;
      return String(value % 10);
    }
    if (/\p{Pd}/u.test(sign) || sign === "\u2212") return "-";
    return sign === "…" ? sign : sign.normalize("NFKC");
  }
  function fold(text) {
    if (/^[\t-\r\x20-\x7e]*$/.test(text)) return text;
    let folded = "";
    for (const sign of text) {
      if (!signs.has(sign)) signs.set(sign, foldSign(sign));
      folded += signs.get(sign);
    }
    return folded;
  }

  /* The forms of numbers. */
  const regency = (code) => {
    const [last, city] = uji.patterns.provinces[code.slice(0, 2)] || [0, 0];
    const number = +code.slice(2, 4);
    return (number >= 1 && number <= last) || (number >= 71 && number <= city);
  };
  function isDay(digits) {
    const day = +digits.slice(0, 2) % 100;
    const month = +digits.slice(2, 4);
    if (month < 1 || month > 12) return false;
    const longest = month === 2 && +digits.slice(4, 6) % 4 ? 28 : DAYS[month - 1];
    const born = day > 40 ? day - 40 : day;
    return born >= 1 && born <= longest;
  }
  const isNik = (digits) => digits.length === 16 && regency(digits) && isDay(digits.slice(6, 12));
  function isNikStart(digits, known) {
    if (digits.length !== 16 || known < 3 || !regency(digits)) return false;
    if (known >= 12) return isDay(digits.slice(6, 12));
    const day = +digits.slice(6, 8);
    const born = day > 40 ? day - 40 : day;
    return known < 8 || (born >= 1 && born <= 31);
  }
  function isNip(digits) {
    if (digits.length !== 18) return false;
    const [born, month, day, appointed, since] = [[0, 4], [4, 6], [6, 8], [8, 12], [12, 14]].map(([a, b]) => +digits.slice(a, b));
    return (
      born >= 1940 && born <= 2015 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] &&
      appointed >= born + 15 && appointed <= born + 62 && ((since >= 1 && since <= 12) || since === 21) &&
      "12".includes(digits[14])
    );
  }
  function isNpwp(digits) {
    if (digits.length === 16 && digits[0] === "0") digits = digits.slice(1);
    if (digits.length === 14) digits = "0" + digits;
    if (digits.length !== 15 || /^0*$/.test(digits.slice(0, 9))) return false;
    let sum = +digits[8];
    for (let at = 0; at < 8; at++) {
      const doubled = +digits[at] * (1 + (at % 2));
      sum += Math.floor(doubled / 10) + (doubled % 10);
    }
    return sum % 10 === 0;
  }
  const isEntityNpwp = (digits) => {
    if (digits.length === 16) digits = digits.slice(1);
    return isNpwp(digits) && ["00", "01", "02", "03"].includes(digits.padStart(15, "0").slice(0, 2));
  };
  function isMobile(digits, bareNumber) {
    for (const lead of ["0", "62", "620", "0062"])
      if (digits.startsWith(lead + "8")) {
        const rest = digits.slice(lead.length);
        return rest.length >= 9 && rest.length <= 13 && rest[1] !== "0";
      }
    return !!bareNumber && digits.length >= 9 && digits.length <= 12 && network().test(digits);
  }
  const network = once((p) => new RegExp("^(?:" + p.network + ")"));
  const isBpjs = (digits) => /^000[0-9]{10}$/.test(digits) && !digits.startsWith("00000");
  const isPlate = (text) => {
    const match = PLATE.exec(uji.strip(text).toUpperCase());
    return !!match && uji.patterns.plates.includes(match[1]);
  };

  /* The number that a cell is, as it was before a spreadsheet changed it. */
  function bare(cell) {
    if (cell.length > 64) return null;
    const text = /^[0-9]+$/.test(cell) ? cell : fold(cell).replace(/^[ \t+"'`‘’“”=]+|[ \t+"'`‘’“”=]+$/g, "");
    if (!/^[0-9(]/.test(text)) return null;
    let match;
    if ((match = /^([0-9]+)(?:[.,]0*)?$/.exec(text))) return { digits: match[1], form: "plain", lost: 0 };
    if ((match = /^([1-9])(?:[.,]([0-9]{1,17}))?[eE]\+?([0-9]{1,2})$/.exec(text))) {
      const digits = match[1] + (match[2] || "");
      const length = +match[3] + 1;
      if (digits.length > length) return null;
      return { digits: digits.padEnd(length, "0"), form: "scientific", lost: length - digits.length };
    }
    if (/^[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:[.,]0{1,2})?$/.test(text))
      return { digits: text.replace(/[.,](?=[0-9]{3})|[.,]0+$/g, ""), form: "thousands", lost: 0 };
    if (/^\(?[0-9]+\)?(?:[ .\-/']{1,3}\(?[0-9]+\)?){1,11}[.-]?$/.test(text) && !/^[0-9]+[.,][0-9]+$/.test(text))
      return { digits: text.replace(/[^0-9]/g, ""), form: "grouped", lost: 0 };
    return null;
  }

  /* Numbers among the runs of digits of a text. */
  const NIK = { 16: [[16]], 8: [[8, 8], [8, 4, 4]], 6: [[6, 6, 4], [6, 2, 2, 2, 4]], 4: [[4, 4, 4, 4], [4, 2, 6, 4], [4, 2, 2, 2, 2, 4]], 2: [[2, 2, 2, 6, 4], [2, 2, 2, 2, 2, 2, 4], [2, 4, 6, 4]] };
  const NIP = { 18: [[18]], 8: [[8, 6, 1, 3], [8, 6, 4], [8, 10], [8, 4, 2, 1, 3]], 4: [[4, 2, 2, 4, 2, 1, 3]] };
  const NPWP = { 2: [[2, 3, 3, 1, 3, 3]], 3: [[3, 3, 3, 1, 3, 3]] };
  const MONEY_BEFORE = /(?<![a-z])(?:rp|idr|rupiah|pagu|sebesar|senilai|anggaran|nominal|biaya|usd|us\$)[^0-9a-z]{0,4}$/i;
  const MONEY_BEHIND = /^[ .]{0,2}(?:,-|,00(?![0-9])|rupiah)/i;

  function numbers(text) {
    const runs = [...text.matchAll(/[0-9]+/g)].map((m) => [m.index, m.index + m[0].length]);
    const size = (at) => (runs[at] ? runs[at][1] - runs[at][0] : 0);
    const digits = (at) => text.slice(runs[at][0], runs[at][1]);
    const joined = (first, end) => runs.slice(first, end).map((_, i) => digits(first + i)).join("");
    const gap = (at, allowed) => {
      const between = text.slice(runs[at - 1][1], runs[at][0]);
      return between.length <= 3 && [...between].every((sign) => allowed.includes(sign));
    };
    const isDigit = (sign) => sign !== undefined && /[0-9]/.test(sign);
    const fractionBefore = (at) => {
      const mark = runs[at][0] ? text[runs[at][0] - 1] : "";
      const whole = runs.length === 2 && runs[1][1] === text.length;
      const most = mark === "." ? 8 : mark === "," ? (whole && !runs[0][0] ? 8 : 2) : 0;
      return at > 0 && runs[at - 1][1] === runs[at][0] - 1 && size(at - 1) <= most;
    };
    const fractionAfter = (at) => {
      const end = runs[at][1];
      return !!runs[at + 1] && runs[at + 1][0] === end + 1 && ".,".includes(text[end]) && size(at + 1) <= 2;
    };
    const withinLetters = (at) =>
      /\p{L}/u.test(text[Math.max(runs[at][0] - 1, 0)]) && /\p{L}/u.test(text[runs[at][1]] || "");
    const inNumber = (first, end) => {
      if (first !== end) return false;
      const [start, stop] = runs[first];
      return (
        text.slice(Math.max(start - 2, 0), start).trimStart() === "-" || fractionBefore(first) || fractionAfter(end) ||
        MONEY_BEFORE.test(text.slice(Math.max(start - 16, 0), start)) || MONEY_BEHIND.test(text.slice(stop))
      );
    };
    const shaped = (at, shapes, isOne) => {
      for (const shape of shapes[size(at)] || []) {
        const places = shape.map((_, i) => at + i);
        if (!places.every((i, n) => size(i) === shape[n]) || !places.slice(1).every((i) => gap(i, " .-/"))) continue;
        if (isOne(joined(at, at + shape.length)) && !inNumber(at, at + shape.length - 1)) return shape.length;
      }
      return 0;
    };
    const sum = (first, end) => {
      const [start, stop] = runs[first];
      if (text.slice(stop, stop + 3) === ",00" && !isDigit(text[stop + 3])) return true;
      if (text[start] === "0" || text[Math.max(start - 1, 0)] === "+") return false;
      if (first === end) return fractionAfter(first);
      if (stop - start !== 2) return false;
      for (let i = first + 1; i <= end; i++) if (size(i) !== 3) return false;
      return true;
    };
    const follows = (first, end) => {
      if (end === first + 1 && digits(first) === "62") return digits(end) === "0" || (size(end) > 2 && size(end) < 14);
      if (end === first + 1 && text[Math.max(runs[first][0] - 1, 0)] === "(") return size(end) >= 2 && size(end) <= 9;
      return (size(end) >= 2 && size(end) <= 5) || digits(end - 1) === "0";
    };
    const mobile = (at) => {
      if (size(at) > 15 || !/^(?:08[1-9]|62(?:$|8[1-9][0-9]))/.test(digits(at))) return 0;
      if (fractionBefore(at) || withinLetters(at)) return 0;
      let all = "";
      let best = 0;
      for (let end = at; end < Math.min(at + 7, runs.length); end++) {
        if (end > at && !(gap(end, " .-()") && follows(at, end))) break;
        all += digits(end);
        if (all.length > 16) break;
        if (/^(?:0|620?)8[1-9][0-9]{7,11}$/.test(all) && !sum(at, end)) best = end - at + 1;
      }
      return best;
    };
    const one = (at) => {
      let count = shaped(at, NIP, isNip);
      if (count) return ["personal-nip", count];
      count = shaped(at, NIK, isNik);
      if (count) return ["personal-nik", count];
      count = shaped(at, NPWP, (all) => /[1-9]/.test(all.slice(-15)));
      if (count && ".- ".includes(text[runs[at][1]])) return ["personal-npwp", count];
      if (size(at) === 13 && !inNumber(at, at) && !withinLetters(at) && isBpjs(digits(at))) return ["personal-bpjs", 1];
      return ["personal-mobile", mobile(at)];
    };
    const found = [];
    for (let at = 0; at < runs.length; ) {
      const [code, count] = one(at);
      if (count) {
        const mild = code === "personal-npwp" && isEntityNpwp(joined(at, at + count));
        found.push({ start: runs[at][0], end: runs[at + count - 1][1], code, mild });
      }
      at += count || 1;
    }
    return found;
  }

  /* Numbers that a word before them tells. */
  const NEAR = ["personal-medical-record", "personal-mobile", "personal-nip", "personal-nisn"];
  const OPEN = ["personal-medical-record", "personal-bank", "personal-mobile"];
  const DATE = /^(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-/.])/;
  const label = once((p) => new RegExp(p.label, "gi"));
  const before = once((p) => new RegExp(p.budgetBefore, "i"));
  const other = once((p) => new RegExp(p.other, "i"));
  const unit = once((p) => new RegExp("^(?:" + p.unit + ")", "i"));

  function numbered(text, at, code) {
    const last = at + (NEAR.includes(code) ? 20 : 40);
    const joined = /[0-9]+(?:[.\-/][0-9]+){0,12}/g;
    const piece = text.slice(0, last + 40);
    joined.lastIndex = at;
    for (let tries = 0; tries < 3; tries++) {
      const run = joined.exec(piece);
      if (!run || run.index > last || other().test(text.slice(at, run.index))) return [];
      const start = run.index;
      const lengths = uji.patterns.lengths[code];
      const most = Math.max(...lengths);
      let digits = "";
      let best = [0, ""];
      let place = start;
      for (let n = 0; n < 9; n++) {
        const match = /^[0-9]+/.exec(text.slice(place, place + 64));
        if (!match || digits.length + match[0].length > most) break;
        digits += match[0];
        const end = place + match[0].length;
        if (lengths.includes(digits.length)) best = [end, digits];
        const gap = /^[ .\-/]{1,3}/.exec(text.slice(end, end + 3));
        if (!gap || (best[0] && OPEN.includes(code) && match[0].length >= 8 && /^\s+$/.test(gap[0]))) break;
        place = end + gap[0].length;
      }
      if (best[0] && !/[0-9]/.test(text[best[0]] || "")) {
        const [end, all] = best;
        const isOther =
          unit().test(text.slice(end)) ||
          (code === "personal-mobile" && !/^8[1-9]/.test(all)) ||
          (code === "personal-bank" && (BUDGET.test(run[0]) || DATE.test(run[0]) || /^0*$/.test(all))) ||
          ((code === "personal-medical-record" || code === "personal-nip") && DATE.test(run[0]));
        return isOther ? [] : [{ start, end, code, mild: code === "personal-npwp" && isEntityNpwp(all) }];
      }
    }
    return [];
  }
  function labelled(text) {
    const found = [];
    for (const match of text.matchAll(label())) {
      const code = Object.keys(match.groups).find((name) => match.groups[name] !== undefined).replace(/_/g, "-");
      const at = match.index + match[0].length;
      if (code === "personal-bank" && before().test(text.slice(Math.max(at - 40, 0), match.index))) continue;
      if (code !== "personal-passport" && code !== "personal-plate") {
        found.push(...numbered(text, at, code));
        continue;
      }
      const passport = code === "personal-passport";
      const form = passport
        ? /(?<![A-Za-z0-9])[A-Z]{1,2} ?[0-9]{6,8}(?![0-9A-Za-z])/
        : /(?<![A-Za-z0-9])[A-Za-z]{1,2}[ .-]{0,2}[0-9]{1,4}[ .-]{0,2}[A-Za-z]{1,3}(?![A-Za-z0-9])/;
      const sign = form.exec(text.slice(at, at + 52));
      if (sign && (passport || isPlate(sign[0])))
        found.push({ start: at + sign.index, end: at + sign.index + sign[0].length, code, mild: false });
    }
    return found;
  }

  function inPlain(text) {
    const unread = /https?:\/\/(?!wa\.me\/)[^\s?#"'<>|]*|(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])/gi;
    text = text.replace(unread, (match) => " ".repeat(match.length));
    const found = labelled(text);
    const known = new Set(found.map((f) => f.start + "-" + f.end));
    found.push(...numbers(text).filter((f) => !known.has(f.start + "-" + f.end)));
    for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
      const local = /[\p{L}\p{N}_.+-]{1,64}$/u.exec(text.slice(Math.max(at - 64, 0), at));
      const domain = /^(?:[\p{L}\p{N}_-]{1,63}\.){1,8}(?:xn--[\p{L}\p{N}_-]{1,59}|\p{L}{2,63})/u.exec(text.slice(at + 1, at + 255));
      if (!local || !domain || local[0] === "git") continue;
      const host = "." + domain[0].toLowerCase();
      if (!OFFICIAL.some((end) => host.endsWith(end)))
        found.push({ start: at - local[0].length, end: at + 1 + domain[0].length, code: "personal-email", mild: false });
    }
    return found.map((f) => ({ code: f.code, mild: f.mild, text: text.slice(f.start, f.end) }));
  }
  /* Everything personal in a text: as it stands, and as its markup shows it. */
  function find(text) {
    if (text.length < 5 || (!/[0-9]/.test(text) && !/[@\u0080-\uffff]|%40|&/.test(text))) return [];
    const found = inPlain(fold(text));
    const bared = text
      .replace(/<[^<>]*>|[*`\\~]/g, "")
      .replace(/%40/g, "@")
      .replace(/&#(\d{1,7});/g, (_, code) => (+code < 0x110000 ? String.fromCodePoint(+code) : ""))
      .replace(/&#?\w{1,31};/g, "");
    if (bared !== text) found.push(...inPlain(fold(bared)));
    return found;
  }

  /* Whether a cell is a number that its column's heading announces. */
  const WHOLE_DATE = /^(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[T ].*)?)$/;
  function fits(code, cell) {
    if (cell.length > 200) return false;
    let text = uji.strip(fold(cell));
    if (code === "personal-nik" && /^(?=(?:[^0-9]*[0-9]){4})[1-9][0-9OoIl|]{14,16}$/.test(text))
      text = text.replace(/[Oo]/g, "0").replace(/[Il|]/g, "1");
    if (code === "personal-email")
      return (
        /[\p{L}\p{N}_.+-]+ ?(?:@|[[(]at[\])]) ?[\p{L}\p{N}_-]+ ?(?:\.|[[(]dot[\])]) ?[\p{L}\p{N}_]+/iu.test(text) &&
        !/(?:go|desa|mil|sch|ac) ?(?:\.|[[(]dot[\])]) ?id[^\p{L}\p{N}_]*$/iu.test(text)
      );
    if (code === "personal-plate") return isPlate(text);
    if (code === "personal-passport") return PASSPORT.test(text.toUpperCase());
    const number = bare(text);
    if (!number || (number.form === "grouped" && !isNumber(code, text, number))) return amongWords(code, text);
    return isNumber(code, text, number);
  }
  const within = (size, [from, to]) => size >= from && size < to;
  function isNumber(code, text, number) {
    const digits = number.digits;
    if (/^0*$/.test(digits)) return false;
    if (number.lost)
      return within(digits.length - 1, uji.patterns.powers[code]) && (code !== "personal-mobile" || "86".includes(digits[0]));
    if (code === "personal-mobile") return isMobile(digits, true);
    if (code !== "personal-nik" && code !== "personal-npwp" && WHOLE_DATE.test(text)) return false;
    if (code === "personal-bank" && BUDGET.test(text)) return false;
    return within(digits.length, uji.patterns.fits[code]);
  }
  function amongWords(code, text) {
    if (code === "personal-medical-record")
      return /^[A-Z]{0,4}[ .\-/]{0,2}[0-9]{2,}(?:[ .\-/]{1,2}[0-9A-Z]+){0,4}$/.test(text.toUpperCase()) && !WHOLE_DATE.test(text);
    const runs = text.match(/[0-9]+(?:[ .\-/][0-9]+)*/g) || [];
    const digits = (run) => run.replace(/[^0-9]/g, "");
    if (code === "personal-mobile") return runs.some((run) => isMobile(digits(run), true));
    const least = code === "personal-nisn" || code === "personal-nip" ? 8 : Math.max(uji.patterns.fits[code][0], 8);
    if (text.length > 64 || runs.some((run) => BUDGET.test(run))) return false;
    return runs.some((run) => digits(run).length >= least && /[1-9]/.test(digits(run)) && !WHOLE_DATE.test(run));
  }
  const isMild = (code, cell) => {
    const number = code === "personal-npwp" ? bare(cell) : null;
    return !!number && isEntityNpwp(number.digits);
  };

  /* What a column is by its cells alone. */
  const EMPTY = ["", "-", "--", "0", ".", "n/a", "na", "null", "none", "nihil", "tidak ada", "x"];
  const FORMS = {
    scientific: ["personal-nik", 3, 1], npwp: ["personal-npwp", 4, 1], mobile: ["personal-mobile", 3, 3],
    nisn: ["personal-nisn", 5, 2], bpjs: ["personal-bpjs", 3, 3], passport: ["personal-passport", 5, 3],
    record: ["personal-medical-record", 5, 2], account: ["personal-bank", 3, 1],
  };
  function* formsOf(text, number) {
    if (!number) {
      if (PASSPORT.test(text)) yield ["passport", text.slice(0, 3)];
      return;
    }
    const { digits } = number;
    const size = digits.length;
    if (number.lost) {
      if (isNikStart(digits, size - number.lost)) yield ["scientific", digits.slice(0, 6)];
      return;
    }
    if (isNik(digits)) yield ["nik", digits.slice(0, 6)];
    else if (isNip(digits)) yield ["nip", digits.slice(0, 6)];
    if (isBpjs(digits)) yield ["bpjs", digits.slice(-6)];
    const record = /^([0-9]{2})-([0-9]{2})-([0-9]{2})(?:-[0-9]{2})?$/.exec(text);
    if (record && !regency(digits)) yield ["record", record[1] + record[2] + record[3]];
    if (size === 10 && /^(?:98[5-9]|99[0-9]|00[0-9]|01[0-9]|02[0-3])/.test(digits) && /^[0-9]+$/.test(text))
      yield ["nisn", digits.slice(0, 3)];
    if (number.form === "thousands") return;
    if (size >= 14 && size <= 16 && isNpwp(digits)) yield ["npwp", digits.slice(0, 6)];
    if (size === 15 && (/^[0-9]{4}-[0-9]{2}-[0-9]{6}-[0-9]{2}-[0-9]$/.test(text) || digits.slice(4, 6) === "01"))
      yield ["account", digits.slice(0, 4)];
    if (isMobile(digits, true)) yield ["mobile", digits.replace(/^0+/, "").replace(/^62/, "").slice(0, 4)];
  }
  class Evidence {
    constructor() {
      Object.assign(this, { filled: 0, large: 0, largest: 0, round: 0, noDays: 0, lengths: new Set(), forms: {} });
    }
    of(form) {
      return this.forms[form] || { count: 0, different: new Set(), heads: new Set() };
    }
    take(row, cell) {
      const text = uji.strip(cell);
      if (EMPTY.includes(text.toLowerCase())) return;
      this.filled++;
      if (text.length > 40 || !/[0-9]/.test(text)) return;
      const number = bare(text);
      const forms = [...formsOf(text, number)];
      if (!forms.some(([form]) => form === "nik")) {
        const whole = number ? null : /^-?([0-9]+)(?:[.,][0-9]+)?%?$/.exec(text);
        this.largest = Math.max(this.largest, number ? number.digits.length : whole ? whole[1].length : 0);
      }
      for (const [form, head] of forms) {
        const known = this.of(form);
        this.forms[form] = known;
        known.count++;
        known.different.add(text);
        if (known.heads.size < 20) known.heads.add(head);
        known.first = known.first || [row, text];
        this.round += form === "mobile" && text.endsWith("000");
        if (form === "record") {
          const day = +head.slice(0, 2);
          const month = +head.slice(2, 4);
          this.noDays += day > 31 || month > 12 || !(day && month);
        }
      }
      if (forms.length) return;
      if (number && number.digits.length >= 8) {
        this.large++;
        this.lengths.add(number.digits.length);
      } else if (/^-?[0-9]{6,}[.,][0-9]+$|^-[0-9.,]{8,}$/.test(text)) {
        this.large++;
        this.lengths.add(-1).add(-2);
      }
    }
    told(sums) {
      for (const [form, [code, least, heads]] of Object.entries(FORMS)) {
        const known = this.of(form);
        const several = known.count >= 5 && new Set([...known.heads].map((h) => h.slice(0, 2))).size >= 3;
        if (sums && form !== "scientific" && !(form === "mobile" && several && this.round <= 0.2 * known.count)) continue;
        if (known.count < least || known.count < 0.9 * this.filled) continue;
        if (form !== "scientific" && known.different.size < Math.max(least, 0.3 * Math.min(known.count, 500))) continue;
        if (form === "record" && this.noDays < 0.3 * known.count) continue;
        if (known.heads.size >= heads) return [code, ...known.first];
      }
      return null;
    }
    takesNik(sums) {
      const found = this.of("nik");
      if (this.filled >= 3 && this.largest > 0 && this.largest <= 10) return true;
      if (sums) return found.different.size > 1 && found.count >= 0.9 * this.filled;
      if (this.large >= 3 && this.lengths.size === 1 && !this.lengths.has(16)) return true;
      return this.large === 0 || found.count >= 0.6 * (found.count + this.large);
    }
    takesMobile(sums) {
      const found = this.of("mobile").count;
      return found >= (sums ? 0.9 : 0.5) * (found + this.large) && !(sums && this.large);
    }
  }

  /* What a heading announces, for a table without a schema; misspelt words are left to CI. */
  const heads = once((p) => ({
    finds: p.finds.map(([code, words]) => [code, new RegExp(words)]),
    glued: new RegExp("^(?:" + p.glued + ")$"),
    no: new RegExp(p.noNumber),
    things: new RegExp(p.things),
    alone: new RegExp("^(?:" + p.alone + ")$"),
    entity: new RegExp(p.entity),
    official: new RegExp(p.official),
    public: new RegExp(p.public),
    money: new RegExp(p.money),
  }));
  function words(heading) {
    const text = fold(heading.slice(0, 200)).replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/g, " ");
    return (text.toLowerCase().match(/[a-z]+|[0-9]+/g) || [])
      .flatMap((part) => {
        const glued = heads().glued.exec(part);
        return glued ? glued.slice(1).filter(Boolean) : [part];
      })
      .join(" ");
  }
  function announced(text) {
    for (const [code, finds] of heads().finds) {
      const match = finds.exec(text);
      if (!match) continue;
      const rest = text.slice(0, match.index) + " " + text.slice(match.index + match[0].length);
      if (heads().no.test(rest)) continue;
      if (heads().things.test(rest) && !["personal-mobile", "personal-email", "personal-npwp"].includes(code)) continue;
      const known = (word) => heads().finds.some(([, all]) => (all.exec(word) || [""])[0] === word);
      if (!uji.patterns.bare.includes(match[0]) || rest.split(" ").filter(Boolean).every((w) => heads().alone.test(w) || known(w)))
        return code;
    }
    return "";
  }
  /* How the columns of a table that nobody described are looked at. */
  uji.looks = function (labels) {
    const said = labels.map(words);
    const official = said.some((text) => heads().official.test(text));
    return said.map((text) => {
      const told = announced(text);
      const mild = [];
      if (heads().entity.test(text)) mild.push("personal-npwp", "personal-plate");
      if (official) mild.push("personal-plate");
      if (heads().public.test(text)) mild.push("personal-mobile", "personal-email");
      return { look: "text", told, mild, money: heads().money.test(text) };
    });
  };

  uji.mask = (text) => (text.length > 6 ? text.slice(0, 2) + "…" + text.slice(-2) : "…");
  /* A cell as an excerpt may show it. */
  uji.hide = (cell) => (find(cell).length ? uji.mask(cell) : cell);
  function masked(cell, code) {
    const found = find(cell).find((f) => f.code === code);
    if (found) return uji.mask(found.text);
    return /\S\s+\S/.test(cell) && /\p{L}/u.test(cell) ? "…" : uji.mask(cell);
  }

  /*
    The look at one table. `columns`: how each column is looked at. `take(row, at, cell, refused)`
    sees every cell, `end()` gives what was found.
  */
  uji.persons = function (columns) {
    const found = [];
    const all = columns.map((given) => ({
      mild: [], ...given, sums: given.money || given.look === "measure",
      evidence: new Evidence(), given: new Set(), waiting: {}, numbers: 0, fitting: 0, taken: 0,
    }));
    const level = (column, code, mild) =>
      code === "personal-nip" || ((mild || column.mild.includes(code)) && EASED.includes(code)) ? "warning" : "error";
    const made = (column, row, at, cell, code, mild) => ({
      code, level: level(column, code, mild), row, column: at + 1, cell: masked(cell, code), personal: true, values: {},
    });
    const give = (column, finding) => {
      column.given.add(finding.code);
      found.push(finding);
    };
    const wait = (why, column, finding) => (column.waiting[why] = column.waiting[why] || []).push(finding);

    function take(row, at, cell, refused) {
      const column = all[at];
      if (!column || !cell) return;
      if (column.taken < SAMPLE) {
        column.taken++;
        if (column.told && (cell.match(/\p{Nd}/gu) || []).length >= FEWEST) {
          const round = /^(?:personal-bpjs|personal-bank|personal-nisn|personal-medical-record)$/.test(column.told);
          column.numbers++;
          column.fitting += fits(column.told, cell) && !(round && cell.endsWith("000"));
        }
        if (column.look) column.evidence.take(row, cell);
      }
      if (cell.length < FEWEST) return;
      if (column.told && fits(column.told, cell))
        wait("told", column, { ...made(column, row, at, cell, column.told, isMild(column.told, cell)), whole: !!bare(cell) });
      if (cell.length < SHORTEST && !cell.includes("@")) return;
      const number = column.look || refused ? bare(cell) : null;
      const nik = number && (number.lost
        ? number.digits.length - number.lost >= (column.persons ? 5 : 10) && isNikStart(number.digits, number.digits.length - number.lost)
        : isNik(number.digits));
      if (nik) wait("nik", column, made(column, row, at, cell, "personal-nik"));
      else if (number && cell.startsWith("62") && number.form === "plain" && isMobile(number.digits)) {
        if (column.look) wait("sum", column, made(column, row, at, cell, "personal-mobile"));
      } else if (number && isNip(number.digits)) give(column, made(column, row, at, cell, "personal-nip"));
      else if (column.look === "text" || refused || (column.look && /^(?:08|\+6)/.test(cell))) {
        const codes = new Map(find(cell).map((f) => [f.code, f]));
        for (const [code, one] of codes)
          if (code !== column.told || !fits(code, cell)) give(column, made(column, row, at, cell, code, one.mild));
      }
    }
    function end() {
      all.forEach((column, at) => {
        const borne = !!column.told && column.fitting >= 0.5 * column.numbers;
        const comes = {
          told: borne,
          nik: borne || column.evidence.takesNik(column.sums),
          sum: borne || column.evidence.takesMobile(column.sums),
        };
        for (const [why, waiting] of Object.entries(column.waiting))
          if (comes[why]) for (const finding of waiting) give(column, finding);
        const told = column.look && !borne ? column.evidence.told(column.sums) : null;
        if (told && !column.given.has(told[0])) {
          const [code, row, cell] = told;
          found.push({ ...made(column, row, at, cell, code), cell: uji.mask(cell), values: { case: "column" } });
        }
      });
      /* Of a number that fills its cell, what its heading says of it is enough. */
      const told = new Set(found.filter((f) => f.whole).map((f) => f.row + "," + f.column));
      return found.filter((f) => f.whole !== undefined || !told.has(f.row + "," + f.column));
    }
    return { take, end };
  };
})();
