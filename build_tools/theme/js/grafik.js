/* Charts: the pointer, or the arrow keys, says the value of a point or an area. */
(function () {
  "use strict";
  document.querySelectorAll(".pd-chart > svg").forEach(function (svg) {
    var marks = [].slice.call(svg.querySelectorAll("[data-t], .p"));
    if (!marks.length) return;
    var figure = svg.parentNode;
    var out = figure.querySelector("output") || document.createElement("output");
    figure.insertBefore(out, figure.querySelector("svg"));
    var texts = figure.querySelectorAll("[data-t]"); /* the narrow drawing borrows the wide one's */
    var at = -1;
    function say(index) {
      at = index;
      out.textContent = texts[at].dataset.t;
    }
    svg.tabIndex = 0;
    svg.addEventListener("pointermove", function (event) {
      var near = marks.indexOf(event.target);
      if (near < 0 && svg.matches(".pd-svg")) {
        var far = Infinity;
        marks.forEach(function (mark, index) {
          var box = mark.getBoundingClientRect();
          var d = Math.hypot(box.x + box.width / 2 - event.clientX, box.y + box.height / 2 - event.clientY);
          if (d < far) { far = d; near = index; }
        });
      }
      if (near >= 0 && near !== at) say(near);
    });
    svg.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      say((at + step + marks.length) % marks.length);
    });
  });
})();
