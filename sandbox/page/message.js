// One message: who says it, its blocks and files, and what can be done with it.

import { complain, drawn } from "./blocks.js";
import { menu } from "./buttons.js";
import { clock, full } from "./dates.js";
import { h } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { tell } from "./talk.js";

/** The message as an element; `answer` is called by whoever wants to write into its thread. */
export function drawnMessage(message, screen, answer) {
  const name = authorOf(message, screen);
  const place = placeOf({ channel: message.channel, ts: message.ts }, message.ts, screen, message.values);
  const blocks = message.blocks.map((block) => drawn(block, place));
  const prose = message.text && h("div", { class: "prose" }, mrkdwn(message.text, screen));
  const manner = `${message.only_for_me ? " private" : ""}${message.thread ? " answer" : ""}`;
  return h(
    "article",
    { class: `message${manner}`, "aria-label": `${name}: ${message.text}` },
    face(name, message.app ? "app" : message.author),
    h(
      "div",
      { class: "body" },
      message.only_for_me && h("p", { class: "note" }, "Only visible to you"),
      byline(message, name, screen),
      blocks.length ? blocks : prose,
      message.files.map(attachment),
    ),
    !message.only_for_me && tools(message, screen, answer),
  );
}

/** Who says it, by name. */
export function authorOf(message, screen) {
  if (message.app) return screen.app.name;
  return screen.people.find((one) => one.id === message.author)?.real_name ?? message.author;
}

/** A round sign for a name, in a colour of its own. */
export function face(name, id) {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 5, 7);
  return h("span", { class: `face tint-${id === "app" ? "app" : hue}`, "aria-hidden": "true" }, name[0]);
}

/** A place for blocks that stand in a message or in Home; see `blocks.js`. */
export function placeOf(where, id, screen, values) {
  const act = async (block, action, value) => complain(await tell("act", { ...where, block, action, value }), screen.app);
  const suggest = async (block, action, query) => (await tell("suggest", { ...where, block, action, query })).options ?? [];
  return { id, reader: screen, values, act, suggest };
}

function byline(message, name, screen) {
  const moment = Math.floor(Number(message.ts));
  return h(
    "p",
    { class: "byline" },
    h("b", {}, name),
    message.app && h("span", { class: "badge" }, "APP"),
    h("time", { title: full(moment, screen.me) }, clock(moment, screen.me)),
    message.edited && h("small", {}, "(edited)"),
  );
}

function attachment(file) {
  const size = file.size < 1024 ? `${file.size} bytes` : `${(file.size / 1024).toFixed(1)} kB`;
  const words = h("span", {}, h("b", {}, file.title), h("small", {}, `${file.name} · ${size}`));
  return h("a", { class: "file", href: file.path, download: file.name }, h("span", { "aria-hidden": "true" }, "📄"), words);
}

/** What shows when the pointer is on a message: its thread, and the shortcuts of the app. */
function tools(message, screen, answer) {
  const offered = screen.shortcuts.filter((one) => one.type === "message");
  const items = offered.map((one) => ({
    label: [one.name, h("small", {}, screen.app.name)],
    use: async () => {
      const said = { channel: message.channel, ts: message.ts, callback: one.callback_id };
      complain(await tell("shortcut", said), screen.app);
    },
  }));
  const reply = h("button", { type: "button", class: "button", title: "Reply in thread", "aria-label": "Reply in thread", onclick: answer }, "💬");
  return h("div", { class: "tools" }, reply, items.length ? menu("More actions", "⋮", items) : null);
}
