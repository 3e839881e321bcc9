// Who you can be and where you can go.

import { h, keep } from "./dom.js";
import { face } from "./message.js";

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
    title("Apps"),
    appLink(all.filter((one) => one.app), screen, here),
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
  const fresh = unread(place, screen, here);
  const current = place.hash === here.hash ? "page" : null;
  const make = () => h("a", { href: place.hash, "aria-current": current }, h("span", {}, place.name), badge(fresh));
  return { key: place.hash, sign: JSON.stringify([place.name, current, fresh]), make };
}

/** The app has one line here and its tabs in the heading; what is new leads to the messages. */
function appLink(tabs, screen, here) {
  const messages = tabs.at(-1);
  const fresh = unread(messages, screen, here);
  const current = here.app ? "page" : null;
  const href = (fresh ? messages : tabs[0]).hash;
  const { name } = screen.app;
  const make = () => h("a", { href, "aria-current": current }, face(name, "app"), h("span", {}, name), badge(fresh));
  return { key: "app", sign: JSON.stringify([name, current, fresh, href]), make };
}

function unread(place, screen, here) {
  const count = screen.messages.filter((one) => one.channel === place.channel?.id).length;
  const key = `${screen.me.id}${place.hash}`;
  if (place.hash === here.hash || !seen.has(key)) seen.set(key, count);
  return Math.max(0, count - seen.get(key));
}

function badge(fresh) {
  return fresh > 0 && h("span", { class: "count", "aria-label": `${fresh} new` }, fresh);
}
