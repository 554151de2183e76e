(() => {
  "use strict";
  const choices = [...document.querySelectorAll(".controls input")];
  const show = () => choices.forEach((choice) => document.body.classList.toggle(choice.id, choice.checked));
  show();
  document.addEventListener("change", show, true);
  addEventListener("pageshow", show);
  document.getElementById("unscripted").remove();
})();
