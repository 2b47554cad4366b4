/* Where the site's address is not known when it is built, it is filled in where the page is read;
   and the date on which a reader reads what is cited. */
(function () {
  "use strict";
  var root = new URL(document.body.dataset.base || ".", location);
  function each(what, how) {
    document.querySelectorAll("[data-" + what + "]").forEach(function (e) {
      how(e, e.getAttribute("data-" + what));
    });
  }
  each("hari", function (e, lang) {
    var now = new Date();
    e.textContent = lang
      ? now.toLocaleDateString(lang, { day: "numeric", month: "long", year: "numeric" })
      : now.toLocaleDateString("sv");
  });
  if (!/^http/.test(root.protocol)) return;
  each("alamat", function (e, below) {
    e.textContent = new URL(below, root).href.replace(/'/g, "%27");
  });
  each("wa", function (e, id) {
    e.href = "https://wa.me/?text=" + encodeURIComponent(document.getElementById(id).textContent.trim());
    e.hidden = false;
  });
  each("tanpa", function (e) {
    e.hidden = true;
  });
})();
