// Who you can be and where you can go.

import { h, keep } from "./dom.js";
import { face } from "./timeline.js";

const seen = new Map(); // place to how many messages were there when you last looked

/** The places of that screen: `{hash, name, channel}`; Home has no channel. */
export function places(screen) {
  const channels = screen.channels.filter((one) => !one.im);
  const direct = screen.channels.find((one) => one.im);
  return [
    ...channels.map((one) => ({ hash: `#${one.id}`, name: `# ${one.name}`, channel: one })),
    ...(screen.has_home ? [{ hash: "#home", name: "Home", app: true }] : []),
    { hash: "#messages", name: "Messages", channel: direct, app: true },
  ];
}

/** Show it, with the place where you are marked and a count of what is new elsewhere. */
export function showSidebar(sidebar, screen, here) {
  const all = places(screen);
  if (!sidebar.firstChild) sidebar.append(h("p", { class: "brand" }, "Sandbox"), h("div"));
  keep(sidebar.lastChild, [
    title("You are"),
    ...screen.people.map((one) => person(one, screen, here)),
    title("Channels"),
    ...all.filter((one) => !one.app).map((one) => link(one, screen, here)),
    title(screen.app.name),
    ...all.filter((one) => one.app).map((one) => link(one, screen, here)),
  ]);
}

function title(words) {
  return { key: `title-${words}`, sign: words, make: () => h("h2", {}, words) };
}

function person(one, screen, here) {
  const current = one.id === screen.me.id ? "true" : null;
  const href = `/?as=${one.id}${here.hash}`;
  const zone = one.tz.split("/").at(-1).replaceAll("_", " ");
  const note = h("small", {}, one.is_admin ? `${zone}, admin` : zone);
  const make = () => h("a", { href, "aria-current": current }, face(one.real_name, one.id), h("span", {}, one.real_name), note);
  return { key: one.id, sign: JSON.stringify([one, current, href]), make };
}

function link(place, screen, here) {
  const count = screen.messages.filter((one) => one.channel === place.channel?.id).length;
  const current = place.hash === here.hash ? "page" : null;
  const key = `${screen.me.id}${place.hash}`;
  if (current || !seen.has(key)) seen.set(key, count);
  const fresh = Math.max(0, count - seen.get(key));
  const badge = fresh > 0 && h("span", { class: "count", "aria-label": `${fresh} new` }, fresh);
  const make = () => h("a", { href: place.hash, "aria-current": current }, h("span", {}, place.name), badge);
  return { key, sign: JSON.stringify([place.name, current, fresh]), make };
}
