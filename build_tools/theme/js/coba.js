/* Data for programs: an answer of the API, fetched and shown where the reader asks for it. */
(function () {
  "use strict";
  var told = document.getElementById("pd-coba");
  var shown = document.getElementById("pd-jawaban");
  var most = 1500;
  var last = 0;
  if (!told || !/^http/.test(location.protocol)) return;
  document.querySelectorAll("[data-coba]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var mine = ++last;
      shown.hidden = true;
      told.textContent = told.dataset.tunggu;
      fetch(button.dataset.coba)
        .then(function (answer) {
          if (!answer.ok) throw new Error(answer.status);
          return answer.text();
        })
        .then(function (text) {
          if (mine !== last) return;
          var size = new Blob([text]).size.toLocaleString(document.documentElement.lang);
          told.textContent = told.dataset.isi.replace("%n", size);
          shown.textContent = text.length > most ? text.slice(0, most) + "\n…" : text;
          shown.hidden = false;
          shown.scrollIntoView({ block: "nearest" });
        })
        .catch(function () {
          if (mine === last) told.textContent = told.dataset.gagal;
        });
    });
  });
})();
