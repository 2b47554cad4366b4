/* Every page: the switch of colours, Escape for the menu, buttons that copy, rows that scroll. */
(function () {
  "use strict";
  var body = document.body;
  var key = new URL(body.dataset.base || ".", location).pathname + ".__palette";
  var button = document.querySelector("[data-tema]");

  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var scheme = body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      body.setAttribute("data-md-color-scheme", scheme);
      try {
        localStorage.setItem(key, JSON.stringify({ color: { scheme: scheme } }));
      } catch (e) {
        /* a browser that keeps nothing: the choice lasts for this page */
      }
    });
  }

  document.addEventListener("keydown", function (event) {
    var menu = document.querySelector(".pd-menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.querySelectorAll("[data-salin]").forEach(function (copy) {
    if (!navigator.clipboard) return;
    copy.hidden = false;
    copy.addEventListener("click", function () {
      var text = document.getElementById(copy.dataset.salin).textContent;
      navigator.clipboard.writeText(text).then(function () {
        copy.textContent = copy.dataset.tersalin;
      });
    });
  });

  /* A row of pages that is wider than the screen begins with the one that is open. */
  var here = document.querySelector(".pd-toc [aria-current]");
  if (here) here.closest("ul").scrollLeft = here.offsetLeft - 16;

  function cues() {
    document.querySelectorAll(".pd-scroll").forEach(function (box) {
      var before = box.previousElementSibling;
      var cue = before && before.querySelector(".pd-cue");
      if (cue) cue.hidden = box.scrollWidth <= box.clientWidth + 1;
    });
  }
  cues();
  addEventListener("resize", cues);

  /* Pages read are kept for reading without a network, unless the reader said no (luring.js). */
  var own = document.currentScript;
  var line = navigator.connection;
  /* Not where a whole table is asked for: it needs the line more. */
  if ("luring" in own.dataset && !/[?&]t=/.test(location.search) && navigator.serviceWorker && !(line && line.saveData))
    addEventListener("load", function () {
      var worker = new URL("../pekerja-luring.js", own.src);
      try {
        if (!localStorage.getItem(worker.pathname))
          navigator.serviceWorker.register(worker).catch(function () {});
      } catch (e) {
        /* a browser that keeps nothing: nor are pages kept */
      }
    });
  addEventListener("online", function () {
    var worker = navigator.serviceWorker && navigator.serviceWorker.controller;
    if (worker) worker.postMessage("jaringan");
  });

  addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (d) {
      d.open = true;
    });
  });
})();
