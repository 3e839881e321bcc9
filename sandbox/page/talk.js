// What the page says to the sandbox, and what it hears.

/** Who you are: it stands in the address, so that two windows can be two people. */
export const me = new URLSearchParams(location.search).get("as");

const SILENT = "The sandbox does not answer. Does it still run?";

/** Do something as that person; what came of it, `refusal` if it was refused. */
export async function tell(what, said) {
  try {
    const answer = await fetch(`/do/${what}?as=${me}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
    });
    return await answer.json();
  } catch {
    return { refusal: SILENT, errors: {}, options: [] };
  }
}

/** What went over the line after that number. */
export async function journal(since) {
  const answer = await fetch(`/journal?since=${since}`);
  return answer.json();
}

/** Start the bot again. */
export function start() {
  return fetch("/start", { method: "POST" });
}

/** Call `show` with the whole screen after every change, and `lose` with a sentence while nothing is heard. */
export function watch(show, lose) {
  const socket = new WebSocket(`ws://${location.host}/window?as=${me}`);
  socket.onmessage = (event) => show(JSON.parse(event.data));
  socket.onclose = () => {
    lose(SILENT);
    setTimeout(() => watch(show, lose), 1000);
  };
}
