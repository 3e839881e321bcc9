// Blocks as a person sees them. What is not played here is shown by the words in it.
//
// `place` says where they stand: {id, reader, values, errors, drafts, act, suggest}. A field gets an
// `at` from it: {id, reader, now, error, commit, draft, suggest, …}.

import { h, toast } from "./dom.js";
import { pressed } from "./buttons.js";
import { field, isGroup } from "./fields.js";
import { mrkdwn, plain } from "./mrkdwn.js";

/** One block as an element. */
export function drawn(block, place) {
  return (BLOCKS[block.type] ?? unknown)(block, place);
}

/** A text object as nodes. */
export function text(object, reader) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, reader) : plain(object.text);
}

/** What an element needs to know of the place it stands in. */
function seat(element, block, place, label) {
  const silent = block.type === "input" && !block.dispatch_action && place.drafts;
  const key = `${block.block_id}/${element.action_id}`;
  const id = `${place.id}-${block.block_id}-${element.action_id}`;
  const state = Object.entries(place.values[block.block_id]?.[element.action_id] ?? {});
  const known = state.find(([name]) => name !== "type" && name !== "timezone")?.[1];
  const error = place.errors?.[block.block_id];
  const act = (value) => place.act(block.block_id, element.action_id, value);
  const draft = (value) => place.drafts?.set(key, { block: block.block_id, silent, value });
  return {
    id,
    label,
    error,
    reader: place.reader,
    required: block.type === "input" && !block.optional,
    now: place.drafts?.has(key) ? place.drafts.get(key).value : known,
    described: block.type === "input" && (error || block.hint) ? `${id}-said` : null,
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
  const id = `${place.id}-${block.block_id}-${element.action_id}`;
  const error = place.errors?.[block.block_id];
  const label = [plain(block.label.text), block.optional && h("small", {}, " (optional)")];
  const said = error
    ? h("p", { class: "error", id: `${id}-said`, role: "alert" }, error)
    : block.hint && h("p", { class: "hint", id: `${id}-said` }, plain(block.hint.text));
  const made = inside(element, block, place, block.label.text);
  if (isGroup(element)) return h("fieldset", { class: "input" }, h("legend", {}, label), made, said);
  return h("div", { class: "input" }, h("label", { for: id }, label), made, said);
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
