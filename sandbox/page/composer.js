// Where you write: text, slash commands with their completion, people by name.

import { complain } from "./blocks.js";
import { h, toast } from "./dom.js";
import { tell } from "./talk.js";

const NOT_A_COMMAND = "is not a valid command. Messages that start with “/” are read as commands.";
let screen = null;
let channel = null;
let choices = [];
let active = 0;
const typed = []; // what you ran before, the newest last
let back = 0;

const list = h("ul", { role: "listbox", id: "completion", class: "menu", "aria-label": "Completion", hidden: true });
const input = h("textarea", {
  id: "words",
  rows: 1,
  role: "combobox",
  "aria-expanded": "false",
  "aria-autocomplete": "list",
  "aria-controls": "completion",
  autocomplete: "off",
  spellcheck: "false",
});

/** Put it into the form; `run` gets `{channel, command, text}`. */
export function compose(form, run) {
  form.append(list, input, h("button", { class: "button primary", "aria-label": "Send" }, "➤"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(run);
  });
  input.addEventListener("input", () => {
    grow();
    complete();
  });
  input.addEventListener("keydown", (event) => key(event, form));
  input.addEventListener("blur", () => hide());
}

/** Say where it writes to; without a channel it is not shown. */
export function writeTo(form, now, place) {
  screen = now;
  if (channel?.id !== place.channel?.id) hide();
  channel = place.channel;
  form.hidden = !channel;
  if (!channel) return;
  const words = `Message ${channel.im ? screen.app.name : `#${channel.name}`}`;
  input.placeholder = screen.commands.length ? `${words}, or / for a command` : words;
  input.setAttribute("aria-label", words);
}

/** Put the cursor there. */
export function write() {
  input.focus();
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

function send(run) {
  const text = input.value.trim();
  if (!text) return;
  const [, command, rest] = /^(\/\S+)\s*([^]*)$/.exec(text) ?? [];
  if (command && screen.commands.length && !screen.commands.some((one) => one.command === command)) {
    toast(`${command} ${NOT_A_COMMAND}`);
    return;
  }
  typed.push(text);
  back = 0;
  input.value = "";
  grow();
  hide();
  if (command) run({ channel: channel.id, command, text: rest });
  else tell("say", { channel: channel.id, text });
}

/** What could stand where the cursor is: `{label, note, done, use}`; `done` where it stands there already. */
function offered() {
  const before = input.value.slice(0, input.selectionStart);
  const command = /^\/([\w-]*)$/.exec(before);
  if (command) return [...commands(before), ...globals(command[1])];
  const name = /(?:^|\s)@(\w*)$/.exec(before);
  if (!name) return [];
  const fits = (one) => one.toLowerCase().startsWith(name[1].toLowerCase());
  const people = [...screen.people.map((one) => one.real_name), screen.app.name].filter(fits);
  return people.map((one) => ({
    label: `@${one}`,
    done: one.toLowerCase() === name[1].toLowerCase(),
    use: () => put(`@${one} `, name[1].length + 1),
  }));
}

function commands(before) {
  const fitting = screen.commands.filter((one) => one.command.startsWith(before));
  return fitting.map((one) => ({
    label: one.command,
    hint: one.usage_hint,
    note: one.description,
    done: one.command === before,
    use: () => put(`${one.command} `, before.length),
  }));
}

function globals(typed) {
  const all = screen.shortcuts.filter((one) => one.type === "global");
  const fitting = all.filter((one) => one.name.toLowerCase().includes(typed.toLowerCase()));
  return fitting.map((one) => ({
    label: `⚡ ${one.name}`,
    note: one.description,
    use: async () => {
      input.value = "";
      complain(await tell("global_shortcut", { callback: one.callback_id }), screen.app);
    },
  }));
}

function put(text, instead) {
  const at = input.selectionStart;
  input.setRangeText(text, at - instead, at, "end");
  input.focus();
}

function complete() {
  choices = offered();
  active = 0;
  list.hidden = !choices.length;
  input.setAttribute("aria-expanded", String(choices.length > 0));
  list.replaceChildren(...choices.map(row));
  point();
}

function row(one, number) {
  const attributes = { role: "option", id: `completion-${number}`, onmousedown: (event) => event.preventDefault() };
  const label = h("span", {}, h("b", {}, one.label), one.hint && ` ${one.hint}`);
  return h("li", { ...attributes, onclick: () => use(one) }, label, one.note && h("small", {}, one.note));
}

function use(one) {
  hide();
  one.use();
}

function hide() {
  choices = [];
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function point() {
  for (const [number, element] of [...list.children].entries()) {
    element.setAttribute("aria-selected", String(number === active));
    if (number === active) element.scrollIntoView({ block: "nearest" });
  }
  if (choices.length) input.setAttribute("aria-activedescendant", `completion-${active}`);
}

function key(event, form) {
  if (event.isComposing) return;
  const chosen = choices[active];
  if (event.key === "Enter" && !event.shiftKey) {
    if (chosen && !chosen.done) use(chosen);
    else form.requestSubmit();
  } else if (event.key === "Tab" && chosen && !event.shiftKey) use(chosen);
  else if (event.key === "Escape" && chosen) hide();
  else if (event.key === "ArrowDown" && chosen) step(1);
  else if (event.key === "ArrowUp" && chosen) step(-1);
  else if (event.key === "ArrowUp" && (!input.value || back)) recall(1);
  else if (event.key === "ArrowDown" && back) recall(-1);
  else return;
  event.preventDefault();
}

function step(by) {
  active = (active + by + choices.length) % choices.length;
  point();
}

/** What you ran before, as in a shell. */
function recall(by) {
  back = Math.max(0, Math.min(typed.length, back + by));
  input.value = back ? typed.at(-back) : "";
  grow();
}
