"use strict";
const film = document.querySelector("video"), shot = document.getElementById("shot"), follow = document.getElementById("follow");
const all = [...document.querySelectorAll("[data-t]")].map(node => ({node, from: +node.dataset.t, until: +node.dataset.end}));
const panels = all.filter(one => one.node.tagName === "A"), words = all.filter(one => one.node.tagName !== "A");
const track = film.addTextTrack("captions", film.dataset.captions, document.documentElement.lang);
for (const one of words) if (one.node.dataset.said) track.addCue(new VTTCue(one.from, one.until, one.node.textContent));

function hear(node) {
  const place = node.closest("[data-t]");
  if (!place) return false;
  film.currentTime = +place.dataset.t + 0.001;
  film.play();
  return true;
}
document.addEventListener("click", event => { if (!window.getSelection().toString()) hear(event.target); });

let shown = [];
function show() {
  const time = film.currentTime, now = all.filter(one => one.from <= time && time < one.until);
  if (now.length === shown.length && now.every((one, at) => one === shown[at])) return;
  for (const one of shown) one.node.classList.remove("now");
  for (const one of now) one.node.classList.add("now");
  shown = now;
  const panel = now.find(one => one.node.tagName === "A"), word = now.find(one => one.node.tagName !== "A");
  shot.textContent = panel ? panel.node.textContent : "";
  if (!follow.checked || film.paused) return;
  if (panel) panel.node.parentNode.scrollTo({left: panel.node.offsetLeft - panel.node.parentNode.offsetLeft - 40, behavior: "smooth"});
  if (word) word.node.scrollIntoView({block: "center", behavior: "smooth"});
}
for (const name of ["timeupdate", "seeked"]) film.addEventListener(name, show);

document.addEventListener("keydown", event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.tagName === "INPUT") return;
  if (event.key === "Enter" && hear(event.target)) event.preventDefault();
  else if (event.key === " " && event.target !== film) { event.preventDefault(); film.paused ? film.play() : film.pause(); }
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    event.preventDefault();
    const time = film.currentTime, right = event.key === "ArrowRight";
    const next = right ? panels.find(one => one.from > time + 0.01) : panels.findLast(one => one.until <= time - 0.5) || panels[0];
    if (next) film.currentTime = next.from + 0.001;
  }
});
