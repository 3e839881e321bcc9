// Blocks as a person sees them. What is not played here is shown by the words in it.
//
// `place` says where they stand: {id, reader, values, errors, drafts, act, suggest}. A field gets an
// `at` from it: {id, reader, now, commit, draft, suggest, …}.

import { h, toast } from "./dom.js";
import { pressed } from "./buttons.js";
import { field, isGroup } from "./fields.js";
import { mrkdwn, plain } from "./mrkdwn.js";

/** One block as an element. */
export function drawn(block, place) {
  return (BLOCKS[block.type] ?? unknown)(block, place);
}

/**
 * What of a block makes it another one on the page. What a field begins with is no part of that: as in Slack,
 * a field that stays keeps what stands in it, and whoever types in it is not disturbed.
 */
export function sign(block) {
  return JSON.stringify(block, (key, value) => (key.startsWith("initial_") ? undefined : value));
}

/** Say below a field what is wrong with it, or else its hint; the field itself stays as it is. */
export function told(made, block, place) {
  const error = place.errors?.[block.block_id];
  const now = JSON.stringify([error, block.hint]);
  if (block.type !== "input" || made.told === now) return;
  made.told = now;
  made.querySelector(":scope > :is(.error, .hint)")?.remove();
  const field = idOf(block.element, block, place);
  const id = `${field}-said`;
  const hint = block.hint && h("p", { class: "hint", id }, plain(block.hint.text));
  const said = error ? h("p", { class: "error", id, role: "alert" }, error) : hint;
  if (said) made.append(said);
  const marks = { "aria-invalid": error ? "true" : null, "aria-describedby": said ? id : null };
  for (const [name, value] of Object.entries(marks)) {
    const marked = made.querySelector(`#${CSS.escape(field)}`);
    if (value) marked?.setAttribute(name, value);
    else marked?.removeAttribute(name);
  }
}

/** The id of an element on the page. */
function idOf(element, block, place) {
  return `${place.id}-${block.block_id}-${element.action_id}`;
}

/** A text object as nodes. */
export function text(object, reader) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, reader) : plain(object.text);
}

/** What an element needs to know of the place it stands in. */
function seat(element, block, place, label) {
  const silent = block.type === "input" && !block.dispatch_action && place.drafts;
  const key = `${block.block_id}/${element.action_id}`;
  const state = Object.entries(place.values[block.block_id]?.[element.action_id] ?? {});
  const known = state.find(([name]) => name !== "type" && name !== "timezone")?.[1];
  const act = (value) => place.act(block.block_id, element.action_id, value);
  const draft = (value) => place.drafts?.set(key, { block: block.block_id, silent, value });
  return {
    id: idOf(element, block, place),
    label,
    reader: place.reader,
    required: block.type === "input" && !block.optional,
    now: place.drafts?.has(key) ? place.drafts.get(key).value : known,
    suggest: (query) => place.suggest(block.block_id, element.action_id, query),
    commit: (value) => {
      if (element.type !== "button" && element.type !== "overflow") draft(value);
      return silent ? undefined : act(value);
    },
    draft: (value, config) => {
      draft(value);
      if (!silent && config?.trigger_actions_on?.includes("on_character_entered")) act(value);
    },
  };
}

function inside(element, block, place, label) {
  if (element.type === "mrkdwn" || element.type === "plain_text") return h("span", {}, text(element, place.reader));
  if (element.type === "image") return image(element);
  const at = seat(element, block, place, label);
  return pressed(element, at) ?? field(element, at) ?? h("span", { class: "unknown" }, `[${element.type}]`);
}

function image(element) {
  const address = element.image_url ?? "";
  const shown = /^(https?:|data:image\/)/.test(address);
  return shown ? h("img", { src: address, alt: element.alt_text, title: element.alt_text }) : h("span", {}, `[${element.alt_text}]`);
}

function section(block, place) {
  const fields = block.fields?.map((one) => h("div", { class: "prose" }, text(one, place.reader)));
  const words = block.text && h("div", { class: "prose" }, text(block.text, place.reader));
  return h(
    "div",
    { class: "section" },
    h("div", { class: "words" }, words, fields && h("div", { class: "pairs" }, fields)),
    block.accessory && h("div", { class: "accessory" }, inside(block.accessory, block, place)),
  );
}

function input(block, place) {
  const { element } = block;
  const label = [plain(block.label.text), block.optional && h("small", {}, " (optional)")];
  const inner = inside(element, block, place, block.label.text);
  const made = isGroup(element)
    ? h("fieldset", { class: "input" }, h("legend", {}, label), inner)
    : h("div", { class: "input" }, h("label", { for: idOf(element, block, place) }, label), inner);
  told(made, block, place);
  return made;
}

/** The words of what is not played here, wherever in it they stand. */
function unknown(block) {
  const found = [];
  const look = (node) => {
    if (Array.isArray(node)) node.forEach(look);
    else if (node && typeof node === "object") {
      if (typeof node.text === "string") found.push(node.text);
      Object.values(node).forEach(look);
    }
  };
  look(block);
  return h("div", { class: "prose unknown" }, `[${block.type}] ${found.join(" ")}`);
}

const BLOCKS = {
  section,
  input,
  header: (block) => h("h3", { class: "header" }, plain(block.text.text)),
  divider: () => h("hr"),
  context: (block, place) =>
    h("div", { class: "context" }, block.elements.map((one) => inside(one, block, place))),
  actions: (block, place) =>
    h("div", { class: "actions" }, block.elements.map((one) => inside(one, block, place))),
  image: (block) =>
    h("figure", {}, block.title && h("figcaption", {}, plain(block.title.text)), image(block)),
};

/** What there is to say where something was refused or came late. */
export function complain(done, app) {
  if (done.refusal) toast(`${app.name} did not answer as Slack wants: ${done.refusal}`);
}
