/** Draws the rows of an import: one for each file, with a sentence that says where it is. */

import { sentencesOf } from "./upload-words.js";
import { word } from "./words.js";

/** What the server does with a file, in words. @type {Record<string, string>} */
const STEPS = { uploaded: "import-preparing", playable: "import-writing", ready: "import-ready" };

/** @param {HTMLElement} page @param {{name: string}} file @returns {HTMLElement} */
export function showFile(page, file) {
  const template = /** @type {HTMLTemplateElement} */ (page.querySelector("template[data-row]"));
  const row = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  part(row, "[data-show=name]").textContent = file.name;
  show(row, "waiting", word("import-waiting"), 0);
  part(page, "[data-list]").append(row);
  return row;
}

/** Without HTTPS a browser neither hashes nor locks, so nothing could be sent safely. @param {HTMLElement} page */
export function showInsecure(page) {
  part(page, ".import__zone").replaceChildren(Object.assign(document.createElement("p"), { textContent: word("import-insecure") }));
}

/** @param {HTMLElement} row @param {string} why @param {number} maxBytes */
export function showObjection(row, why, maxBytes) {
  show(row, "refused", word(why, { megabytes: Math.floor(maxBytes / 1024 ** 2) }), 0);
}

/** Sending is the first half of the bar. @param {HTMLElement} row @param {import("./sender.js").State} upload */
export function showSending(row, upload) {
  const { now, trouble } = sentencesOf(upload);
  const share = upload.total ? upload.sent / upload.total : 0;
  const percent = word("import-sending", { percent: Math.round(share * 100) });
  const state = { blocked: "refused", waiting: "waiting", elsewhere: "waiting" }[/** @type {string} */ (upload.state)] ?? "sending";
  if (upload.state === "sent") show(row, "working", word("import-preparing"), 0.5);
  else show(row, state, trouble || (upload.state === "elsewhere" ? now : percent), share / 2);
  part(row, "[data-do=retry]").hidden = !["blocked", "waiting"].includes(upload.state);
}

/** What the server does is the second half. @param {HTMLElement} row @param {import("./processing.js").Processing} news */
export function showProcessing(row, { status, sentence, progress, track_id: trackId }) {
  const failed = status === "failed";
  const words = failed ? sentence ?? word("import-failed") : word(STEPS[status] ?? "import-preparing");
  show(row, failed ? "refused" : status === "ready" ? "done" : "working", words, 0.5 + progress / 2);
  const link = /** @type {HTMLAnchorElement} */ (part(row, "a"));
  Object.assign(link, { href: `/tracks/${trackId}`, hidden: false });
}

/** @param {HTMLElement} row @param {string} state @param {string} sentence @param {number} share */
function show(row, state, sentence, share) {
  row.dataset.state = state;
  const place = part(row, "[data-show=now]");
  if (place.textContent !== sentence) place.textContent = sentence;
  const bar = /** @type {HTMLProgressElement} */ (/** @type {unknown} */ (part(row, "progress")));
  bar.value = share;
  bar.hidden = state === "refused" || state === "done";
}

/** @param {HTMLElement} within @param {string} selector */
function part(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector));
}
