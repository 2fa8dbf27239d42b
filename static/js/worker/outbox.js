/** Background Sync: sends what was published and waits, also when no page is open. Pages do the same without it. */

import { Drafts } from "../lib/drafts.js";
import { Sender } from "../lib/sender.js";
import { resident } from "./residents.js";

const drafts = new Drafts();

/** Rejects while something still waits, so that the browser wakes us again. */
export async function sendWaiting() {
  const personId = await resident();
  const waiting = personId ? (await drafts.of(personId)).filter(({ publishWanted }) => publishWanted) : [];
  const states = await Promise.all(waiting.map(({ id }) => sendOnce(id)));
  if (states.some(({ state }) => state === "stopped")) throw new Error("The network went away again.");
}

/** One try: a worker has no time to wait for better ones. @param {string} id */
function sendOnce(id) {
  const sender = new Sender(id, drafts);
  sender.addEventListener("trouble", () => sender.stop());
  return sender.send();
}
