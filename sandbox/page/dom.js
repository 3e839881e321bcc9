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
 * Let `parent` hold just these: each is `{key, sign, make}`. What has the same key and sign as before
 * stays the very element it was, with its focus, its scrolling and what is half typed in it.
 */
export function keep(parent, items) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const { key, sign, make } of items) {
    let element = before.get(key);
    before.delete(key);
    if (!element || element.sign !== sign) {
      const fresh = make();
      fresh.dataset.key = key;
      fresh.sign = sign;
      if (element) {
        if (place === element) place = element.nextElementSibling;
        handOver(element, fresh);
      }
      element = fresh;
    }
    if (element === place) place = place.nextElementSibling;
    else if (!element.isConnected || element.nextElementSibling !== place) parent.insertBefore(element, place);
  }
  for (const gone of before.values()) gone.remove();
}

/** Put one in the place of the other, with the focus on what has the same id, or on the whole. */
function handOver(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return;
  const heir = focused.id && document.getElementById(focused.id);
  if (heir && !heir.disabled) heir.focus();
  else {
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

/** Take away what `float` showed. */
export function sink(panel) {
  if (panel.isConnected && panel.matches(":popover-open")) panel.hidePopover();
}
