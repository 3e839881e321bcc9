// Choosing by typing: one or many, from a list at hand or from what the app suggests.

import { float, h, sink } from "./dom.js";

let count = 0;

/**
 * A field that offers choices `{key, label, note, value}`. `offer(query)` gives them, now or later;
 * `chosen` are those taken already; `commit(choices)` is told of every change.
 */
export function combo({ id, many, chosen, offer, commit, placeholder, most = Infinity, attributes = {} }) {
  const list = h("ul", { role: "listbox", id: `list-${++count}`, class: "menu", popover: "manual", "aria-label": placeholder });
  const input = h("input", {
    ...attributes,
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    placeholder,
  });
  const box = h("div", { class: many ? "combo many" : "combo" }, input, list);
  const state = { taken: [...chosen], offered: [], active: -1, asked: 0 };

  const shown = () => input.getAttribute("aria-expanded") === "true";
  const typed = () => (!many && input.value === (state.taken[0]?.label ?? "") ? "" : input.value.trim());

  function dress() {
    for (const chip of box.querySelectorAll(".chip")) chip.remove();
    if (many) for (const one of state.taken) box.insertBefore(chip(one), input);
    else input.value = state.taken[0]?.label ?? "";
    if (many) input.placeholder = state.taken.length ? "" : placeholder;
  }

  function chip(one) {
    const drop = () => {
      settle(state.taken.filter((other) => other.key !== one.key));
      input.focus();
    };
    const label = `Remove ${one.label}`;
    return h("span", { class: "chip" }, one.label, h("button", { type: "button", "aria-label": label, onclick: drop }, "×"));
  }

  function settle(taken) {
    state.taken = taken;
    dress();
    commit(taken);
  }

  async function open() {
    const asking = ++state.asked;
    const offered = await offer(typed());
    if (asking !== state.asked || document.activeElement !== input) return;
    state.offered = offered.filter((one) => !many || state.taken.every((other) => other.key !== one.key));
    state.active = state.offered.length ? 0 : -1;
    list.replaceChildren(...(state.offered.length ? state.offered.map(row) : [h("li", { class: "none" }, "No results")]));
    float(list, box);
    input.setAttribute("aria-expanded", "true");
    point();
  }

  function row(one, number) {
    const attributes = { role: "option", id: `${list.id}-${number}`, onmousedown: (event) => event.preventDefault() };
    return h("li", { ...attributes, onclick: () => take(one) }, one.label, one.note && h("small", {}, one.note));
  }

  function point() {
    for (const [number, element] of [...list.children].entries()) {
      element.setAttribute("aria-selected", number === state.active ? "true" : "false");
      if (number === state.active) element.scrollIntoView({ block: "nearest" });
    }
    if (state.active >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${state.active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function take(one) {
    close();
    if (many && state.taken.length >= most) return;
    input.value = "";
    settle(many ? [...state.taken, one] : [one]);
  }

  function close() {
    state.asked += 1;
    sink(list);
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function step(by) {
    if (!shown()) return void open();
    state.active = (state.active + by + state.offered.length) % (state.offered.length || 1);
    point();
  }

  function key(event) {
    if (event.isComposing) return;
    const open = shown();
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && open && state.offered[state.active]) take(state.offered[state.active]);
    else if (event.key === "Escape" && open) close();
    else if (event.key === "Backspace" && many && !input.value && state.taken.length) settle(state.taken.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function leave() {
    close();
    if (!many && !input.value.trim() && state.taken.length) settle([]);
    else dress();
    if (many) input.value = "";
  }

  input.addEventListener("input", open);
  input.addEventListener("click", () => shown() || open());
  input.addEventListener("focus", () => many || input.select());
  input.addEventListener("keydown", key);
  input.addEventListener("blur", leave);
  box.addEventListener("mousedown", (event) => {
    if (event.target === box) setTimeout(() => input.focus());
  });
  dress();
  return box;
}
