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
  const menu = h("ul", { role: "menu", class: "menu", popover: "manual" });
  const opener = h("button", { type: "button", id: at.id, class: "button more", "aria-label": "More", "aria-haspopup": "menu" }, "⋯");
  const items = element.options.map((option) =>
    h("li", { role: "menuitem", tabindex: "-1", onclick: () => choose(option) }, plain(option.text.text)),
  );
  const close = () => {
    sink(menu);
    opener.setAttribute("aria-expanded", "false");
  };
  async function choose(option) {
    close();
    opener.focus();
    if (await agreed(element.confirm, at.reader)) await at.commit(option);
  }
  menu.append(...items);
  menu.addEventListener("focusout", (event) => menu.contains(event.relatedTarget) || close());
  menu.addEventListener("keydown", (event) => {
    const here = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown") items[(here + 1) % items.length].focus();
    else if (event.key === "ArrowUp") items[(here - 1 + items.length) % items.length].focus();
    else if (event.key === "Enter" || event.key === " ") items[here]?.click();
    else if (event.key === "Escape") opener.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  opener.addEventListener("click", () => {
    float(menu, opener);
    opener.setAttribute("aria-expanded", "true");
    items[0].focus();
  });
  return h("span", { class: "overflow" }, opener, menu);
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
