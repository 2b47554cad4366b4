/*
  Only in the ZIP that is opened from a folder: there no server opens a folder's index.html.
  Links that scripts make are led to it before they are followed. It is loaded with `defer`.
*/
(function () {
  "use strict";
  function lead(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && /\/$/.test(link.pathname))
      link.pathname += "index.html";
  }
  /* The same table with the same filters, on the site. */
  for (const link of document.querySelectorAll("a[data-situs]")) link.search = location.search;
  for (const name of ["pointerdown", "focusin", "click"])
    document.addEventListener(name, lead, true);
})();
