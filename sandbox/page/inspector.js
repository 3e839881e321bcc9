// What went over the line: what the app was sent, what it answered and called, what Slack refused.

import { h } from "./dom.js";
import { journal } from "./talk.js";
import { taken } from "./timeline.js";

const MOST = 100;
let last = 0;
let asking = false;
let again = false;
let entries = null;

/** Open or close it; whether it is open now. */
export function toggle(inspector) {
  inspector.hidden = !inspector.hidden;
  document.body.classList.toggle("inspecting", !inspector.hidden);
  if (!entries) {
    entries = h("div", { class: "entries" });
    const close = h("button", { type: "button", class: "cross", "aria-label": "Close the inspector" }, "×");
    close.addEventListener("click", () => document.getElementById("inspect").click());
    inspector.append(h("header", {}, h("h2", {}, "Inspector"), close), entries);
  }
  refresh(inspector);
  return !inspector.hidden;
}

/** Fetch what is new, newest on top. */
export async function refresh(inspector) {
  if (inspector.hidden) return;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    for (const one of await journal(last)) {
      last = Math.max(last, one.number);
      entries.prepend(entry(one));
    }
  } catch {
    // the page says already that the sandbox does not answer
  }
  while (entries.childElementCount > MOST) entries.lastChild.remove();
  asking = false;
  if (again) {
    again = false;
    refresh(inspector);
  }
}

const SIGNS = { delivery: "→", call: "←", fault: "✗" };
const NAMES = { delivery: "sent to the app", call: "called by the app", fault: "refused" };

function entry(one) {
  const time = one.milliseconds === undefined ? "" : taken(one.milliseconds);
  return h(
    "details",
    { class: one.bad || one.late ? "bad" : null },
    h(
      "summary",
      {},
      h("span", { class: "sign", role: "img", "aria-label": NAMES[one.kind] }, SIGNS[one.kind]),
      h("span", { class: "what" }, one.what),
      one.status ? h("span", { class: "status" }, one.status) : null,
      one.bad && h("span", { class: "why" }, one.bad),
      time && h("span", { class: one.late ? "time late" : "time" }, time),
    ),
    one.sent && part(one.kind === "call" ? "Arguments" : "Payload", one.sent),
    part(one.kind === "fault" ? "Complaints" : "Answer", one.received),
  );
}

function part(title, value) {
  const text = value === null ? "(empty)" : typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return [h("h3", {}, title), h("pre", { tabindex: "0" }, text)];
}
