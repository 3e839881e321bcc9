// What stands in a channel, or in Home: messages, the commands you ran, and how long each answer took.

import { complain, drawn } from "./blocks.js";
import { clock, full } from "./dates.js";
import { h, keep } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { tell } from "./talk.js";

/** Show the messages of that channel, oldest first; `pending` are commands that wait for an answer. */
export function showChannel(timeline, screen, channel, pending) {
  timeline.setAttribute("role", "log");
  const items = [
    ...screen.messages.filter((one) => one.channel === channel.id).map((one) => messageItem(one, screen)),
    ...screen.runs.filter((one) => one.channel === channel.id).map((one) => runItem(one, screen)),
  ].sort((one, other) => (one.ts < other.ts ? -1 : 1));
  const answered = (one) => screen.runs.some((run) => run.command === one.command && run.ts > one.after);
  const waiting = pending.filter((one) => one.channel === channel.id && !answered(one)).map(waitingItem);
  const nothing = { key: "empty", sign: channel.id, make: () => h("p", { class: "empty" }, hello(channel, screen)) };
  const atEnd = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < 80;
  const shown = [...items, ...waiting];
  const grew = shown.length > timeline.childElementCount;
  keep(timeline, shown.length ? shown : [nothing]);
  if (atEnd || (grew && waiting.length)) timeline.scrollTop = timeline.scrollHeight;
}

/** Show the Home that the app published for you. */
export function showHome(timeline, screen) {
  const { home, app } = screen;
  timeline.removeAttribute("role");
  if (!home) {
    const words = `${app.name} has not published a Home for you yet.`;
    keep(timeline, [{ key: "empty", sign: "home", make: () => h("p", { class: "empty" }, words) }]);
    return;
  }
  const place = placeOf({ view: home.id }, home.id, screen, home.values);
  const blocks = home.blocks.map((block) => ({
    key: block.block_id,
    sign: JSON.stringify(block),
    make: () => h("div", { class: "body home" }, drawn(block, place)),
  }));
  keep(timeline, blocks);
}

function hello(channel, screen) {
  if (channel.im) return `Here ${screen.app.name} and you talk alone.`;
  const example = screen.commands[0];
  return example ? `Nothing here yet. Try ${example.command} ${example.usage_hint ?? ""}` : "Nothing here yet.";
}

function messageItem(message, screen) {
  return { ts: message.ts, key: message.ts, sign: JSON.stringify(message), make: () => drawnMessage(message, screen) };
}

function drawnMessage(message, screen) {
  const author = screen.people.find((one) => one.id === message.author);
  const name = message.app ? screen.app.name : (author?.real_name ?? message.author);
  const moment = Math.floor(Number(message.ts));
  const place = placeOf({ channel: message.channel, ts: message.ts }, message.ts, screen, message.values);
  const blocks = message.blocks.map((block) => drawn(block, place));
  return h(
    "article",
    { class: message.only_for_me ? "message private" : "message", "aria-label": `${name}: ${message.text}` },
    face(name, message.app ? "app" : message.author),
    h(
      "div",
      { class: "body" },
      message.only_for_me && h("p", { class: "note" }, "Only visible to you"),
      h(
        "p",
        { class: "byline" },
        h("b", {}, name),
        message.app && h("span", { class: "badge" }, "APP"),
        h("time", { title: full(moment, screen.me) }, clock(moment, screen.me)),
        message.edited && h("small", {}, "(edited)"),
        shortcuts(message, screen),
      ),
      blocks.length ? blocks : h("div", { class: "prose" }, mrkdwn(message.text, screen)),
    ),
  );
}

/** A round sign for a name, in a colour of its own. */
export function face(name, id) {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 5, 7);
  return h("span", { class: `face tint-${id === "app" ? "app" : hue}`, "aria-hidden": "true" }, name[0]);
}

function shortcuts(message, screen) {
  const offered = screen.shortcuts.filter((one) => one.type === "message");
  return offered.map((one) => {
    const use = async () => {
      const said = { channel: message.channel, ts: message.ts, callback: one.callback_id };
      complain(await tell("message_shortcut", said), screen.app);
    };
    return h("button", { type: "button", class: "shortcut", title: one.description, onclick: use }, one.name);
  });
}

function runItem(run, screen) {
  return { ts: run.ts, key: `run-${run.ts}`, sign: JSON.stringify(run), make: () => drawnRun(run, screen) };
}

function drawnRun(run, screen) {
  const words = run.refusal ? `${run.command} failed with the error “${run.refusal}”` : "answered";
  return h(
    "p",
    { class: run.late || run.refusal ? "run bad" : "run" },
    h("code", {}, typed(run.typed, screen)),
    h("span", {}, `${words} in ${taken(run.milliseconds)}`),
  );
}

/** What was typed, with names for the ids that Slack made of them. */
function typed(words, screen) {
  return words.split(/(<[@#][^<>]+>)/).map((piece, number) => (number % 2 ? mrkdwn(piece, screen) : piece));
}

function waitingItem(run) {
  const make = () => h("p", { class: "run", "aria-busy": "true" }, h("code", {}, run.typed), h("span", {}, "…"));
  return { key: `waiting-${run.number}`, sign: run.typed, make };
}

/** A time in words: milliseconds while they are few. */
export function taken(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function placeOf(where, id, screen, values) {
  const act = async (block, action, value) => complain(await tell("act", { ...where, block, action, value }), screen.app);
  const suggest = async (block, action, query) => (await tell("suggest", { ...where, block, action, query })).options ?? [];
  return { id, reader: screen, values, act, suggest };
}
