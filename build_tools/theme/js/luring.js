/*
  The page "without a network": which pages this browser keeps and since when, and how to end it.
  The stores are those of pekerja-luring.js; their names carry the scope of this site.
*/
(function () {
  "use strict";
  const box = document.querySelector("[data-luring-daftar]");
  const worker = new URL("../pekerja-luring.js", document.currentScript.src);
  const scope = new URL(".", worker).href;
  const prefix = "terbuka-luring " + scope + " ";
  const one = (name) => document.querySelector("[data-luring-" + name + "]");
  const from = new URLSearchParams(location.search).get("dari");
  const readable = (address) => {
    try {
      return decodeURI(address);
    } catch (e) {
      return address; // what stands there is no text
    }
  };

  if (from !== null) {
    const target = new URL(from, scope);
    if (target.href.startsWith(scope)) {
      one("dari").hidden = false;
      one("alamat").textContent = readable(target.pathname);
      one("alamat").href = target.href;
    }
  }
  const served = /^http/.test(location.protocol); // from a folder nothing is kept
  if (!box || !served || !window.caches || !navigator.serviceWorker) return;
  const button = one("hapus");
  const again = one("lagi");
  const status = one("status");
  one("tanpa").hidden = true;

  const when = (time) =>
    new Date(time).toLocaleString(document.documentElement.lang, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "Asia/Makassar",
    });
  const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
  const mine = () => caches.keys().then((names) => names.filter((name) => name.startsWith(prefix)));
  const refused = () => {
    try {
      return localStorage.getItem(worker.pathname) === "tidak";
    } catch (e) {
      return false; // a browser that remembers nothing
    }
  };

  async function show() {
    const found = [];
    let size = 0;
    for (const name of await mine()) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        const answer = await store.match(request);
        if (!answer) continue;
        size += Number(answer.headers.get("x-luring-ukuran"));
        const title = answer.headers.get("x-luring-judul");
        if (title !== null)
          found.push([Number(answer.headers.get("x-luring-saat")), request.url, title]);
      }
    }
    found.sort((a, b) => b[0] - a[0]);
    box.replaceChildren(
      ...found.map(([time, url, title]) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = url;
        link.textContent = plain(decodeURIComponent(title)) || readable(url);
        item.append(link, " ", box.dataset.saat.replace("%w", when(time)));
        return item;
      })
    );
    const number = (n) =>
      n.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const numbers = { n: number(found.length), mb: number(size / 1e6) };
    const words = found.length ? box.dataset.jumlah : box.dataset.kosong;
    status.textContent = words.replace(/%(n|mb)/g, (_, key) => numbers[key]);
    button.hidden = refused();
    again.hidden = !refused();
  }

  const remember = (no) => {
    try {
      if (no) localStorage.setItem(worker.pathname, "tidak");
      else localStorage.removeItem(worker.pathname);
    } catch (e) {
      /* nothing is remembered: the next page keeps again */
    }
  };
  button.addEventListener("click", async () => {
    remember(true);
    const known = await navigator.serviceWorker.getRegistration(scope);
    if (known && known.active) known.active.postMessage("hapus");
    if (known && known.scope === scope) await known.unregister();
    for (const name of await mine()) await caches.delete(name);
    await show();
    status.textContent = box.dataset.dihapus;
  });
  again.addEventListener("click", async () => {
    remember(false);
    await navigator.serviceWorker.register(worker);
    await navigator.serviceWorker.ready;
    await show();
  });
  show();
})();
