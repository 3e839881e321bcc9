// The emoji that apps of this kind use, by Slack's names.

const NAMES = {
  alarm_clock: "⏰", arrow_backward: "◀️", arrow_down: "⬇️", arrow_forward: "▶️", arrow_left: "⬅️",
  arrow_right: "➡️", arrow_up: "⬆️", ballot_box_with_check: "☑️", bangbang: "‼️", bar_chart: "📊",
  bell: "🔔", black_square_button: "🔲", blue_heart: "💙", blush: "😊", books: "📚", boom: "💥", broom: "🧹",
  bulb: "💡", busts_in_silhouette: "👥", bust_in_silhouette: "👤", calendar: "📆", chair: "🪑",
  clap: "👏", clipboard: "📋", clock1: "🕐", clock10: "🕙", clock3: "🕒", clock9: "🕘", closed_lock_with_key: "🔐",
  coffee: "☕", computer: "💻", confetti_ball: "🎊", construction: "🚧", crossed_fingers: "🤞", cry: "😢",
  date: "📅", door: "🚪", earth_africa: "🌍", earth_americas: "🌎", email: "✉️", exclamation: "❗", eyes: "👀",
  fast_forward: "⏩", fire: "🔥", gear: "⚙️", globe_with_meridians: "🌐", green_heart: "💚", grey_question: "❔",
  grinning: "😀", hammer: "🔨", handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️", heavy_minus_sign: "➖",
  heavy_plus_sign: "➕", hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠", hushed: "😯",
  information_source: "ℹ️", iphone: "📱", joy: "😂", key: "🔑", knife_fork_plate: "🍽️", large_blue_circle: "🔵",
  large_green_circle: "🟢", large_red_circle: "🔴", large_red_square: "🟥", large_green_square: "🟩",
  large_yellow_circle: "🟡", large_yellow_square: "🟨", link: "🔗", lock: "🔒", loudspeaker: "📢", mag: "🔍",
  mega: "📣", memo: "📝", microphone: "🎤", moneybag: "💰", muscle: "💪", new: "🆕", no_bell: "🔕",
  no_entry: "⛔", no_entry_sign: "🚫", office: "🏢", ok: "🆗", ok_hand: "👌", page_facing_up: "📄", paperclip: "📎",
  partying_face: "🥳", pencil: "📝", pencil2: "✏️", person_in_lotus_position: "🧘", phone: "☎️", point_down: "👇",
  point_right: "👉", pray: "🙏", pushpin: "📌", question: "❓", rainbow: "🌈", raised_hands: "🙌", recycle: "♻️",
  red_circle: "🔴", repeat: "🔁", rewind: "⏪", rocket: "🚀", rotating_light: "🚨", round_pushpin: "📍",
  sauna: "🧖", scissors: "✂️", slightly_smiling_face: "🙂", smile: "😄", smiley: "😃", snowflake: "❄️",
  sob: "😭", sparkles: "✨", speech_balloon: "💬", star: "⭐", stopwatch: "⏱️", sunny: "☀️", sweat_smile: "😅",
  tada: "🎉", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍", timer_clock: "⏲️", tools: "🛠️", tv: "📺",
  unlock: "🔓", video_camera: "📹", warning: "⚠️", wastebasket: "🗑️", wave: "👋", whale: "🐳", wheelchair: "♿",
  white_check_mark: "✅", white_circle: "⚪", wink: "😉", wrench: "🔧", x: "❌", zap: "⚡", zzz: "💤",
  "+1": "👍", "-1": "👎",
};

/** The sign of that name, or nothing where there is none. */
export function sign(name) {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}
