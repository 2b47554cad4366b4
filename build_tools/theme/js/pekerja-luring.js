/*
  The service worker: pages that were read, and a small shell, without a network.

  Pages: the network first; after a while, or without it, the copy, which says from when it is.
  Assets with a hash in their name never change: the copy first. Downloads are never kept.
  `luring.json` names the shell, and what was taken back and must not live on in a copy.
  Names of its stores carry its scope: other sites of the same host are never touched.
*/
(function () {
  "use strict";
  const config = "[[luring]]";
  const scope = self.registration.scope;
  const prefix = "terbuka-luring " + scope + " ";
  const PAGES = prefix + "halaman";
  const ASSETS = prefix + "aset";
  const LIST = scope + "luring.json";
  const WAIT = 4000; // milliseconds until a copy is shown on a slow line
  const MOST = 20e6; // bytes kept in all
  const LARGEST = 2e6; // bytes of one file
  const AGAIN = 6e4; // milliseconds until the list is asked for again
  const EMPTY = { situs: "", hapus: [], inti: [], pintu: [], bahasa: {}, ada: [] };
  const ASSET = /\/assets\/(?:[\w.-]+\/)*[\w.-]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|woff2)$/;
  const NAMED = /assets\/(?:[\w.-]+\/)*[\w.-]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|woff2)/g;

  let asked = 0;
  let sizes; // of what is kept: address -> [bytes, time of the last reading, store]
  let core; // addresses of the shell, which go last
  let have; // languages whose shell is kept
  let reading = new Set(); // … and those that are read meanwhile
  let turn = Promise.resolve();

  /* One after the other: what is kept is counted. */
  const queue = (work) => (turn = turn.then(work, work));
  const isPage = (path) => /(?:^|\/)(?:[^/.]*|index\.html)$/.test(path);
  const below = (url) => url.slice(scope.length);
  const after = (time) => new Promise((late) => setTimeout(late, time));
  /* Beside the site may lie others, which are left alone. */
  const isOwn = (url) => config.akar.includes(below(url).split(/[/?#]/)[0]);
  const language = (url) => config.bahasa.find((lang) => below(url).startsWith(lang + "/")) || "";

  /* The address that a page is kept under: alike for every way of asking for it. */
  function keyOf(address) {
    const url = new URL(address);
    url.hash = url.search = "";
    url.pathname = url.pathname.replace(/\/index\.html$/, "/");
    return url.href;
  }

  const coreOf = (list) =>
    new Set([list.inti, list.pintu, ...Object.values(list.bahasa)].flat().map((p) => scope + p));

  /* The list as it was last followed. */
  async function listed() {
    const kept = await (await caches.open(PAGES)).match(LIST);
    return Object.assign({}, EMPTY, kept && (await kept.json()));
  }

  async function counted() {
    if (sizes) return sizes;
    const found = new Map();
    core = coreOf(await listed());
    for (const name of [PAGES, ASSETS]) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        const answer = await store.match(request);
        if (!answer || request.url === LIST) continue;
        const told = (key) => Number(answer.headers.get("x-luring-" + key)) || 0;
        found.set(request.url, [told("ukuran"), told("saat"), name]);
      }
    }
    return (sizes = found);
  }

  async function forget(url) {
    const known = (await counted()).get(url);
    if (!known) return;
    await (await caches.open(known[2])).delete(url);
    sizes.delete(url);
  }

  /* Keeps a whole, own, unchanged answer under its address, with its size and the time. */
  async function keep(name, url, answer) {
    if (answer.status !== 200 || answer.type !== "basic" || answer.redirected) return;
    const type = answer.headers.get("content-type") || "";
    if (name === ASSETS && /html/.test(type)) return; // a host's way to say that there is none
    const body = await answer.arrayBuffer();
    if (body.byteLength > LARGEST) return;
    const headers = new Headers();
    headers.set("content-type", type);
    headers.set("x-luring-ukuran", body.byteLength);
    headers.set("x-luring-saat", Date.now());
    if (/^text\/html/.test(type)) {
      const title = /<title>([^<]*)/.exec(new TextDecoder().decode(body.slice(0, 4000)));
      headers.set("x-luring-judul", encodeURIComponent(title ? title[1].slice(0, 200) : ""));
    }
    await counted();
    try {
      await (await caches.open(name)).put(url, new Response(body, { headers }));
      sizes.set(url, [body.byteLength, Date.now(), name]);
      await shrink(MOST);
    } catch (full) {
      await shrink(MOST / 4); // the browser has less room than we may take
    }
  }

  /* Pages read longest ago go first, then assets, then the shell. */
  async function shrink(most) {
    let total = 0;
    for (const [size] of sizes.values()) total += size;
    if (total <= most) return;
    const rank = ([url, kept]) => (core.has(url) ? 2 : Number(kept[2] === ASSETS));
    const order = [...sizes].sort((a, b) => rank(a) - rank(b) || a[1][1] - b[1][1]);
    for (const [url, [size]] of order) {
      if (total <= most * 0.9) return;
      await forget(url);
      total -= size;
    }
  }

  /* A copy, which says of itself that it is one. */
  async function copyOf(url) {
    const kept = await (await caches.open(PAGES)).match(url);
    if (!kept || !/^text\/html/.test(kept.headers.get("content-type"))) return kept;
    const known = sizes && sizes.get(url);
    if (known) known[1] = Date.now();
    const words = config.kata[language(url)];
    const when = new Date(Number(kept.headers.get("x-luring-saat"))).toLocaleString(words.bahasa, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "Asia/Makassar",
    });
    const note = '<p class="pd-w pd-note">' + words.salinan.replace("%w", when) + "</p>";
    const text = await kept.text();
    const told = text.replace(/id="isi" tabindex="-1">/, (found) => found + note);
    return new Response(told, { headers: kept.headers });
  }

  async function asset(event) {
    const url = event.request.url;
    const kept = await (await caches.open(ASSETS)).match(url);
    if (kept) return kept;
    const answer = await fetch(event.request);
    const copy = answer.clone();
    event.waitUntil(queue(() => keep(ASSETS, url, copy)));
    return answer;
  }

  async function page(event, isDocument) {
    const key = keyOf(event.request.url);
    const network = fetch(event.request, { cache: "no-cache" }); // what a browser kept is no news
    const done = network.then(
      (answer) => {
        if (answer.status === 404 || answer.status === 410) return queue(() => forget(key));
        const type = answer.headers.get("content-type") || "";
        if (!(isDocument ? /^text\/html/ : /^image\//).test(type)) return undefined;
        const copy = answer.clone();
        if (isDocument) reading.add(language(key));
        const isNew = have && !have.includes(language(key));
        return queue(() => keep(PAGES, key, copy)).then(() => isDocument && refresh(event, isNew));
      },
      () => undefined // without a network there is nothing to keep
    );
    event.waitUntil(done);
    try {
      let first = await Promise.race([network, after(WAIT / 2)]);
      const asking = (!first || first.status >= 500) && isDocument && checked(event);
      if (!first) first = await Promise.race([network, after(WAIT / 2)]);
      if (first && first.status < 500) return first;
      await asking;
      return (await copyOf(key)) || (await network);
    } catch (offline) {
      if (isDocument) await checked(event);
      const kept = await copyOf(key);
      if (kept) return kept;
      if (!isDocument) throw offline;
      const store = await caches.open(PAGES);
      if (!/\/$/.test(key) && (await store.match(key + "/"))) return Response.redirect(key + "/");
      for (const lang of [language(key), "", ...config.bahasa]) {
        const home = scope + (lang ? lang + "/" : "") + "luring/";
        if (await store.match(home))
          return Response.redirect(home + "?dari=" + encodeURIComponent(below(event.request.url)));
      }
      throw offline;
    }
  }

  /* Before a copy is shown, where there may be a network: what was taken back goes first. */
  function checked(event) {
    if (!self.navigator.onLine) return undefined;
    const asking = refresh(event, true);
    event.waitUntil(asking);
    return Promise.race([asking, after(WAIT)]);
  }

  /* Done when what was taken back is gone; the shell comes after it. */
  async function refresh(event, force) {
    if (!force && asked && Date.now() - asked < AGAIN) return;
    asked = Date.now();
    try {
      const answer = await fetch(LIST, { cache: "no-cache" });
      if (!answer.ok || answer.redirected) return;
      const list = Object.assign({}, EMPTY, await answer.json());
      await queue(() => taken(list));
      event.waitUntil(queue(() => settle(list)).catch(() => (asked = 0)));
    } catch (offline) {
      asked = 0; // asked again with the next page
    }
  }

  async function follow(list, situs, ada) {
    const told = JSON.stringify(Object.assign({}, list, { situs, ada }));
    await (await caches.open(PAGES)).put(LIST, new Response(told));
    have = ada;
  }

  async function taken(list) {
    const last = await listed();
    await counted();
    core = coreOf(list);
    await purge(list.hapus, last.hapus);
    // What comes next may be cut off: then it is done again.
    if (last.situs !== list.situs) await follow(list, "", []);
  }

  /* The shell of a new site, or of a language that is read for the first time. */
  async function settle(list) {
    const line = self.navigator.connection;
    if (line && line.saveData) return;
    const last = await listed();
    have = last.ada;
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    const read = open.map((client) => keyOf(client.url)).filter((url) => url.startsWith(scope));
    const spoken = new Set([...read.map(language), ...reading]);
    const more = [...spoken].filter((lang) => !have.includes(lang));
    const isNew = last.situs !== list.situs;
    if (!isNew && !more.length) return;
    const wanted = more.flatMap((lang) => list.bahasa[lang] || []);
    if (isNew) await shell([...list.inti, ...list.pintu, ...wanted], read);
    else await shell(wanted, []); // the pages that are open were kept when they came
    const ada = [...have, ...more];
    await tidy([...list.inti, ...ada.flatMap((lang) => list.bahasa[lang] || [])]);
    await follow(list, list.situs, ada);
  }

  /* Whether a page that is kept has links to one of these datasets. */
  async function names(url, ids) {
    const kept = await (await caches.open(PAGES)).match(url);
    const text = kept ? await kept.text() : "";
    return ids.some((id) => text.includes("/" + id + "/"));
  }

  /* Goes: what was taken back, and every page that may quote it. Pages of other datasets that do not name it stay. */
  async function purge(now, before) {
    const fresh = now.filter((id) => before.indexOf(id) < 0);
    if (!fresh.length) return;
    const ids = fresh.map((id) => id.split("/").slice(0, 2).join("/"));
    for (const url of [...(await counted()).keys()]) {
      const path = below(url).slice(language(url) ? language(url).length + 1 : 0);
      const dataset = /^datasets\/([^/]+\/[^/]+)\//.exec(path);
      const guide = /^(?:panduan|pengembang|luring)\//.test(path);
      const other = dataset && ids.indexOf(dataset[1]) < 0;
      if ((guide || other) && !(await names(url, ids))) continue;
      await forget(url);
    }
  }

  /* Fetches what the shell lacks, and the pages that are open, with what they load. */
  async function shell(wanted, read) {
    const known = await counted();
    const pages = await caches.open(PAGES);
    const urls = new Set(wanted.map((path) => scope + path));
    for (const url of read) if (isPage(new URL(url).pathname)) urls.add(url);
    for (const url of urls) {
      const isAsset = ASSET.test(url);
      if (isAsset && known.has(url)) continue;
      const answer = await fetch(url, isAsset ? {} : { cache: "no-cache" });
      await keep(isAsset ? ASSETS : PAGES, url, answer);
      if (isAsset || !read.includes(url)) continue;
      const kept = await pages.match(url);
      const text = kept ? await kept.text() : "";
      for (const [, path] of text.matchAll(/ (?:src|href)="(?:\.{0,2}\/)*(assets\/[^"]+)"/g))
        if (ASSET.test("/" + path)) urls.add(scope + path); // seen by this loop in its turn
    }
  }

  /* Assets of older pages stay as long as one of those pages is kept. */
  async function tidy(wanted) {
    const used = new Set(wanted);
    for (const name of [PAGES, ASSETS]) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        if (name === ASSETS && !/\.css$/.test(request.url)) continue;
        const answer = await store.match(request);
        const text = answer ? await answer.text() : "";
        for (const found of text.match(NAMED) || []) used.add(found);
        if (name === ASSETS)
          for (const found of text.match(/[\w-]+\.[0-9a-f]{8}\.woff2/g) || [])
            used.add("assets/" + found);
      }
    }
    for (const [url, [, , name]] of [...(await counted())])
      if (name === ASSETS && !used.has(below(url))) await forget(url);
  }

  const stores = async (which) => {
    for (const name of await caches.keys())
      if (name.startsWith(prefix) && !which.includes(name)) await caches.delete(name);
  };

  if (config.mati) {
    self.addEventListener("install", () => self.skipWaiting());
    self.addEventListener("activate", (event) => {
      event.waitUntil(stores([]).then(() => self.registration.unregister()));
    });
    return;
  }

  self.addEventListener("install", (event) => event.waitUntil(refresh(event, true)));
  self.addEventListener("activate", (event) => event.waitUntil(stores([PAGES, ASSETS])));
  self.addEventListener("message", (event) => {
    if (event.data === "hapus") {
      asked = sizes = have = undefined; // all was removed
      reading = new Set();
    } else if (event.data === "jaringan") event.waitUntil(refresh(event, true)); // it is back
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || request.headers.has("range")) return;
    if (!url.href.startsWith(scope) || !isOwn(url.href)) return;
    if (ASSET.test(url.pathname)) event.respondWith(asset(event));
    else if (request.mode === "navigate") {
      if (isPage(url.pathname)) event.respondWith(page(event, true));
    } else if (request.destination === "image") event.respondWith(page(event, false));
  });
})();
