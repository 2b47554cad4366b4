/*
  Tables that can be sorted: each heading of table[data-urut] becomes a button. Cells may give
  a number to sort by (data-n); what has none is compared as text of the page's language.
*/
(function () {
  "use strict";
  var lang = document.documentElement.lang;

  function value(row, column) {
    var cell = row.children[column];
    return "n" in cell.dataset ? Number(cell.dataset.n) : cell.textContent.trim();
  }

  function compare(a, b) {
    return typeof a === "number" ? a - b : a.localeCompare(b, lang);
  }

  function sort(table, heading, column, status) {
    var up = heading.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (a, b) {
      return (up ? 1 : -1) * compare(value(a, column), value(b, column));
    });
    body.append.apply(body, rows);
    table.querySelectorAll("th[aria-sort]").forEach(function (other) {
      other.removeAttribute("aria-sort");
    });
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    status.textContent = table.dataset.status.replace("%k", heading.textContent);
  }

  document.querySelectorAll("table[data-urut]").forEach(function (table) {
    var status = document.createElement("p");
    status.className = "pd-vh";
    status.setAttribute("role", "status");
    table.closest(".pd-scroll").after(status);
    table.querySelectorAll("thead th").forEach(function (heading, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "pd-sort";
      button.textContent = heading.textContent;
      heading.replaceChildren(button);
      button.addEventListener("click", function () {
        sort(table, heading, column, status);
      });
    });
  });
})();
