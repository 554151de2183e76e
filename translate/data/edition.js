(() => {
  "use strict";
  const all = [...document.querySelectorAll(".s")];
  const shown = (s) => s.getClientRects().length > 0;
  const language = (s) => s.closest("[lang]").lang;
  let stop = all[0];
  const move = (s) => {
    stop.tabIndex = -1;
    stop.removeAttribute("aria-describedby");
    stop = s;
    stop.tabIndex = 0;
  };
  const pair = (s) => {
    const name = s.id.endsWith("-en") ? s.id.slice(0, -3) : s.id + "-en";
    const other = document.getElementById(name);
    return other && shown(other) ? other : null;
  };
  const beside = (s, step) => {
    let at = all.indexOf(s) + step;
    while (all[at] && !(language(all[at]) === language(s) && shown(all[at]))) at += step;
    return all[at];
  };
  const upright = (s) => getComputedStyle(s).writingMode === "vertical-rl";
  const keys = {
    ArrowDown: (s) => beside(s, 1),
    ArrowRight: (s) => beside(s, upright(s) ? -1 : 1),
    ArrowUp: (s) => beside(s, -1),
    ArrowLeft: (s) => beside(s, upright(s) ? 1 : -1),
    Enter: pair,
  };
  if (!stop) return;
  move(stop);
  const hint = document.getElementById("keys");
  hint.hidden = false;
  stop.setAttribute("aria-describedby", hint.id);
  document.addEventListener("focusin", (event) => {
    const s = event.target.closest(".s");
    if (s) move(s);
  });
  document.addEventListener("change", () => {
    const first = all.find(shown);
    if (first && !shown(stop)) move(first);
  });
  document.addEventListener("keydown", (event) => {
    const s = event.target.classList.contains("s") ? event.target : null;
    if (!s || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return s.blur();
    const to = keys[event.key] && keys[event.key](s);
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
