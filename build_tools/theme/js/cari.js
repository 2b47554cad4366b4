/*
  Looks words up in the catalogue's data (`katalog-<lang>.js`, later `kolom-<lang>.js`). It is
  written behind what it knows of words (PD_KATA) into `cari-<lang>.js`, and takes the same
  steps over the same whole numbers as build_tools/search/rank.py and roots.py, which explain them.
  A test holds the two against each other.
*/
window.PD_CARI = function (data) {
  "use strict";
  const SAME = 10;
  const ROOT = 8;
  const SYNONYM = 7;
  const PREFIX = 6;
  const SLIP = 4;
  const BOTH = 3;
  const WHOLE = [
    [/^(?:di|ke|se|[bpt]er)/, ""],
    [/^[bpmt]e/, ""],
    [/^[bp]el(?=ajar)/, ""],
    [/^[mp]eng/, ""],
    [/^[mp]enge(?=[^aiueo]+[aiueo][^aiueo]*$)/, ""],
    [/^[mp]e[nm](?=[bcdfjprstvz])/, ""],
  ];
  const SWALLOWED = [
    [/^[mp]eny(?=[aiueo])/, "s"],
    [/^[mp]en(?=[aiueo])/, "t"],
    [/^[mp]em(?=[aiueo])/, "p"],
    [/^[mp]eng(?=[aiueo])/, "k"],
  ];
  const { column, digit, list, newer } = data;
  const kata = window.PD_KATA;
  const stop = new Set(list(kata.stop, " "));
  const weak = new Set(list(kata.weak, " "));
  const roots = new Set(list(kata.roots, " "));
  const groups = list(kata.equal, "\n").map((group) =>
    group.split("|").map((phrase) => phrase.split(" "))
  );
  const count = data.count;
  const known = new Map(); // a word -> its root
  const words = new Map(); // a word of the index -> where it stands, as entry * 16 + weight
  const families = new Map(); // a root -> the words of the index that have it

  /* Numbers as build_tools/search/pack.py writes them. */
  function gaps(text) {
    const found = [];
    let last = -1;
    let gap = 0;
    let shift = 0;
    for (const letter of text) {
      gap += (digit[letter] & 31) << shift;
      shift += 5;
      if (digit[letter] < 32) {
        found.push((last += gap + 1));
        gap = shift = 0;
      }
    }
    return found;
  }

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const wordsOf = (folded) => folded.match(/[a-z0-9]+/g) || [];
  const split = (folded) =>
    wordsOf(folded).filter(
      (word) => !stop.has(word) && (word.length > 1 || word < "a")
    );

  /* Roots. */
  function endings(given) {
    const found = new Set();
    for (const word of given) {
      const bare = word.replace(/(?:lah|kah|pun)$/, "");
      for (const base of [word, bare, bare.replace(/nya$/, "")])
        for (const ending of [/$/, /kan$/, /an$/, /i$/]) {
          const rest = base.replace(ending, "");
          if (rest.length > 2) found.add(rest);
        }
    }
    return [...found];
  }

  function beginnings(given, rules) {
    const found = new Set();
    for (const word of given)
      for (const [pattern, left] of rules) {
        const rest = word.replace(pattern, left);
        if (rest !== word && rest.length > 2) found.add(rest);
      }
    return endings(found);
  }

  const longest = (given) =>
    given.reduce((best, word) => (roots.has(word) && word.length > best.length ? word : best), "");

  function joined(given) {
    for (const word of given)
      for (let at = 4; at <= word.length - 4; at++)
        if (roots.has(word.slice(0, at)) && roots.has(word.slice(at))) return word.slice(at);
    return "";
  }

  function light(word) {
    const long = (rest) => rest.length > 3 && rest.replace(/[^aiueo]/g, "").length > 1;
    for (const ending of [/lah$/, /kah$/, /pun$/, /nya$/]) {
      const rest = word.replace(ending, "");
      if (long(rest)) word = rest;
    }
    if (/...ies$/.test(word)) return word.slice(0, -3) + "y";
    if (/...[^aisu]s$/.test(word)) return word.slice(0, -1);
    const rest = word.replace(/k?an$/, "");
    return long(rest) ? rest : word;
  }

  function search(word) {
    if (roots.has(word) || word.length < 4 || /\d/.test(word)) return word;
    let layer = endings([word]);
    let seen = [word];
    let found = longest(layer);
    for (let i = 0; i < 3 && !found; i++) {
      const whole = beginnings(layer, WHOLE);
      const swallowed = beginnings(layer, SWALLOWED);
      found = longest(whole) || longest(swallowed);
      seen = seen.concat(layer);
      layer = whole.concat(swallowed);
    }
    return found || joined(seen.concat(layer)) || light(word);
  }

  function root(word) {
    if (!known.has(word)) known.set(word, search(word));
    return known.get(word);
  }

  /* The index. */
  function add(given, entry, weight) {
    for (const word of given) {
      let places = words.get(word);
      if (!places) {
        words.set(word, (places = []));
        const r = root(word);
        if (families.has(r)) families.get(r).push(word);
        else families.set(r, [word]);
      }
      if (places[places.length - 1] >> 4 !== entry) places.push(entry * 16 + weight);
      else if ((places[places.length - 1] & 15) < weight) places.push(entry * 16 + weight);
    }
  }

  const agencies = data.values.opd.map((agency) => split(fold(agency[1])));
  const topics = data.values.topik.map((topic) => split(fold(topic[1])));
  const theirs = column("opd").map((code) => list(data.sets.opd[code], " "));
  const years = column("tahun").map(data.yearsOf);
  const titles = list(fold(data.titles), "\n").map(split);

  function build() {
    const said = list(fold(data.descriptions), "\n");
    const several = column("topik").map((code) => list(data.sets.topik[code], " "));
    for (let i = 0; i < count; i++) {
      add(titles[i], i, 10);
      if (said[i]) add(split(said[i]), i, 4);
      add(split(data.nameOf(i)), i, 3);
      for (const topic of several[i]) add(topics[topic], i, 3);
      for (const agency of theirs[i]) add(agencies[agency], i, 3);
    }
  }

  /* What is in the second file. */
  function later(more) {
    for (const [name, weight] of [["keywords", 6], ["columns", 2]]) {
      const places = list(more[name][1], " ");
      list(fold(more[name][0]), "\n").forEach((phrase, k) => {
        const given = split(phrase);
        for (const entry of gaps(places[k])) add(given, entry, weight);
      });
    }
    const aliases = more.aliases.map((text) => split(fold(text)));
    theirs.forEach((set, i) => {
      for (const agency of set) add(aliases[agency], i, 3);
    });
    for (const [text, entries] of more.places)
      for (const entry of entries) add(list(text, " "), entry, 2);
  }

  /* The search. A find is a map from words of the index to how well they were found. */
  function weigh(find) {
    const score = new Uint8Array(count);
    for (const [word, quality] of find)
      for (const place of words.get(word)) {
        const worth = (place & 15) * quality;
        if (worth > score[place >> 4]) score[place >> 4] = worth;
      }
    return score;
  }

  function own(word, last) {
    const find = new Map();
    if (last && word.length > 2 && /\D/.test(word))
      for (const other of words.keys()) if (other.startsWith(word)) find.set(other, PREFIX);
    for (const other of families.get(root(word)) || [])
      find.set(other, other === word ? SAME : ROOT);
    return find;
  }

  /* Calls `use` with each stretch of the query that a synonym equals, and the synonym's roots. */
  function equals(rooted, use) {
    for (const group of groups)
      for (const phrase of group)
        for (let at = 0; at <= rooted.length - phrase.length; at++)
          if (phrase.every((r, k) => r === rooted[at + k]))
            for (const other of group) if (other !== phrase) use(other, at, at + phrase.length);
  }

  function lay(phrase, quality, scores, finds) {
    const strong = phrase.filter((r) => !weak.has(r));
    const each = (strong.length ? strong : phrase).map((r) => {
      const found = new Map((families.get(r) || []).map((word) => [word, quality]));
      for (const find of finds)
        for (const word of found.keys()) if (!find.has(word)) find.set(word, quality);
      return weigh(found);
    });
    for (let i = 0; i < count; i++)
      if (each.every((part) => part[i])) {
        const worth = Math.floor(each.reduce((sum, part) => sum + part[i], 0) / each.length);
        for (const score of scores) score[i] = Math.max(score[i], worth);
      }
  }

  function slip(typed, meant) {
    const more = meant.length - typed.length;
    if (Math.abs(more) > 1 || typed.length < 4 || /\d/.test(typed)) return false;
    if (typed.length < 5 && meant.length < 5) return false;
    let at = 0;
    while (at < typed.length && typed[at] === meant[at]) at++;
    const rest = typed.slice(at);
    const want = meant.slice(at);
    if (more) return more > 0 ? rest === want.slice(1) : rest.slice(1) === want;
    const swapped = rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2);
    return rest.slice(1) === want.slice(1) || swapped === want;
  }

  function forgive(word, score, find) {
    const all = new Map([...words.keys()].map((other) => [other, 0]));
    for (const group of groups)
      for (const phrase of group)
        if (!phrase[1] && !all.has(phrase[0])) all.set(phrase[0], phrase[0]);
    const any = [...all.keys()].filter((other) => slip(word, other));
    const alike = any.filter((other) => other[0] === word[0]);
    const near = (alike.length ? alike : any).map((other) => all.get(other) || root(other));
    for (const r of new Set(near)) {
      lay([r], SLIP, [score], [find]);
      equals([r], (phrase) => lay(phrase, BOTH, [score], [find]));
    }
  }

  function title(entry, finds) {
    const own = titles[entry];
    const has = (word) => finds.some((find) => find.has(word));
    let worth = own.length ? Math.floor((200 * own.filter(has).length) / own.length) : 0;
    if (has(own.find((word) => !weak.has(word)) || "")) worth += 100;
    for (let n = 1; n < finds.length; n++)
      if (own.some((word, k) => finds[n - 1].has(word) && finds[n].has(own[k + 1]))) worth += 100;
    return worth;
  }

  /* Numbers of the entries, the best first; `complete`: each has all the words. */
  function find(query) {
    const said = [...new Set(split(fold(query)))].slice(0, kata.most);
    if (!said.length) return null;
    const typed = wordsOf(fold(query)).pop();
    const finds = said.map((word) => own(word, word === typed));
    const scores = finds.map(weigh);
    equals(said.map(root), (phrase, from, to) =>
      lay(phrase, SYNONYM, scores.slice(from, to), finds.slice(from, to))
    );
    const year = said.map((word) => /^(19|20)\d\d$/.test(word));
    said.forEach((word, n) => {
      if (scores[n].every((worth) => !worth)) forgive(word, scores[n], finds[n]);
      if (year[n])
        years.forEach((ends, i) => {
          if (ends && ends[0] <= word && word <= ends[ends.length - 1])
            scores[n][i] = Math.max(scores[n][i], 3 * SAME);
        });
    });
    let needed = said.map((word, n) => n).filter((n) => !weak.has(said[n]));
    if (!needed.length) needed = said.map((word, n) => n);
    const rare = scores.map((score, n) => {
      const among = score.reduce((sum, worth) => sum + (worth > 0), 1);
      return needed.includes(n) ? 33 - Math.clz32(Math.floor(count / among)) : 1;
    });
    const fixed = needed.filter((n) => year[n]);
    const all = needed.reduce((sum, n) => sum + rare[n], 0);
    let most = 0;
    let found = [];
    for (let i = 0; i < count; i++) {
      const has = needed.filter((n) => scores[n][i]);
      const worth = has.reduce((sum, n) => sum + rare[n], 0);
      const enough = has.length > fixed.length || has.length === needed.length;
      if (!worth || worth < most || !enough || !fixed.every((n) => scores[n][i])) continue;
      if (worth > most) found = [];
      most = worth;
      found.push(i);
    }
    const total = new Map(
      found.map((i) => [
        i,
        scores.reduce((sum, score, n) => sum + score[i] * rare[n], 0) + title(i, finds),
      ])
    );
    found.sort((a, b) => total.get(b) - total.get(a) || newer(a, b));
    return { found: found, complete: most === all };
  }

  build();
  return { later, find, root };
};
