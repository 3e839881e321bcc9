// Slack's markup as nodes: styles, mentions, links, dates in the reader's zone, emoji. Never as HTML.

import { dated, full } from "./dates.js";
import { h } from "./dom.js";
import { sign } from "./emoji.js";

const PATTERNS = [
  [/`([^`\n]+)`/, (found) => h("code", {}, decoded(found[1]))],
  [/<([^<>\n]+)>/, (found, reader) => mark(found[1], reader)],
  [/:([a-z0-9_+-]+):/, (found) => emoji(found[1])],
  [/(?<![\w*_~`])\*(?=\S)([^\n]*?\S)\*(?![\w*_~`])/, (found, reader) => h("b", {}, inline(found[1], reader))],
  [/(?<![\w*_~`])_(?=\S)([^\n]*?\S)_(?![\w*_~`])/, (found, reader) => h("i", {}, inline(found[1], reader))],
  [/(?<![\w*_~`])~(?=\S)([^\n]*?\S)~(?![\w*_~`])/, (found, reader) => h("s", {}, inline(found[1], reader))],
];

/** The markup as nodes for that reader: `{me, people, channels, app}`. */
export function mrkdwn(text, reader) {
  return text.split(/```/).map((piece, number) => {
    if (number % 2) return h("pre", {}, decoded(piece.replace(/^\n|\n$/g, "")));
    return lines(piece, reader);
  });
}

/** Plain text with its emoji, as Slack shows `plain_text`. */
export function plain(text) {
  const nodes = [];
  for (const [number, piece] of text.split(/:([a-z0-9_+-]+):/).entries()) {
    nodes.push(number % 2 ? emoji(piece) : piece);
  }
  return nodes;
}

function lines(text, reader) {
  const nodes = [];
  let quote = true; // a quotation breaks the line by itself
  for (const line of text.split("\n")) {
    if (!quote) nodes.push("\n");
    quote = /^(?:>|&gt;) ?(.*)$/.exec(line);
    nodes.push(quote ? h("blockquote", {}, inline(quote[1], reader)) : inline(line, reader));
  }
  return nodes;
}

function inline(text, reader) {
  const nodes = [];
  let rest = text;
  while (rest) {
    let first = null;
    for (const [pattern, make] of PATTERNS) {
      const found = pattern.exec(rest);
      if (found && (!first || found.index < first.found.index)) first = { found, make };
    }
    if (!first) break;
    nodes.push(decoded(rest.slice(0, first.found.index)), first.make(first.found, reader));
    rest = rest.slice(first.found.index + first.found[0].length);
  }
  return [...nodes, decoded(rest)];
}

function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function emoji(name) {
  const drawn = sign(name);
  return drawn ? h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, drawn) : `:${name}:`;
}

/** What stands between `<` and `>`. */
function mark(inside, reader) {
  const [target, label] = split(inside, "|");
  const kind = target[0];
  const name = target.slice(1);
  if (name.startsWith("date^")) return date(name, label, reader);
  if (kind === "@") return mention(name, label, reader);
  if (kind === "#") {
    const channel = reader.channels.find((one) => one.id === name);
    return h("span", { class: "mention" }, `#${channel?.name ?? (label || name)}`);
  }
  if (kind === "!") return h("span", { class: "mention loud" }, decoded(label || `@${name}`));
  return link(target, label);
}

function split(text, sep) {
  const at = text.indexOf(sep);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function mention(id, label, reader) {
  const person = [...reader.people, { id: reader.app.id, real_name: reader.app.name }].find((one) => one.id === id);
  const mine = id === reader.me.id;
  return h("span", { class: mine ? "mention loud" : "mention" }, `@${person?.real_name ?? (label || id)}`);
}

function date(name, label, reader) {
  const [, moment, form, address] = name.split("^");
  const seconds = Number(moment);
  if (!Number.isInteger(seconds)) return decoded(label);
  const attributes = { datetime: new Date(seconds * 1000).toISOString(), title: full(seconds, reader.me) };
  const time = h("time", attributes, dated(seconds, form, reader.me));
  return address && /^https?:/.test(address) ? h("a", outside(address), time) : time;
}

function link(target, label) {
  const text = decoded(label || target.replace(/^mailto:/, ""));
  return /^(https?|mailto|tel):/.test(target) ? h("a", outside(decoded(target)), text) : text;
}

function outside(address) {
  return { href: address, target: "_blank", rel: "noopener noreferrer" };
}
