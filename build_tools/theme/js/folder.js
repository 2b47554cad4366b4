/*
  Only in the ZIP that is opened from a folder: there no server opens a folder's index.html.
  Links that scripts make are led to it before they are followed.
*/
(function () {
  "use strict";
  function lead(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && /\/$/.test(link.pathname))
      link.pathname += "index.html";
  }
  for (const name of ["pointerdown", "focusin", "click"])
    document.addEventListener(name, lead, true);
})();
