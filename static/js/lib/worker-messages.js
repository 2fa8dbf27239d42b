/**
 * What pages and the service worker say to each other. A page posts to a worker, which wakes it; everybody else is told
 * over one channel that all tabs hear.
 *
 *   page → worker   keep-shell     fetch the pages that open without a network
 *                   take-over      a waiting worker may become the one; it asks itself whether anybody records
 *   worker → pages  busy           it did not take over: something is being recorded, sent or downloaded
 *                   forgotten      what belonged to somebody who is not signed in here any more was deleted
 *                   changed        a downloaded track was replaced on the server, or is closed: look again
 *   page → pages    downloads      this device keeps something else now
 */

/** @typedef {"keep-shell" | "take-over" | "busy" | "forgotten" | "changed" | "downloads"} Message */

const CHANNEL = "lorecast";

/** @param {Message} message */
export function tellPages(message) {
  const channel = open();
  channel?.postMessage(message);
  channel?.close();
}

/** @param {(message: Message) => void} hear */
export function hearPages(hear) {
  open()?.addEventListener("message", ({ data }) => hear(data));
}

function open() {
  return "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;
}
