/* SQL and joins of the explore page, inside its worker.

   squirreling parses a query. What most queries are (filters, equal joins, groups, sorting) is
   then computed here, column by column, with the null and the key of standard SQL; what is left
   (other functions, other joins) squirreling computes over the rows that remain. Results are
   tables like any other: {nama, kolom, baris, data}. */
(() => {
  "use strict";
  const MOST = 200000; // rows of a result
  const PAIRS = 5e6; // rows on the way to it
  const OTHER = Symbol("left to squirreling");
  const stop = (kode, more) => {
    throw Object.assign(new Error(kode), { galat: { kode, ...more } });
  };

  /* Names that squirreling's records cannot hold ("a.b", "__proto__") are written otherwise. */
  const safe = (name) => ("\ue001" + name.replaceAll(".", "\ue000")).slice(name in {} ? 0 : 1);
  const plain = (text) => text.replaceAll("\ue000", ".").replaceAll("\ue001", "");
  const map = (node, f) => {
    if (Array.isArray(node)) return node.map((one) => map(one, f));
    if (!node || typeof node !== "object" || node instanceof Date) return node;
    const made = {};
    for (const key in node) made[key] = map(node[key], f);
    return f(made);
  };
  const named = (node) => {
    for (const key of ["name", "prefix", "alias", "table"])
      if (typeof node[key] === "string") node[key] = safe(node[key]);
    return node;
  };

  /* Values as SQL compares them: decimals (held as text) and large integers become doubles. */
  const ready = new WeakMap();
  function values(column, jenis) {
    if (!/^(integer|number|year)$/.test(jenis) || ArrayBuffer.isView(column)) return column;
    if (!ready.has(column)) ready.set(column, Array.from(column, (v) => (v === null ? v : Number(v))));
    return ready.get(column);
  }

  /* A scope: n rows of columns, each read by way of places in its own table (idx; -1: no row). */
  const scope = (table, alias) => ({
    n: table.baris,
    columns: table.kolom.map((kolom, c) => ({
      kolom, alias, name: safe(kolom.nama), raw: table.data[c], data: values(table.data[c], kolom.jenis), idx: null,
    })),
  });
  const reader = ({ data, idx }) =>
    idx ? (i) => (idx[i] < 0 ? null : data[idx[i]]) : (i) => data[i];
  const exact = ({ raw, data, idx }) => reader({ data: raw || data, idx });
  function pick({ columns }, places) {
    const made = new Map();
    const through = (idx) => {
      if (!idx) return places;
      if (!made.has(idx)) made.set(idx, places.map((i) => (i < 0 ? -1 : idx[i])));
      return made.get(idx);
    };
    return {
      n: places.length,
      columns: columns.map((column) => ({ ...column, idx: through(column.idx) })),
    };
  }
  function find({ columns }, { prefix, name }) {
    const found = columns.filter(
      (c) => c.name === name && (prefix === undefined || c.alias === prefix),
    );
    if (found.length !== 1) throw OTHER;
    return found[0];
  }

  const like = (pattern) =>
    new RegExp(
      "^" + String(pattern).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%/g, ".*").replace(/_/g, ".") + "$",
      "is",
    );
  const OPS = {
    "=": (a, b) => a == b, "==": (a, b) => a == b, "<>": (a, b) => a != b, "!=": (a, b) => a != b,
    "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
    "+": (a, b) => Number(a) + Number(b), "-": (a, b) => a - b, "*": (a, b) => Number(a) * Number(b),
    "/": (a, b) => (Number(b) ? Number(a) / Number(b) : null),
    "%": (a, b) => (Number(b) ? Number(a) % Number(b) : null),
    LIKE: (a, b) => like(b).test(a),
  };
  const CALLS = {
    LOWER: (a) => String(a).toLowerCase(), UPPER: (a) => String(a).toUpperCase(),
    TRIM: (a) => String(a).trim(), ABS: (a) => Math.abs(a), LENGTH: (a) => String(a).length,
    ROUND: (a, d = 0) => Math.round(Number(a) * 10 ** d) / 10 ** d,
  };

  /* An expression as a function of the row; OTHER where it is more than what stands here. */
  function compile(node, s) {
    const sub = (one) => compile(one, s);
    if (node.type === "literal") return () => node.value;
    if (node.type === "identifier") return reader(find(s, node));
    if (node.type === "unary") {
      const a = sub(node.argument);
      if (node.op === "IS NULL") return (i) => a(i) == null;
      if (node.op === "IS NOT NULL") return (i) => a(i) != null;
      const turn = node.op === "NOT" ? (v) => !v : (v) => -v;
      return (i) => { const v = a(i); return v == null ? null : turn(v); };
    }
    if (node.type === "binary") {
      const [a, b] = [sub(node.left), sub(node.right)];
      if (node.op === "AND" || node.op === "OR") {
        const end = node.op === "OR";
        return (i) => {
          const l = a(i);
          if (l != null && !l !== end) return end;
          const r = b(i);
          if (r != null && !r !== end) return end;
          return l == null || r == null ? null : !end;
        };
      }
      let op = OPS[node.op];
      if (!op) throw OTHER;
      if (node.op === "LIKE" && node.right.type === "literal" && node.right.value != null) {
        const pattern = like(node.right.value);
        op = (v) => pattern.test(v);
      }
      return (i) => {
        const l = a(i);
        const r = b(i);
        return l == null || r == null ? null : op(l, r);
      };
    }
    if (node.type === "in valuelist") {
      const a = sub(node.expr);
      const all = node.values.map(sub);
      const fixed = node.values.every((one) => one.type === "literal") && all.map((f) => f(0));
      const texts = fixed && fixed.every((v) => typeof v === "string") && new Set(fixed);
      return (i) => {
        const v = a(i);
        if (v == null) return all.length ? null : false;
        if (texts && typeof v === "string") return texts.has(v);
        let none = false;
        for (const f of all) {
          const one = f(i);
          if (one == null) none = true;
          else if (v == one) return true;
        }
        return none ? null : false;
      };
    }
    if (node.type === "case") {
      const on = node.caseExpr && sub(node.caseExpr);
      const when = node.whenClauses.map((w) => [sub(w.condition), sub(w.result)]);
      const rest = node.elseResult ? sub(node.elseResult) : () => null;
      return (i) => {
        const v = on && on(i);
        for (const [test, result] of when)
          if (on ? v != null && v == test(i) : test(i)) return result(i);
        return rest(i);
      };
    }
    if (node.type === "function" && !node.filter) {
      const name = node.funcName.toUpperCase();
      const args = node.args.map(sub);
      if (name === "COALESCE")
        return (i) => {
          for (const f of args) { const v = f(i); if (v != null) return v; }
          return null;
        };
      if (Object.hasOwn(CALLS, name) && args.length)
        return (i) => {
          const given = args.map((f) => f(i));
          return given.includes(null) ? null : CALLS[name](...given);
        };
    }
    throw OTHER;
  }
  const columnOf = (f, n) => Array.from({ length: n }, (_, i) => f(i) ?? null);

  function filter(s, node) {
    const test = compile(node, s);
    const kept = [];
    for (let i = 0; i < s.n; i++) if (test(i)) kept.push(i);
    return pick(s, Int32Array.from(kept));
  }

  /* Dense numbers of the groups of rows with the same keys, and the first row of each. */
  function group(keys, n) {
    let of = new Int32Array(n);
    let first = n ? [0] : [];
    for (const key of keys) {
      const seen = new Map();
      const pairs = new Map();
      const now = new Int32Array(n);
      first = [];
      for (let i = 0; i < n; i++) {
        const v = key(i);
        if (!seen.has(v)) seen.set(v, seen.size);
        const pair = of[i] * 8388608 + seen.get(v);
        let at = pairs.get(pair);
        if (at === undefined) {
          pairs.set(pair, (at = first.length));
          first.push(i);
        }
        now[i] = at;
      }
      of = now;
    }
    return { of, first };
  }

  /* Pairs of rows of two scopes whose keys are the same text; nulls never are. */
  function pairs(left, right, on, whole) {
    const text = (keys, i) => {
      const all = keys.map((f) => f(i));
      return all.includes(null) ? null : all.length > 1 ? JSON.stringify(all.map(String)) : String(all[0]);
    };
    const [a, b] = [0, 1].map((side) => on.map((pair) => reader(pair[side])));
    const rows = new Map();
    for (let j = 0; j < right.n; j++) {
      const key = text(b, j);
      if (key === null) continue;
      const known = rows.get(key);
      if (known) known.push(j);
      else rows.set(key, [j]);
    }
    const [l, r, used] = [[], [], new Set()];
    const told = { cocok: 0, tanpa: 0, ganda: 0 };
    for (let i = 0; i < left.n; i++) {
      const key = text(a, i);
      const found = key === null ? undefined : rows.get(key);
      if (found) {
        told.cocok++;
        if (found.length > 1) told.ganda++;
        used.add(key);
        for (const j of found) l.push(i), r.push(j);
      } else {
        told.tanpa++;
        if (whole) l.push(i), r.push(-1);
      }
      if (l.length > PAIRS) stop("terlalu-banyak", { baris: PAIRS });
    }
    told.sisa = right.n;
    for (const key of used) told.sisa -= rows.get(key).length;
    const [one, two] = [pick(left, Int32Array.from(l)), pick(right, Int32Array.from(r))];
    return { told, made: { n: l.length, columns: [...one.columns, ...two.columns] } };
  }

  const conjuncts = (node) =>
    node.type === "binary" && node.op === "AND"
      ? [...conjuncts(node.left), ...conjuncts(node.right)]
      : [node];
  const table = (name, tables) => tables[name] || tables[name.toLowerCase()];

  function from(select, tables) {
    const known = select.from.type === "table" && table(select.from.table, tables);
    if (!known) throw OTHER;
    let s = scope(known, select.from.alias ?? select.from.table);
    for (const join of select.joins) {
      const other = !join.fromFunction && table(join.table, tables);
      if (!other || !/^(INNER|LEFT)$/.test(join.joinType) || !join.on) throw OTHER;
      const right = scope(other, join.alias ?? join.table);
      const on = conjuncts(join.on).map((node) => {
        const sides = [node.left, node.right];
        if (node.op !== "=" || sides.some((side) => side.type !== "identifier")) throw OTHER;
        const both = { columns: [...s.columns, ...right.columns] };
        const [a, b] = sides.map((side) => find(both, side));
        if (right.columns.includes(a) === right.columns.includes(b)) throw OTHER;
        return right.columns.includes(a) ? [b, a] : [a, b];
      });
      s = pairs(s, right, on, join.joinType === "LEFT").made;
    }
    return s;
  }

  const AGGREGATES =
    /^(COUNT|SUM|AVG|MIN|MAX|ARRAY_AGG|JSON_ARRAYAGG|STDDEV_SAMP|STDDEV_POP|MEDIAN|PERCENTILE_CONT|APPROX_QUANTILE|STRING_AGG)$/i;
  const some = (node, test) => {
    let found = false;
    map(node, (one) => { if (test(one)) found = true; return one; });
    return found;
  };
  const aggregate = (node) => node.type === "function" && AGGREGATES.test(node.funcName);
  const label = (e) => {
    if (e.type === "identifier") return e.name;
    if (e.type === "literal") return String(e.value);
    if (e.type === "star") return "all";
    if (e.type === "function") return [e.funcName.toLowerCase(), ...e.args.map(label)].join("_");
    if (e.type === "binary") return label(e.left) + "_" + e.op + "_" + label(e.right);
    return "expr";
  };

  /* Without where it stands: two that are the same are written the same. */
  const spelled = (node) =>
    JSON.stringify(node, (k, v) => (/^position/.test(k) ? undefined : typeof v === "bigint" ? v + "n" : v));

  /* A SELECT with the names of its results written out in GROUP BY, HAVING and ORDER BY. What is
     grouped shows its keys and aggregates alone: a bare column would be that of any row. */
  function settle(query, tables) {
    const sources = [query.from, ...query.joins].map((one) => [
      one.alias ?? one.table, (one.table && table(one.table, tables)?.kolom) || [],
    ]);
    const times = (name) => sources.filter(([, kolom]) => kolom.some((k) => safe(k.nama) === name)).length;
    const own = new Map();
    for (const c of query.columns) {
      if (!c.expr)
        for (const [prefix, kolom] of sources)
          for (const k of !c.table || c.table === prefix ? kolom : [])
            own.set(safe(k.nama), { type: "identifier", name: safe(k.nama), prefix });
      else if (!some(c.expr, (one) => one.type === "window" || one.subquery)) own.set(c.alias ?? label(c.expr), c.expr);
    }
    const out = (node, fits) => {
      if (Array.isArray(node)) return node.map((one) => out(one, fits));
      if (!node || typeof node !== "object" || node.subquery || node.type === "literal" || aggregate(node)) return node;
      if (node.type === "identifier")
        return node.prefix === undefined && own.has(node.name) && fits(node) ? own.get(node.name) : node;
      return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, out(one, fits)]));
    };
    const keys = out(query.groupBy, ({ name }) => !times(name));
    const same = (a, b) =>
      a.type === "identifier" && a.type === b.type && !(a.prefix && b.prefix)
        ? a.name === b.name && times(a.name) < 2
        : spelled(a) === spelled(b);
    const isKey = (node) => keys.some((key) => same(key, node));
    /* The result comes before the column, unless rows are grouped by that column. */
    const having = out(query.having, (node) => !isKey(node));
    const made = { ...query, groupBy: keys, having, orderBy: out(query.orderBy, () => true) };
    const shown = [made.columns, having, made.orderBy];
    const sums = (node) =>
      !!node && typeof node === "object" && !node.subquery && (aggregate(node) || Object.values(node).some(sums));
    if (!keys.length && !having && !sums(shown)) return made;
    const bare = (node) => {
      if (!node || typeof node !== "object" || aggregate(node) || isKey(node)) return;
      if (node.subquery) stop("luar");
      const { type, prefix, name } = node;
      const outside = prefix && !sources.some(([alias]) => alias === prefix);
      if (type === "star" || (type === "identifier" && !outside)) stop("kelompok", { kolom: plain(name || "*") });
      Object.values(node).forEach(bare);
    };
    bare(shown);
    return made;
  }

  /* One aggregate for each group, over `of`: the group of each row. */
  function total(node, s, of, count) {
    const name = node.funcName.toUpperCase();
    if (!/^(COUNT|SUM|AVG|MIN|MAX|MEDIAN)$/.test(name)) throw OTHER;
    const value = node.args[0].type === "star" ? () => 1 : compile(node.args[0], s);
    const counts = node.filter && compile(node.filter, s);
    const n = new Int32Array(count);
    const out = Array(count).fill(name === "COUNT" ? 0 : null);
    const seen = node.distinct && Array.from(out, () => new Set());
    const lists = name === "MEDIAN" && Array.from(out, () => []);
    for (let i = 0; i < s.n; i++) {
      if (counts && !counts(i)) continue;
      const v = value(i);
      if (v == null) continue;
      const g = of[i];
      if (seen) {
        if (seen[g].has(v)) continue;
        seen[g].add(v);
      }
      if (name === "COUNT") out[g]++;
      else if (name === "MIN") { if (out[g] === null || v < out[g]) out[g] = v; }
      else if (name === "MAX") { if (out[g] === null || v > out[g]) out[g] = v; }
      else if (Number.isFinite(Number(v))) {
        n[g]++;
        if (lists) lists[g].push(Number(v));
        else out[g] += Number(v);
      }
    }
    /* The tail that binary fractions leave in a sum of decimals is cut off. */
    const tidy = (v) => (v === null || Number.isInteger(v) ? v : Number(v.toPrecision(15)));
    if (name === "SUM") return out.map(tidy);
    if (name === "AVG") return out.map((v, g) => (n[g] ? tidy(v / n[g]) : null));
    if (lists)
      return lists.map((all) => {
        all.sort((a, b) => a - b);
        const half = (all.length - 1) / 2;
        return all.length ? (all[Math.floor(half)] + all[Math.ceil(half)]) / 2 : null;
      });
    return out;
  }

  function sort(s, orderBy) {
    const terms = orderBy.map(({ expr, direction, nulls }) => [
      columnOf(compile(expr, s), s.n), direction === "DESC" ? -1 : 1, nulls === "FIRST" ? -1 : 1,
    ]);
    const order = Int32Array.from({ length: s.n }, (_, i) => i).sort((a, b) => {
      for (const [keys, way, empty] of terms) {
        const [x, y] = [keys[a], keys[b]];
        if (x === y) continue;
        if (x === null) return empty;
        if (y === null) return -empty;
        if (x < y) return -way;
        if (x > y) return way;
      }
      return a - b;
    });
    return pick(s, order);
  }

  /* The rows of a query's source: squirreling reads them where more is asked than stands here. */
  const source = ({ n, columns }) => {
    const names = columns.map((c) => c.name);
    return {
      numRows: n,
      columns: names,
      scan: ({ columns: wanted = names }) => ({
        appliedWhere: false,
        appliedLimitOffset: false,
        async *rows() {
          const read = wanted.map((name) => [name, reader(columns[names.indexOf(name)])]);
          for (let i = 0; i < n; i++) {
            const cells = {};
            for (const [name, f] of read) cells[name] = async () => f(i);
            yield { columns: wanted, cells };
          }
        },
      }),
    };
  };

  /* What squirreling computes: all of a query, or what is left of one. */
  async function other(query, tables, most) {
    const given = {};
    for (const name in tables) given[name] = source(scope(tables[name]));
    const { columns, rows } = squirreling.executeSql({ tables: given, query });
    const data = columns.map(() => []);
    let baris = 0;
    for await (const row of rows()) {
      if (baris === most) return { columns, data, baris, more: true };
      const cells = await Promise.all(row.columns.map((name) => row.cells[name]()));
      cells.forEach((v, c) => data[c] && data[c].push(v));
      baris++;
    }
    return { columns, data, baris };
  }

  const kind = (column) => {
    const v = column.find((one) => one != null);
    return typeof v === "number" || typeof v === "bigint" ? "number" : typeof v === "boolean" ? "boolean" : "string";
  };
  const flat = (v) => (typeof v === "object" && v ? JSON.stringify(v) : v ?? null);
  function made({ columns, data, baris, more }, kolom) {
    const seen = new Map();
    return {
      baris,
      more,
      data: data.map((column) => column.map(flat)),
      kolom: columns.map((name, c) => {
        let nama = plain(name);
        const times = (seen.get(nama) || 0) + 1;
        seen.set(nama, times);
        if (times > 1) nama += "_" + times;
        return { jenis: kind(data[c]), ...kolom?.[c], nama };
      }),
    };
  }

  /* A SELECT as far as it can be computed here; OTHER where it cannot. */
  async function select(given, tables, most) {
    let s = from(given, tables);
    const wanted = given.columns.flatMap((column) => {
      if (column.type !== "star") return [{ ...column, alias: column.alias ?? label(column.expr) }];
      const all = s.columns.filter((c) => !column.table || c.alias === column.table);
      if (!all.length) throw OTHER;
      return all.map((c) => ({
        type: "derived", alias: c.name, expr: { type: "identifier", name: c.name, prefix: c.alias },
      }));
    });
    let exprs = wanted.map((c) => c.expr);
    let { having, orderBy: order, groupBy: keys } = given;
    const sums = some([exprs, having, order.map((t) => t.expr)], aggregate);
    if (some([exprs, order], (one) => one.type === "window" || one.subquery)) throw OTHER;
    if (given.where) s = filter(s, given.where);
    if (keys.length || sums) {
      const { of, first } = group(keys.map((key) => compile(key, s)), s.n);
      if (!keys.length) first.length ||= 1;
      const found = new Map();
      const count = first.length;
      const rows = pick(s, Int32Array.from(first, (i) => i ?? -1));
      const swap = (node) => {
        if (Array.isArray(node)) return node.map(swap);
        if (!node || typeof node !== "object") return node;
        if (aggregate(node)) {
          const plainly = spelled(node);
          if (!found.has(plainly)) {
            const name = "\ue002" + found.size;
            found.set(plainly, { name, data: total(node, s, of, count), idx: null, kolom: {} });
          }
          return { type: "identifier", name: found.get(plainly).name };
        }
        const copy = {};
        for (const key in node) copy[key] = swap(node[key]);
        return copy;
      };
      [exprs, having, order] = [swap(exprs), swap(having), swap(order)];
      s = { n: count, columns: [...rows.columns, ...found.values()] };
      if (having) s = filter(s, having);
    } else if (having) throw OTHER;
    if (given.distinct)
      s = pick(s, Int32Array.from(group(exprs.map((e) => compile(e, s)), s.n).first));
    if (order.length) s = sort(s, order);
    const begin = given.offset || 0;
    const end = Math.min(s.n, given.limit === undefined ? s.n : begin + given.limit);
    const shown = Math.max(0, Math.min(end - begin, most));
    s = pick(s, Int32Array.from({ length: shown }, (_, i) => i + begin));
    const more = end - begin > shown;
    const columns = wanted.map((c) => c.alias);
    const kolom = exprs.map((e) => (e.type === "identifier" ? find(s, e).kolom : undefined));
    try {
      const read = (e) => (e.type === "identifier" ? exact(find(s, e)) : compile(e, s));
      const data = exprs.map((e) => columnOf(read(e), s.n));
      return made({ columns, data, baris: s.n, more }, kolom);
    } catch (reason) {
      if (reason !== OTHER) throw reason;
    }
    /* Functions that squirreling knows, over the rows that are left. */
    const flatScope = { n: s.n, columns: s.columns.map((c, at) => ({ ...c, name: "\ue003" + at })) };
    const bare = (node) =>
      map(node, (one) =>
        one.type === "identifier"
          ? { ...one, prefix: undefined, name: "\ue003" + s.columns.indexOf(find(s, one)) }
          : one);
    const query = {
      type: "select", distinct: false, from: { type: "table", table: "t" }, joins: [], groupBy: [], orderBy: [],
      columns: exprs.map((e, c) => ({ type: "derived", expr: bare(e), alias: "c" + c })),
    };
    const { rows } = squirreling.executeSql({ tables: { t: source(flatScope) }, query });
    const data = exprs.map(() => []);
    let baris = 0;
    for await (const row of rows()) {
      const cells = await Promise.all(exprs.map((_, c) => row.cells["c" + c]()));
      cells.forEach((v, c) => data[c].push(v));
      baris++;
    }
    return made({ columns, data, baris, more }, kolom);
  }

  /* UNION and its like, by whole rows. */
  function combine({ operator, all }, a, b) {
    if (a.kolom.length !== b.kolom.length) stop("sql", { pesan: "Set operands must have the same number of columns" });
    const row = (t, i) => JSON.stringify(t.data.map((column) => column[i]), (_, v) => (typeof v === "bigint" ? v + "n" : v));
    const out = [];
    const counts = new Map();
    const union = operator === "UNION";
    if (!union)
      for (let i = 0; i < b.baris; i++) counts.set(row(b, i), (counts.get(row(b, i)) || 0) + 1);
    const seen = new Set();
    for (const t of union ? [a, b] : [a])
      for (let i = 0; i < t.baris; i++) {
        const key = row(t, i);
        const left = counts.get(key) || 0;
        if (all && left) counts.set(key, left - 1);
        const fits = union || (operator === "INTERSECT") === left > 0;
        if (fits && (all || !seen.has(key))) out.push([t, i]);
        if (fits) seen.add(key);
      }
    return { kolom: a.kolom, baris: out.length, data: a.data.map((_, c) => out.map(([t, i]) => t.data[c][i])) };
  }

  async function run(query, tables, most) {
    if (query.type === "with") {
      tables = { ...tables };
      for (const { name, query: inner } of query.ctes)
        tables[name.toLowerCase()] = await part(inner, tables);
      return run(query.query, tables, most);
    }
    if (query.type === "compound") {
      const { orderBy, limit, offset } = query;
      const t = combine(query, await part(query.left, tables), await part(query.right, tables));
      const all = { type: "select", columns: [{ type: "star" }], from: { type: "table", table: "t" }, joins: [], groupBy: [] };
      const last = query.right.columns || [];
      /* A place was read as the column of the last SELECT. */
      for (const term of orderBy) {
        const { positionStart: from, type } = term.expr;
        let at = last.findIndex((c) => c.expr && c.expr.positionStart === from);
        if (at < 0 && type === "identifier") at = parseInt(asked.slice(from), 10) - 1;
        if (t.kolom[at]) term.expr = { type: "identifier", name: safe(t.kolom[at].nama) };
      }
      return run({ ...all, orderBy, limit, offset }, { t }, most);
    }
    tables = { ...tables };
    query = { ...query };
    if (query.from.type === "subquery") {
      const name = "\ue004" + Object.keys(tables).length;
      tables[name] = await part(query.from.query, tables);
      query.from = { type: "table", table: name, alias: query.from.alias ?? name };
    }
    for (const key of ["columns", "where", "having", "orderBy"]) query[key] = await once(query[key], tables);
    query = settle(query, tables);
    try {
      return await select(query, tables, most);
    } catch (reason) {
      if (reason !== OTHER) throw reason;
      return made(await other(query, tables, most));
    }
  }
  async function part(query, tables) {
    const found = await run(query, tables, PAIRS);
    if (found.more) stop("terlalu-banyak", { baris: PAIRS });
    return found;
  }

  /* Subqueries that do not look at the row outside are computed once. */
  async function once(node, tables) {
    if (Array.isArray(node)) return Promise.all(node.map((one) => once(one, tables)));
    if (!node || typeof node !== "object" || node instanceof Date) return node;
    if (node.subquery) {
      let t;
      try {
        t = await part(node.subquery, tables);
      } catch (reason) {
        if (reason.galat) throw reason;
        return node;
      }
      const literal = (value) => ({ type: "literal", value });
      if (/exists/.test(node.type)) return literal((t.baris > 0) === (node.type === "exists"));
      if (node.type === "subquery") return literal(t.data[0]?.[0] ?? null);
      return { type: "in valuelist", expr: await once(node.expr, tables), values: t.data[0].map(literal) };
    }
    const copy = {};
    for (const key in node) copy[key] = await once(node[key], tables);
    return copy;
  }

  /* {kueri, tabel: {name in SQL: name of a table here}, nama} → the result, held under `nama`. */
  let loaded;
  let asked = "";
  self.kerja.sql = async ({ kueri, tabel, nama }) => {
    if (!loaded) importScripts(self.alamat.squirreling);
    loaded = true;
    const tables = {};
    for (const name in tabel) {
      const t = self.tabel.get(tabel[name]);
      tables[safe(name)] = { ...t, kolom: t.kolom.map((k) => ({ ...k, dari: [name, k.nama] })) };
    }
    const start = performance.now();
    asked = kueri;
    let found;
    try {
      const query = map(squirreling.parseSql({ query: kueri }), named);
      found = await run(query, tables, MOST);
    } catch (reason) {
      if (reason.galat) throw reason;
      stop("sql", { pesan: plain(String(reason.message)) });
    }
    const { more, ...t } = found;
    self.tabel.set(nama, { nama, ...t });
    return { nama, baris: t.baris, kolom: t.kolom, terpotong: !!more, batas: MOST, md: performance.now() - start };
  };

  /* {kiri, kanan, pada: [[own, other]], lewat?: {tabel, kiri, kanan}, saring?: [[column, text]],
     hanya, singkat, nama} → the joined table, held under `nama`, and what was counted.
     `lewat` is a table of reference: the pair's own code is turned into the other's by its rows. */
  self.kerja.gabung = ({ kiri, kanan, pada, lewat, saring = [], hanya, singkat, nama }) => {
    const left = scope(self.tabel.get(kiri), "kiri");
    let right = scope(self.tabel.get(kanan), "kanan");
    const at = (s, name) =>
      s.columns.find((c) => c.kolom.nama === name) || stop("kolom-hilang", { kolom: name });
    for (const [name, text] of saring) {
      const value = exact(at(right, name));
      const kept = [];
      for (let i = 0; i < right.n; i++) if (self.teks(value(i), at(right, name).kolom.jenis) === text) kept.push(i);
      right = pick(right, Int32Array.from(kept));
    }
    const drop = pada.slice(lewat ? 1 : 0).map((pair) => pair[1]);
    if (lewat) {
      const bridge = scope(self.tabel.get(lewat.tabel), "lewat");
      const own = at(bridge, lewat.kiri);
      const there = at(right, pada[0][1]);
      right = pairs(right, { n: bridge.n, columns: [own, at(bridge, lewat.kanan)] }, [[there, at(bridge, lewat.kanan)]], true).made;
      right.columns.find((c) => c.alias === "lewat").alias = "kode";
      right.columns = right.columns.filter((c) => c.alias !== "lewat");
    }
    const on = pada.map(([a, b], n) => [
      at(left, a), lewat && !n ? right.columns.find((c) => c.alias === "kode") : at(right, b),
    ]);
    const { told, made: joined } = pairs(left, right, on, !hanya);
    const taken = new Set(left.columns.map((c) => c.kolom.nama));
    const shown = joined.columns.filter((c) => c.alias === "kiri" || (c.alias === "kanan" && !drop.includes(c.kolom.nama)));
    const kolom = shown.map(({ alias, kolom: { nama: own, jenis } }) => {
      let name = own;
      if (alias === "kiri") return { nama: own, jenis };
      if (taken.has(name)) name += "_" + singkat;
      for (let n = 2; taken.has(name); n++) name = name.replace(/(_\d+)?$/, "_" + n);
      taken.add(name);
      return { nama: name, jenis, kanan: own };
    });
    const data = shown.map((c) => columnOf(exact(c), joined.n));
    self.tabel.set(nama, { nama, kolom, baris: joined.n, data });
    return { nama, kolom, baris: joined.n, ...told };
  };

  /* The values of a column, for a choice: at most `batas`, in their order. */
  self.kerja.nilai = ({ nama, kolom, batas = 100 }) => {
    const t = self.tabel.get(nama);
    const at = t.kolom.findIndex((k) => k.nama === kolom);
    if (at < 0) stop("kolom-hilang", { kolom });
    const found = new Set(t.data[at]);
    found.delete(null);
    return [...found].sort((a, b) => (a < b ? -1 : 1)).slice(0, batas).map((v) => self.teks(v, t.kolom[at].jenis));
  };
})();
