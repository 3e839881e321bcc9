// The modal on top, as a dialog: its fields, what is half filled in, its errors.

import { drawn } from "./blocks.js";
import { h, keep } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { tell } from "./talk.js";

const drafts = new Map(); // of the modal on top: `block/action` to what stands there
let shown = null; // its id
let trouble = "";
let dialog = null;

/** Show the modal of that screen, or none; the modal. */
export function showModal(screen, draw) {
  const view = screen.modal;
  if (view?.id !== shown) {
    drafts.clear();
    trouble = "";
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
  const fresh = !dialog.firstChild;
  if (fresh) dialog.append(form());
  const close = view.close?.text ?? "Cancel";
  const parts = dialog.querySelectorAll(".head, .body, .foot");
  const depth = view.depth > 1 && h("small", {}, `${view.depth} of 3`);
  parts[0].replaceChildren(h("h2", { id: "modal-title" }, plain(view.title.text)), depth || "", cross(view));
  const hadErrors = dialog.querySelector(".error") !== null;
  const bodies = view.blocks.map((block) => ({
    key: block.block_id,
    sign: JSON.stringify([block, view.errors[block.block_id], screen.people]),
    make: () => drawn(block, place(view, screen)),
  }));
  const banner = { key: "trouble", sign: trouble, make: () => h("p", { class: "trouble", role: "alert" }, trouble) };
  keep(parts[1], trouble ? [banner, ...bodies] : bodies);
  const buttons = [h("button", { type: "button", class: "button", id: "modal-close", onclick: () => tell("close", { view: view.id }) }, close)];
  if (view.submit) buttons.push(h("button", { class: "button primary", id: "modal-submit" }, plain(view.submit.text)));
  keep(parts[2], buttons.map((button) => ({ key: button.id, sign: button.textContent, make: () => button })));
  dialog.querySelector("form").onsubmit = (event) => submit(event, view, () => draw());
  if (fresh) first(dialog)?.focus();
  else if (!hadErrors && Object.keys(view.errors).length) dialog.querySelector("[aria-invalid]")?.focus();
}

function form() {
  return h("form", { novalidate: true }, h("div", { class: "head" }), h("div", { class: "body" }), h("div", { class: "foot" }));
}

function first(within) {
  return within.querySelector("[autofocus]") ?? within.querySelector(".body :is(input, select, textarea, button)") ?? within.querySelector(".foot button:last-child");
}

function cross(view) {
  const close = () => tell("close", { view: view.id });
  return h("button", { type: "button", class: "cross", "aria-label": "Close this", onclick: close }, "×");
}

/** What stands in the fields that tell nobody of themselves, as far as the view still has them. */
function fields(view) {
  const there = new Set(view.blocks.map((block) => `${block.block_id}/${block.element?.action_id}`));
  const mine = [...drafts].filter(([key, one]) => one.silent && there.has(key));
  return Object.fromEntries(mine.map(([, one]) => [one.block, one.value]));
}

async function submit(event, view, redraw) {
  event.preventDefault();
  const form = event.currentTarget;
  if (!view.submit || form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const done = await tell("submit", { view: view.id, fields: fields(view) });
  form.removeAttribute("aria-busy");
  trouble = done.refusal ?? "";
  redraw();
}

function place(view, screen) {
  const act = async (block, action, value) => {
    const done = await tell("act", { view: view.id, block, action, value, fields: fields(view) });
    trouble = done.refusal ? `${screen.app.name} did not answer: ${done.refusal}` : "";
    return done;
  };
  const suggest = async (block, action, query) =>
    (await tell("suggest", { view: view.id, block, action, query })).options ?? [];
  return { id: view.id, reader: screen, values: view.values, errors: view.errors, drafts, act, suggest };
}
