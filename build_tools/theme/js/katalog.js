/*
  The catalogue's search: every typed word must occur, and a year counts where it lies inside
  the dataset's period. Hits in the title come first, then those in the description. Without
  the script the static pages remain.
*/
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
  var other = document.querySelector("a.pd-lang");
  var fields = data.rows.map(function (row) {
    var rest = [row.k, row.o].concat(row.m, row.f).join(" ");
    return [row.t, row.d, rest].map(fold);
  });

  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }

  /* How well a word fits: a whole word of the title best, nought where it does not occur. */
  function worth(word, i) {
    var words = fields[i][0].split(/[^a-z0-9]+/);
    if (words.indexOf(word) >= 0) return 40;
    for (var place = 0; place < 3; place++) {
      if (fields[i][place].indexOf(word) >= 0) return [30, 10, 1][place];
    }
    var years = data.rows[i].y;
    return /^\d{4}$/.test(word) && years[0] <= word && word <= years[1] ? 1 : 0;
  }

  function matches(words) {
    return data.rows
      .map(function (row, i) {
        var worths = words.map(function (word) {
          return worth(word, i);
        });
        var total = worths.reduce(function (sum, one) {
          return sum + one;
        }, 0);
        return { row: row, total: worths.indexOf(0) < 0 ? total : 0 };
      })
      .filter(function (hit) {
        return hit.total > 0;
      })
      .sort(function (a, b) {
        return b.total - a.total;
      })
      .map(function (hit) {
        return hit.row;
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
    var asked = query ? "?q=" + encodeURIComponent(query) : "";
    if (other) other.search = asked;
    try {
      history.replaceState(null, "", asked || location.pathname);
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
