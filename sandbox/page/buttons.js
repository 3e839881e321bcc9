// What a person presses: buttons, overflow menus, and the dialog that asks before.

import { float, h, sink } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

/** The button or menu of an element, or nothing where it is none. */
export function pressed(element, at) {
  if (element.type === "button") return button(element, at);
  if (element.type === "overflow") return overflow(element, at);
  return undefined;
}

function button(element, at) {
  const press = async (event) => {
    const self = event.currentTarget;
    if (self.getAttribute("aria-busy") || !(await agreed(element.confirm, at.reader))) return;
    if (element.url && /^https?:/.test(element.url)) window.open(element.url, "_blank", "noopener");
    self.setAttribute("aria-busy", "true");
    await at.commit(null);
    self.removeAttribute("aria-busy");
  };
  const style = `button ${element.style ?? ""}`;
  const label = element.accessibility_label;
  return h("button", { type: "button", id: at.id, class: style, "aria-label": label, onclick: press }, plain(element.text.text));
}

function overflow(element, at) {
  const items = element.options.map((option) => ({
    label: plain(option.text.text),
    use: async () => {
      if (await agreed(element.confirm, at.reader)) await at.commit(option);
    },
  }));
  return menu("More", "⋯", items, at.id);
}

/** A button that opens a menu of `{label, use}`. */
export function menu(name, sign, items, id = null) {
  const list = h("ul", { role: "menu", class: "menu", popover: "manual" });
  const opener = h("button", { type: "button", id, class: "button more", title: name, "aria-label": name, "aria-haspopup": "menu" }, sign);
  const rows = items.map((item) => h("li", { role: "menuitem", tabindex: "-1", onclick: () => choose(item) }, item.label));
  const close = () => {
    sink(list);
    opener.setAttribute("aria-expanded", "false");
  };
  function choose(item) {
    close();
    opener.focus();
    item.use();
  }
  list.append(...rows);
  list.addEventListener("focusout", (event) => list.contains(event.relatedTarget) || close());
  list.addEventListener("keydown", (event) => {
    const here = rows.indexOf(document.activeElement);
    if (event.key === "ArrowDown") rows[(here + 1) % rows.length].focus();
    else if (event.key === "ArrowUp") rows[(here - 1 + rows.length) % rows.length].focus();
    else if (event.key === "Enter" || event.key === " ") rows[here]?.click();
    else if (event.key === "Escape") opener.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  opener.addEventListener("click", () => {
    float(list, opener);
    opener.setAttribute("aria-expanded", "true");
    rows[0].focus();
  });
  return h("span", { class: "overflow" }, opener, list);
}

/** Whether the person agrees; at once where there is nothing to ask. */
function agreed(confirm, reader) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((settle) => {
    const text = confirm.text.type === "mrkdwn" ? mrkdwn(confirm.text.text, reader) : plain(confirm.text.text);
    const yes = `button ${confirm.style === "danger" ? "danger full" : "primary"}`;
    const dialog = h(
      "dialog",
      { class: "confirm", "aria-label": confirm.title.text, onclose: () => finish(dialog, settle) },
      h(
        "form",
        { method: "dialog" },
        h("h2", {}, confirm.title.text),
        h("p", {}, text),
        h(
          "div",
          { class: "foot" },
          h("button", { class: "button", value: "no" }, confirm.deny?.text ?? "Cancel"),
          h("button", { class: yes, value: "yes", autofocus: true }, confirm.confirm?.text ?? "Yes"),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

function finish(dialog, settle) {
  dialog.remove();
  settle(dialog.returnValue === "yes");
}
