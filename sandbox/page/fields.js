// The elements a person fills in or chooses from. Each commits its choice as Slack would note it down.

import { combo } from "./combo.js";
import { fromWall, toWall } from "./dates.js";
import { h } from "./dom.js";
import { plain } from "./mrkdwn.js";

/** The field of an element, or nothing where it is none. `at` is its place: see `blocks.js`. */
export function field(element, at) {
  const make = FIELDS[element.type];
  return make && make(element, at);
}

/** Whether several things stand in it, so that it wants a legend and not a label. */
export function isGroup(element) {
  return element.type === "checkboxes" || element.type === "radio_buttons";
}

function words(text) {
  return text?.text ?? "";
}

function attributes(element, at) {
  return {
    id: at.id,
    class: "field",
    placeholder: words(element.placeholder) || null,
    "aria-label": at.label ? null : words(element.placeholder) || element.action_id,
    "aria-required": at.required ? "true" : null,
    autofocus: element.focus_on_load,
  };
}

function text(type) {
  return (element, at) => {
    const shared = {
      ...attributes(element, at),
      value: at.now ?? "",
      maxlength: element.max_length,
      oninput: (event) => at.draft(event.target.value || null, element.dispatch_action_config),
      onchange: (event) => at.commit(event.target.value || null),
    };
    if (element.multiline) return h("textarea", { ...shared, rows: 4 });
    if (type !== "number") return h("input", { ...shared, type });
    const step = element.is_decimal_allowed ? "any" : "1";
    return h("input", { ...shared, type, step, min: element.min_value, max: element.max_value });
  };
}

function picker(type) {
  return (element, at) => {
    const input = h("input", {
      ...attributes(element, at),
      type,
      value: at.now ?? "",
      onchange: (event) => at.commit(event.target.value || null),
    });
    return element.timezone ? h("span", { class: "beside" }, input, h("small", {}, element.timezone)) : input;
  };
}

function moment(element, at) {
  const commit = (event) => at.commit(event.target.value ? fromWall(event.target.value, at.reader.me) : null);
  const value = at.now ? toWall(at.now, at.reader.me) : "";
  const input = h("input", { ...attributes(element, at), type: "datetime-local", value, onchange: commit });
  return h("span", { class: "beside" }, input, h("small", {}, at.reader.me.tz));
}

/** Whether they are one option: its words may have changed since it was chosen. */
export function same(one, other) {
  return one?.value === other?.value;
}

function select(element, at) {
  const options = allOptions(element);
  const row = (option) => h("option", { value: options.indexOf(option), selected: same(option, at.now) }, words(option.text));
  const groups = element.option_groups?.map((group) => h("optgroup", { label: words(group.label) }, group.options.map(row)));
  const none = h("option", { value: "" }, words(element.placeholder) || "Choose…");
  const commit = (event) => at.commit(options[event.target.value] ?? null);
  const { placeholder, ...rest } = attributes(element, at);
  return h("select", { ...rest, onchange: commit }, none, groups ?? options.map(row));
}

/** Every option of an element, in groups or not. */
export function allOptions(element) {
  return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
}

function optionChoice(option) {
  return { key: option.value, label: words(option.text), note: words(option.description), value: option };
}

function matching(choices) {
  return (query) => choices.filter((one) => one.label.toLowerCase().includes(query.toLowerCase()));
}

/** A combo over choices; `external` asks the app for them. */
function choosing(many, choicesOf, external = false) {
  return (element, at) => {
    const choices = external ? [] : choicesOf(at, element);
    const known = (value) =>
      choices.find((one) => one.key === (value.value ?? value)) ?? (value.text ? optionChoice(value) : { key: value, label: value, value });
    const { placeholder, id, class: _, ...rest } = attributes(element, at);
    return combo({
      id,
      many,
      chosen: [at.now ?? []].flat().map(known),
      offer: external ? async (query) => (await at.suggest(query)).map(optionChoice) : matching(choices),
      commit: (taken) => at.commit(many ? taken.map((one) => one.value) : (taken[0]?.value ?? null)),
      placeholder: placeholder ?? (external ? "Type to search" : "Choose…"),
      most: element.max_selected_items,
      attributes: rest,
    });
  };
}

function ofOptions(_at, element) {
  return allOptions(element).map(optionChoice);
}

function people(at) {
  return at.reader.people.map((one) => ({ key: one.id, label: one.real_name, note: one.tz, value: one.id }));
}

function channels(at) {
  const open = at.reader.channels.filter((one) => !one.im);
  return open.map((one) => ({ key: one.id, label: `#${one.name}`, value: one.id }));
}

function ticks(type) {
  return (element, at) => {
    const now = [at.now ?? []].flat();
    const rows = element.options.map((option, number) => {
      const checked = now.some((one) => same(one, option));
      const input = h("input", { type, name: at.id, id: number ? null : at.id, checked, "data-at": number });
      const note = option.description && h("small", {}, words(option.description));
      return h("label", { class: "tick" }, input, h("span", {}, plain(words(option.text)), note));
    });
    const commit = (event) => {
      const taken = [...event.currentTarget.querySelectorAll(":checked")].map((one) => element.options[one.dataset.at]);
      at.commit(type === "radio" ? (taken[0] ?? null) : taken);
    };
    return h("div", { class: "ticks", onchange: commit }, rows);
  };
}

const FIELDS = {
  plain_text_input: text("text"),
  email_text_input: text("email"),
  url_text_input: text("url"),
  number_input: text("number"),
  datepicker: picker("date"),
  timepicker: picker("time"),
  datetimepicker: moment,
  static_select: select,
  external_select: choosing(false, null, true),
  users_select: choosing(false, people),
  channels_select: choosing(false, channels),
  conversations_select: choosing(false, channels),
  multi_static_select: choosing(true, ofOptions),
  multi_external_select: choosing(true, null, true),
  multi_users_select: choosing(true, people),
  multi_channels_select: choosing(true, channels),
  multi_conversations_select: choosing(true, channels),
  checkboxes: ticks("checkbox"),
  radio_buttons: ticks("radio"),
};
