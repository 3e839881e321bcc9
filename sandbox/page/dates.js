// Moments as a person reads them: on the clock of their zone, by the templates of Slack's date tokens.

const DAY = 86400;

function parts(seconds, zone, options, locale = "en-US") {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  return Object.fromEntries(format.formatToParts(new Date(seconds * 1000)).map(({ type, value }) => [type, value]));
}

function fields(seconds, person) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit" };
  const digits = parts(seconds, person.tz, options);
  const words = parts(seconds, person.tz, { weekday: "long", month: "long", day: "numeric" });
  return { ...digits, weekday: words.weekday, name: words.month, number: words.day };
}

function dayNumber(seconds, person) {
  const { year, month, day } = fields(seconds, person);
  return Date.UTC(year, month - 1, day) / 1000 / DAY;
}

/** The time of day, in twelve hours where the person is American. */
export function clock(seconds, person, withSeconds = false) {
  const american = person.locale === "en-US";
  const options = { hour: american ? "numeric" : "2-digit", minute: "2-digit", hourCycle: american ? "h12" : "h23" };
  if (withSeconds) options.second = "2-digit";
  return new Intl.DateTimeFormat(person.locale, { timeZone: person.tz, ...options }).format(new Date(seconds * 1000));
}

function ordinal(number) {
  const n = Number(number);
  const ending = n >= 11 && n <= 13 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th");
  return `${n}${ending}`;
}

function ago(seconds, now) {
  const away = Math.abs(Math.trunc(now - seconds));
  const units = [["day", DAY], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, length] = units.find(([, size]) => away >= size) ?? units[3];
  const count = Math.floor(away / length);
  const said = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds > now ? `in ${said}` : `${said} ago`;
}

const TOKENS = {
  date_num: (at) => `${at.year}-${at.month}-${at.day}`,
  date_slash: (at, person) =>
    person.locale === "en-US" ? `${at.month}/${at.day}/${at.year}` : `${at.day}/${at.month}/${at.year}`,
  date: (at) => `${at.name} ${at.number}`,
  date_short: (at) => `${at.name.slice(0, 3)} ${at.number}, ${at.year}`,
  date_long: (at) => `${at.weekday}, ${at.name} ${ordinal(at.number)}, ${at.year}`,
  date_long_full: (at) => `${at.name} ${at.number}, ${at.year}`,
  time: (at, person) => clock(at.seconds, person),
  time_secs: (at, person) => clock(at.seconds, person, true),
  ago: (at, person, now) => ago(at.seconds, now),
};

/** A moment by a template such as `{date_short_pretty} at {time}`; tokens that Slack lacks stay as they are. */
export function dated(seconds, form, person, now = Date.now() / 1000) {
  const at = { ...fields(seconds, person), seconds };
  const near = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[dayNumber(seconds, person) - dayNumber(now, person)];
  return form.replace(/\{(\w+)\}/g, (token, name, position) => {
    const pretty = name.endsWith("_pretty");
    if (pretty && near) return position ? near : near[0].toUpperCase() + near.slice(1);
    const say = TOKENS[pretty ? name.slice(0, -"_pretty".length) : name];
    return say ? say(at, person, now) : token;
  });
}

/** A moment in full, for who points at it. */
export function full(seconds, person) {
  return `${dated(seconds, "{date_long} {time}", person)} (${person.tz})`;
}

/** `YYYY-MM-DDTHH:MM` on that person's clock as Unix seconds, and back. */
export function fromWall(text, person) {
  const guess = Date.parse(`${text}Z`) / 1000;
  const first = guess - (Date.parse(`${toWall(guess, person)}Z`) / 1000 - guess);
  return first - (Date.parse(`${toWall(first, person)}Z`) / 1000 - guess);
}

export function toWall(seconds, person) {
  const at = fields(seconds, person);
  const time = clock(seconds, { ...person, locale: "en-GB" });
  return `${at.year}-${at.month}-${at.day}T${time}`;
}
