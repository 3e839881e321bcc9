// What stands in a channel, or in Home: messages and their threads, the commands you ran, how long each took.

import { drawn, sign } from "./blocks.js";
import { h, keep } from "./dom.js";
import { authorOf, drawnMessage, placeOf } from "./message.js";
import { mrkdwn } from "./mrkdwn.js";
import { tell } from "./talk.js";

let answered = null; // the message in whose thread you write just now

/** Show the messages of that channel, oldest first; `pending` are commands that wait for an answer. */
export function showChannel(timeline, screen, channel, pending, draw) {
  timeline.setAttribute("role", "log");
  const write = (message) => {
    answered = message;
    draw();
    document.getElementById("answer")?.focus();
  };
  const items = [
    ...screen.messages.filter((one) => one.channel === channel.id).map((one) => messageItem(one, screen, write)),
    ...screen.runs.filter((one) => one.channel === channel.id).map((one) => runItem(one, screen)),
    ...(answered?.channel === channel.id ? [answerItem(answered, screen, write)] : []),
  ].sort((one, other) => (one.order < other.order ? -1 : 1));
  const done = (one) => screen.runs.some((run) => run.command === one.command && run.ts > one.after);
  const waiting = pending.filter((one) => one.channel === channel.id && !done(one)).map(waitingItem);
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
    sign: sign(block),
    make: () => h("div", { class: "body home" }, drawn(block, place)),
  }));
  keep(timeline, blocks);
}

function hello(channel, screen) {
  if (channel.im) return `Here ${screen.app.name} and you talk alone.`;
  const example = screen.commands[0];
  return example ? `Nothing here yet. Try ${example.command} ${example.usage_hint ?? ""}` : "Nothing here yet.";
}

function messageItem(message, screen, write) {
  const root = message.thread ?? message.ts;
  const first = screen.messages.find((one) => one.channel === message.channel && one.ts === root) ?? message;
  const make = () => drawnMessage(message, screen, () => write({ ...first, ts: root }));
  return { order: `${root} ${message.ts}`, key: message.ts, sign: JSON.stringify(message), make };
}

/** Where you write into a thread: below all that stands in it. */
function answerItem(message, screen, write) {
  const label = `Reply to ${authorOf(message, screen)}`;
  const input = h("input", { id: "answer", class: "field", "aria-label": label, placeholder: "Reply…", autocomplete: "off" });
  input.addEventListener("keydown", (event) => event.key === "Escape" && write(null));
  const send = (event) => {
    event.preventDefault();
    if (input.value.trim()) tell("reply", { channel: message.channel, ts: message.ts, text: input.value.trim() });
    input.value = "";
  };
  const make = () => h("form", { class: "answering", onsubmit: send }, input, h("button", { class: "button primary" }, "Reply"));
  return { order: `${message.ts} ~`, key: "answering", sign: message.ts, make };
}

function runItem(run, screen) {
  return { order: `${run.ts} ${run.ts}`, key: `run-${run.ts}`, sign: JSON.stringify(run), make: () => drawnRun(run, screen) };
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
