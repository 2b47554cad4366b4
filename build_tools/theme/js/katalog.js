/* The catalogue's search: every typed word must occur; without it the static pages remain. */
(function () {
  "use strict";
  var data = window.PD_KATALOG;
  var form = document.querySelector("form[data-cari]");
  var list = document.getElementById("hasil");
  var status = document.getElementById("jumlah");
  var paging = document.getElementById("halaman");
  if (!data || !form || !list || !status) return;

  var input = form.querySelector("input[name=q]");
  var before = Array.prototype.slice.call(list.children);
  var told = status.textContent;
  var haystacks = data.rows.map(function (row) {
    return fold([row.t, row.d, row.k, row.o, row.m.join(" "), row.f.join(" ")].join(" "));
  });

  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }

  function matches(words) {
    return data.rows.filter(function (row, i) {
      return words.every(function (word) {
        return haystacks[i].indexOf(word) >= 0;
      });
    });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function card(row) {
    var item = element("li");
    var head = element("h3");
    var link = element("a", "", row.t);
    link.href = form.dataset.akar + "datasets/" + row.i + "/";
    head.appendChild(link);
    item.appendChild(head);
    item.appendChild(element("p", "pd-s", row.d));
    var meta = element("p", "pd-meta");
    if (row.h) meta.appendChild(element("span", "pd-st warn", row.h));
    meta.appendChild(element("span", "pd-tag", row.o));
    row.m.forEach(function (part) {
      meta.appendChild(element("span", "", part));
    });
    var formats = meta.appendChild(element("span", "f"));
    row.f.forEach(function (format) {
      formats.appendChild(element("span", "pd-tag", format));
    });
    item.appendChild(meta);
    return item;
  }

  function show() {
    var query = input.value.trim();
    var words = fold(query).split(/\s+/).filter(Boolean);
    var found = words.length ? matches(words) : [];
    var items = words.length ? found.map(card) : before;
    list.replaceChildren.apply(list, items);
    if (paging) paging.hidden = words.length > 0;
    var sentence = found.length ? form.dataset.ada : form.dataset.kosong;
    status.textContent = words.length
      ? sentence.split("%n").join(found.length.toLocaleString(data.lang)).split("%q").join(query)
      : told;
    try {
      history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    } catch (e) {
      /* a page opened from a file keeps its address */
    }
  }

  var waiting;
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    show();
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) show();
})();
