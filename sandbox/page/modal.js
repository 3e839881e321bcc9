// The modal on top, as a dialog: its fields, what is half filled in, its errors.

import { drawn, sign, told } from "./blocks.js";
import { h, keep } from "./dom.js";
import { allOptions, same } from "./fields.js";
import { plain } from "./mrkdwn.js";
import { tell } from "./talk.js";

const drafts = new Map(); // of the modal on top: `block/action` to what stands there
let shown = null; // its id
let trouble = "";
let dialog = null;
let turn = Promise.resolve(); // settles when the app has answered all that was sent from this modal

/** Show the modal of that screen, or none; the modal. */
export function showModal(screen, draw) {
  const view = screen.modal;
  if (view?.id !== shown) {
    drafts.clear();
    trouble = "";
    turn = Promise.resolve();
    shown = view?.id ?? null;
    dialog?.close(); // gives the focus back to where it was
    dialog?.remove();
    dialog = view && frame();
    if (dialog) {
      document.body.append(dialog);
      dialog.showModal();
    }
  }
  if (view) fill(view, screen, draw);
  return view;
}

function frame() {
  const made = h("dialog", { class: "modal", "aria-labelledby": "modal-title" });
  made.addEventListener("cancel", (event) => {
    event.preventDefault();
    tell("close", { view: shown });
  });
  made.addEventListener("close", () => made.isConnected && made.showModal()); // only the app's answer closes it
  return made;
}

function fill(view, screen, draw) {
  forget(view);
  const fresh = !dialog.firstChild;
  if (fresh) dialog.append(form());
  const close = view.close?.text ?? "Cancel";
  const parts = dialog.querySelectorAll(".head, .body, .foot");
  keep(parts[0], heading(view));
  const hadErrors = dialog.querySelector(".error") !== null;
  const here = place(view, screen, draw);
  const bodies = view.blocks.map((block) => ({
    key: block.block_id,
    sign: sign([block, screen.people]),
    make: () => drawn(block, here),
    dress: (made) => told(made, block, here),
  }));
  const banner = { key: "trouble", sign: trouble, make: () => h("p", { class: "trouble", role: "alert" }, trouble) };
  keep(parts[1], trouble ? [banner, ...bodies] : bodies);
  forget(view); // once more: a field that goes while it has the focus commits what stands in it
  const buttons = [h("button", { type: "button", class: "button", id: "modal-close", onclick: () => tell("close", { view: view.id }) }, close)];
  if (view.submit) buttons.push(h("button", { class: "button primary", id: "modal-submit" }, plain(view.submit.text)));
  keep(parts[2], buttons.map((button) => ({ key: button.id, sign: button.textContent, make: () => button })));
  dialog.querySelector("form").onsubmit = (event) => submit(event, view, draw);
  if (fresh) first(dialog)?.focus();
  else if (!hadErrors && Object.keys(view.errors).length) dialog.querySelector("[aria-invalid]")?.focus();
}

function heading(view) {
  const { text } = view.title;
  const depth = `${view.depth} of 3`;
  return [
    { key: "title", sign: text, make: () => h("h2", { id: "modal-title" }, plain(text)) },
    ...(view.depth > 1 ? [{ key: "depth", sign: depth, make: () => h("small", {}, depth) }] : []),
    { key: "cross", sign: "", make: () => cross(view) },
  ];
}

function form() {
  return h("form", { novalidate: true }, h("div", { class: "head" }), h("div", { class: "body" }), h("div", { class: "foot" }));
}

function first(within) {
  return within.querySelector("[autofocus]") ?? within.querySelector(".body :is(input, select, textarea, button)") ?? within.querySelector(".foot button:last-child");
}

/** The cross takes all modals away, the button below only the one on top. */
function cross(view) {
  const close = () => tell("close", { view: view.id, all: view.depth > 1 });
  return h("button", { type: "button", class: "cross", "aria-label": "Close this", onclick: close }, "×");
}

/** Keep no draft of what the app took away: neither of a field, nor of an option that it no longer offers. */
function forget(view) {
  const there = new Map();
  for (const block of view.blocks) {
    for (const one of [block.element, block.accessory, ...(block.elements ?? [])]) {
      if (one?.action_id) there.set(`${block.block_id}/${one.action_id}`, one);
    }
  }
  for (const [key, { value }] of drafts) {
    const element = there.get(key);
    const among = element && !element.type.includes("external") ? allOptions(element) : [];
    const chosen = [value ?? []].flat().filter((one) => one?.value);
    if (!element || (among.length && !chosen.every((one) => among.some((option) => same(option, one))))) drafts.delete(key);
  }
}

/** What stands in the fields that tell nobody of themselves. */
function fields() {
  return Object.fromEntries([...drafts.values()].filter((one) => one.silent).map((one) => [one.block, one.value]));
}

/**
 * Tell it when the app has answered all that was told before, with what stands in the form then: of two
 * requests on the way one may overtake the other, and an older answer would stand over a newer one.
 * Nothing comes of it if the modal has gone meanwhile.
 */
async function inTurn(what, said, { view, draw, blame = "" }) {
  const gone = () => view.id !== shown;
  turn = turn.then(() => (gone() ? {} : tell(what, { ...said, view: view.id, fields: fields() })));
  const done = await turn;
  if (gone()) return {};
  trouble = done.refusal ? `${blame}${done.refusal}` : "";
  draw();
  return done;
}

async function submit(event, view, draw) {
  event.preventDefault();
  const form = event.currentTarget;
  if (!view.submit || form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  await inTurn("submit", {}, { view, draw });
  form.removeAttribute("aria-busy");
}

function place(view, screen, draw) {
  const blame = `${screen.app.name} did not answer: `;
  const act = (block, action, value) => inTurn("act", { block, action, value }, { view, draw, blame });
  const suggest = async (block, action, query) =>
    (await tell("suggest", { view: view.id, block, action, query })).options ?? [];
  return { id: view.id, reader: screen, values: view.values, errors: view.errors, drafts, act, suggest };
}
