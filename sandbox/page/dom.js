// Elements: making them and keeping them. Text is always text; nothing here reads HTML.

/** An element with attributes (`on…` are listeners), and children: nodes, texts, lists; empty ones left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...flat(children));
  return element;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}

/**
 * Let `parent` hold just these: each is `{key, sign, make, dress}`. What has the same key and sign as before
 * stays the very element it was, with its focus, its open list and what is half typed in it; `dress`, if
 * there is one, is called with it, old or new.
 */
export function keep(parent, items) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = new Set(items.map((one) => one.key));
  // What goes, goes first: else all that stays would be moved past it, and an element that moves loses its focus.
  for (const [key, child] of before) if (!wanted.has(key)) child.remove();
  let place = parent.firstElementChild;
  for (const { key, sign, make, dress } of items) {
    const old = before.get(key);
    const element = old?.sign === sign ? old : Object.assign(make(), { sign });
    if (element !== old) {
      element.dataset.key = key;
      if (place === old) place = element;
      if (old) handOver(old, element);
    }
    if (place && element === place) place = place.nextElementSibling;
    else put(parent, element, place);
    dress?.(element);
  }
}

/** Put it there; one that is shown already moves with its focus, where the browser can do that. */
function put(parent, element, place) {
  if (element.isConnected && parent.moveBefore) parent.moveBefore(element, place);
  else parent.insertBefore(element, place);
}

/** Put one in the place of the other, with focus and caret on what has the same id, or on the whole. */
function handOver(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const caret = [focused?.selectionStart, focused?.selectionEnd];
  old.replaceWith(fresh);
  if (!focused) return;
  const heir = focused.id && document.getElementById(focused.id);
  if (heir && !heir.disabled) {
    heir.focus();
    if ([caret[0], heir.selectionStart].every(Number.isInteger)) heir.setSelectionRange(...caret);
  } else {
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
  }
}

/** Say it at the foot of the page for a while. */
export function toast(text) {
  const said = h("p", {}, text);
  document.getElementById("toasts").append(said);
  setTimeout(() => said.remove(), 6000);
}

/** Show `panel`, a popover, below `anchor`, or above it where there is more room, over everything else. */
export function float(panel, anchor) {
  panel.below = anchor;
  if (!panel.matches(":popover-open")) panel.showPopover();
  const at = anchor.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = below < 180 && above > below;
  panel.style.minWidth = `${at.width}px`;
  panel.style.maxHeight = `${Math.min(280, up ? above : below)}px`;
  panel.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - panel.offsetWidth - 8))}px`;
  panel.style.top = up ? "auto" : `${at.bottom + 4}px`;
  panel.style.bottom = up ? `${window.innerHeight - at.top + 4}px` : "auto";
}

/** Let what `float` shows follow what it belongs to, which may have moved. */
export function refloat() {
  for (const panel of document.querySelectorAll(":popover-open")) if (panel.below) float(panel, panel.below);
}

/** Take away what `float` showed. */
export function sink(panel) {
  if (panel.isConnected && panel.matches(":popover-open")) panel.hidePopover();
}
