/*
  The check page: names of persons in texts, by what stands beside them, and who signs with a NIP.
  It takes the steps of build_tools/privacy (names.py, nametokens.py, signatures.py), which explain
  them; patterns and words come from there as data (`PD_UJI.names`).
  tests/browser/test_periksa_nama.py holds both sides against each other.
*/
(function () {
  "use strict";
  const uji = (window.PD_UJI = window.PD_UJI || {});
  const known = uji.names;
  const forms = {};
  const all = {};
  const full = {};
  for (const [name, [source, flags]] of Object.entries(known.patterns)) {
    forms[name] = new RegExp(source, flags);
    all[name] = new RegExp(source, flags + "g");
    full[name] = new RegExp("^(?:" + source + ")$", flags);
  }
  const starts = (name) => new RegExp("^(?:" + known.patterns[name][0] + ")", known.patterns[name][1]);
  const first = { isDegree: starts("isDegree"), plainTitle: starts("plainTitle"), firstTitle: starts("firstTitle"), byWord: starts("byWord"), shape: starts("shape"), rank: starts("rank") };
  const goesOn = new RegExp(known.patterns.and[0], known.patterns.and[1] + "y");
  const lists = {};
  for (const name of ["strong", "weak", "titles", "between", "things"]) {
    lists[name] = new Set();
    let before = "";
    for (const [, same, rest] of known[name].matchAll(/([A-Z])([^A-Z]*)/g))
      lists[name].add((before = before.slice(0, same.charCodeAt(0) - 65) + rest));
  }
  const split = (text) => text.split(/\s+/).filter(Boolean);
  const bare = (word, signs) => {
    let [from, to] = [0, word.length];
    while (from < to && signs.includes(word[from])) from++;
    while (to > from && signs.includes(word[to - 1])) to--;
    return word.slice(from, to);
  };
  const pointless = (word) => bare(word, ".");
  const isUpper = (sign) => /\p{Lu}/u.test(sign || "");

  /* Words. */
  const isCommon = (word) => full.noNames.test(word) || full.calledAfter.test(word);
  const isThing = (word) => lists.things.has(word.toLowerCase());
  function areNames(text) {
    const core = (text.match(all.words) || []).map((word) => word.toLowerCase()).filter((word) => word.length > 1 && !lists.between.has(word));
    const sure = (word) => lists.strong.has(word) || (word.length > 5 && first.shape.test(word));
    return core.some(sure) && core.every((word) => (lists.weak.has(word) || lists.titles.has(word) || sure(word)) && !lists.things.has(word));
  }

  /* The places in a text that name a person: [start, end, sure]. */
  const before = (match) => split(match.input.slice(Math.max(match.index - 200, 0), match.index)).slice(-known.before);
  function calledAfter(words) {
    for (const word of words.reverse()) {
      if (",;:)(".includes(word[word.length - 1])) return false;
      if (full.calledAfter.test(bare(word, ".\"'()"))) return true;
    }
    return false;
  }
  function inTitle(words) {
    const word = words[words.length - 1] || "";
    return (isUpper(word[0]) && !full.speech.test(bare(word, ".,:"))) || full.ofMany.test(word);
  }
  function isHeading(match) {
    if (match.index) return false;
    goesOn.lastIndex = match[0].length;
    return goesOn.test(match.input) || split(match[0].slice(2)).some(isThing);
  }
  function places(text, ofThing) {
    const found = [];
    const give = (match, sure) => found.push([match.index, match.index + match[0].length, sure]);
    for (const match of text.matchAll(all.degree)) {
      const words = split(match[0].slice(0, match[0].indexOf(match[1] + ",") + match[1].length));
      let count = 0;
      for (const word of words.reverse()) {
        if (isCommon(pointless(word)) || full.studies.test(pointless(word))) break;
        count++;
      }
      if (count && !first.isDegree.test(match[1]) && match[1].length > 1) give(match, count > 1);
    }
    const listed = forms.afterG.exec(text);
    for (const match of text.matchAll(all.title)) {
      const words = before(match);
      const haji = match[0].startsWith("H.");
      const within =
        haji &&
        ((listed && listed.index + listed[0].length <= match.index) ||
          (words.length && full.numbered.test(words[words.length - 1])) ||
          forms.afterA.test(text.slice(Math.max(match.index - 200, 0), match.index)) ||
          isHeading(match));
      if (within || isCommon(match[1]) || calledAfter(words)) continue;
      const plain = first.plainTitle.exec(match[0]);
      const middle = haji && forms.middle.test(text.slice(Math.max(match.index - 40, 0), match.index));
      give(match, !middle && (!plain || uji.strip(match[0].slice(plain[0].length)).includes(" ")));
    }
    if (!ofThing)
      for (const match of text.matchAll(all.addressed))
        if (!isCommon(match[1]) && !inTitle(before(match))) give(match, split(match[0]).length > 2);
    for (const match of text.matchAll(all.cued)) {
      const words = split(match[1].replace(/\.+$/, ""));
      if (isCommon(pointless(words[0]))) continue;
      if (first.byWord.test(match[0])) {
        const near = before(match).pop();
        if (ofThing || (near && full.streets.test(bare(near, ".\"'()")))) continue;
      }
      for (let count = words.length; count; count--) {
        const name = words.slice(0, count).join(" ");
        if (isCommon(pointless(words[count - 1])) || !areNames(name)) continue;
        let more = count;
        const follows = (word) => isUpper(word[0]) && !isCommon(pointless(word)) && !isThing(pointless(word));
        while (more < words.length && follows(words[more])) more++;
        const start = match.index + match[0].length - match[1].length;
        if (more > 1 || isUpper(name[0])) found.push([match.index, start + words.slice(0, more).join(" ").length, more > 1]);
        break;
      }
    }
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  }
  uji.places = places;
  /* What shows that this is a person, and nothing of the name. */
  function givenAway(name) {
    const title = first.firstTitle.exec(name);
    const degree = forms.firstDegree.exec(name);
    return (title ? title[0] + " …" : "…") + (degree ? degree[0] : "");
  }

  /*
    The finding of a text: null where nobody is named. `how`: "text", "name" of a thing, or
    "title", which is above a table: there a name is a warning.
  */
  const memo = new Map();
  uji.named = function (text, how) {
    if (text.length < 4) return null;
    const key = how[0] + text;
    if (memo.has(key)) return memo.get(key);
    let made = null;
    if (forms.telling.test(text)) {
      const found = places(text, how === "name");
      const one = how === "title" ? found[0] : found.find((place) => place[2]) || found[0];
      if (one) made = { code: "person-name", level: one[2] && how !== "title" ? "error" : "warning", cell: givenAway(text.slice(one[0], one[1])), personal: true, values: {} };
    }
    if (memo.size < 20000) memo.set(key, made);
    return made;
  };

  /* How the texts of a column's records are looked at: not at all where they are names anyway. */
  uji.naming = function (label) {
    const words = " " + (label.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).join(" ") + " ";
    if ((forms.parent.test(words) && !forms.notParent.test(words)) || forms.official.test(words) || forms.person.test(words)) return "";
    if (forms.institution.test(words)) return "name";
    return / nama /.test(words) || forms.place.test(words) ? "" : "text";
  };

  /* The finding of who signs with the NIP at a place (row and column from 0); null where nobody does. */
  const [LINES, CELLS, LONGEST, MOST] = known.signed;
  function isName(line) {
    if (places(line).length) return true;
    const text = split(line.split(",")[0]).join(" ");
    const words = split(text);
    if (text.length < 3 || text.length > LONGEST || !words.length || words.length > MOST) return false;
    if (!words.every((word) => full.word.test(word) && isUpper(word[0]))) return false;
    const plain = words.map(pointless);
    if (plain.some((word) => full.noWord.test(word) || isCommon(word) || isThing(word))) return false;
    return areNames(text) || plain.filter((word) => word.length > 2).length > 1;
  }
  uji.signs = isName;
  const linesOf = (text) => text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  uji.signer = function (rows, at, column) {
    const few = (row) => row.filter((cell) => cell && uji.strip(cell)).length <= CELLS;
    const cell = (n) => (few(rows[n]) && rows[n][column]) || "";
    if (!few(rows[at])) return null;
    const lines = linesOf(rows[at][column]);
    const own = Math.max(lines.findIndex((line) => forms.nip.test(line)), 0);
    const above = lines.slice(0, own).reverse().map((line) => [at, line]);
    for (let n = at - 1; n >= Math.max(at - LINES, 0); n--) above.push([n, cell(n)]);
    const below = lines.slice(own + 1, own + 2).map((line) => [at, line]);
    if (at + 1 < rows.length) below.push([at + 1, cell(at + 1)]);
    const named = (lines) => {
      for (const [row, text] of lines.slice(0, LINES))
        for (const line of linesOf(uji.strip(text)).reverse()) {
          if (first.rank.test(uji.strip(line))) continue;
          return isName(line) ? row : -1;
        }
      return -1;
    };
    let row = named(above);
    if (row < 0) row = named(below.slice(0, 1));
    return row < 0 ? null : { code: "person-name", level: "error", row: row + 1, column: column + 1, cell: "…", personal: true };
  };
})();
