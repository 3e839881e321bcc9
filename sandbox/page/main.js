// The page: hears what there is to see, and puts each part of it in its place.

import { compose, write, writeTo } from "./composer.js";
import { h, keep, refloat } from "./dom.js";
import { refresh, toggle } from "./inspector.js";
import { showModal } from "./modal.js";
import { places, showSidebar } from "./sidebar.js";
import { start, tell, watch } from "./talk.js";
import { showChannel, showHome } from "./timeline.js";

const part = (id) => document.getElementById(id);
const pending = [];
let count = 0;
let screen = null;
let modal = null;
let shown = null; // the hash of the place that is shown

function here() {
  const all = places(screen);
  return all.find((one) => one.hash === location.hash) ?? all[0];
}

function draw() {
  if (!screen) return;
  const place = here();
  const moved = shown !== place.hash;
  shown = place.hash;
  if (moved) arrive(place);
  const where = place.app ? `${screen.app.name} – ${place.name}` : place.name.replace("# ", "#");
  document.title = `${where} – ${screen.me.real_name}`;
  showSidebar(part("sidebar"), screen, place);
  head(place);
  tabs(place);
  weather();
  writeTo(part("composer"), screen, place);
  if (place.channel) showChannel(part("timeline"), screen, place.channel, pending, draw);
  else showHome(part("timeline"), screen);
  if (moved) part("timeline").scrollTop = place.channel ? part("timeline").scrollHeight : 0;
  const busy = modal;
  modal = showModal(screen, draw);
  if (busy && !modal && document.activeElement === document.body) write();
  refloat();
  refresh(part("inspector"));
}

/** Someone opened a place: the app hears of its own. */
function arrive(place) {
  document.body.classList.remove("wandering");
  part("timeline").replaceChildren();
  if (place.channel && !screen.modal && matchMedia("(hover: hover)").matches) setTimeout(write);
  if (place.app) tell("open_home", { tab: place.channel ? "messages" : "home" });
}

function head(place) {
  const header = part("heading");
  if (!header.firstChild) {
    const menu = h("button", { type: "button", id: "wander", class: "button", "aria-label": "People and places" }, "☰");
    menu.addEventListener("click", () => document.body.classList.toggle("wandering"));
    const inspect = h("button", { type: "button", id: "inspect", class: "button", "aria-pressed": "false" }, "Inspector");
    inspect.addEventListener("click", () => inspect.setAttribute("aria-pressed", toggle(part("inspector"))));
    header.append(menu, h("h1"), h("small"), inspect);
  }
  const outside = place.channel && !place.channel.bot;
  header.querySelector("h1").textContent = place.app ? screen.app.name : place.name;
  header.querySelector("small").textContent = outside ? `${screen.app.name} is not a member here` : "";
}

/** What an app has side by side: its Home, if it has one, and its messages. */
function tabs(place) {
  const nav = part("tabs");
  nav.hidden = !place.app;
  nav.setAttribute("aria-label", screen.app.name);
  const all = places(screen).filter((one) => one.app);
  const tab = (one, current) => () => h("a", { href: one.hash, "aria-current": current && "page" }, one.name);
  keep(nav, all.map((one) => ({ key: one.hash, sign: String(one.hash === place.hash), make: tab(one, one.hash === place.hash) })));
}

/** How the bot fares, while it does not run. */
function weather() {
  const { child } = screen;
  const line = part("weather");
  const fine = !child || child.state === "running";
  line.hidden = fine;
  if (fine) return;
  const words = child.state === "starting" ? "The bot is starting…" : `${child.note}.`;
  const again = child.given_up && h("button", { type: "button", class: "button", onclick: start }, "Start it");
  line.replaceChildren(words, again || (child.state === "down" ? " It is being started again." : ""));
}

async function run({ channel, command, text }) {
  const after = screen.runs.at(-1)?.ts ?? "";
  const waiting = { number: ++count, channel, command, after, typed: `${command} ${text}`.trim() };
  pending.push(waiting);
  draw();
  await tell("command", { channel, command, text });
  pending.splice(pending.indexOf(waiting), 1);
  draw();
}

compose(part("composer"), run);
window.addEventListener("hashchange", draw);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.body.classList.remove("wandering");
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#sidebar, #wander")) document.body.classList.remove("wandering");
});
watch(
  (now) => {
    screen = now;
    draw();
  },
  (words) => {
    part("weather").hidden = false;
    part("weather").replaceChildren(words);
  },
);
