/** <shared-files>: what other apps shared with Lorecast. It is on this device already and on its way; here it is published. */

import { objection } from "../lib/accepted-files.js";
import { drafts } from "../lib/device.js";
import { outbox } from "../lib/outbox.js";
import { follow } from "../lib/processing.js";
import { choosing } from "../lib/purpose.js";
import { sharedWith, sizeBytes } from "../lib/shared-files.js";
import { showFile, showObjection, showProcessing, showSending } from "../lib/import-view.js";
import { size } from "../lib/size.js";
import { throwAway } from "../lib/throw-away.js";
import { word } from "../lib/words.js";

/** @typedef {import("../lib/draft.js").Draft} Draft */

/** What the service worker could not keep. @type {Record<string, string>} */
const REFUSALS = { "no-room": "shared-no-room", nothing: "shared-nothing", unreadable: "shared-unreadable" };

class SharedFiles extends HTMLElement {
  #gone = new AbortController();
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();

  async connectedCallback() {
    const { signal } = this.#gone;
    this.#refuse(REFUSALS[new URLSearchParams(location.search).get("shared") ?? ""]);
    outbox.addEventListener("news", (event) => this.#news(/** @type {CustomEvent} */ (event).detail), { signal });
    this.addEventListener("click", ({ target }) => this.#press(/** @type {HTMLElement} */ (target)), { signal });
    for (const draft of await sharedWith(drafts, this.dataset.person ?? "")) this.#add(draft);
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** @param {string} [key] */
  #refuse(key) {
    if (!key) return;
    const notice = /** @type {HTMLElement} */ (this.querySelector("[data-show=refused]"));
    Object.assign(notice, { textContent: word(key), hidden: false });
    this.hidden = false;
  }

  /** @param {Draft} draft */
  #add(draft) {
    this.hidden = false;
    /** @type {HTMLElement} */ (this.querySelector("[data-show=some]")).hidden = false;
    const row = showFile(this, { name: `${draft.title} · ${size(sizeBytes(draft), document.documentElement.lang)}` });
    row.dataset.draft = draft.id;
    this.#rows.set(draft.id, row);
    const against = objection({ name: draft.title, type: draft.mimeType || "audio/unknown", size: sizeBytes(draft) }, Number(this.dataset.maxBytes));
    if (against) return this.#object(row, against);
    this.#choose(row, !draft.publishWanted);
    outbox.senderOf(draft.id).nudge();
  }

  /** @param {HTMLElement} row @param {string} why */
  #object(row, why) {
    showObjection(row, why, Number(this.dataset.maxBytes));
    this.#choose(row, true);
    /** @type {HTMLElement} */ (row.querySelector("[data-do=publish]")).hidden = true;
  }

  /** @param {import("../lib/sender.js").Sender} sender */
  #news({ id, state: upload }) {
    const row = this.#rows.get(id);
    if (!row) return;
    showSending(row, upload);
    if (upload.state === "caught-up") /** @type {HTMLElement} */ (row.querySelector("[data-show=now]")).textContent = word("shared-kept");
    const { recordingId } = upload.draft ?? {};
    if (upload.state === "sent" && recordingId) follow(recordingId, (news) => showProcessing(row, news), this.#gone.signal);
  }

  /** @param {HTMLElement} target */
  async #press(target) {
    const row = /** @type {?HTMLElement} */ (target.closest("[data-draft]"));
    const chosen = /** @type {?HTMLElement} */ (target.closest("[data-do]"))?.dataset.do;
    const id = row?.dataset.draft ?? "";
    if (!row || !chosen) return;
    if (chosen === "retry") outbox.senderOf(id).send();
    if (chosen === "publish") this.#publish(id, row);
    if (chosen === "discard") this.#discard(id, row);
  }

  /** @param {string} id @param {HTMLElement} row */
  async #publish(id, row) {
    const playlist = /** @type {HTMLSelectElement} */ (this.querySelector("select")).value;
    await drafts.update(id, (draft) => ({ ...draft, purpose: choosing(draft.purpose, { playlist }) }));
    this.#choose(row, false);
    await outbox.send(id);
  }

  /** @param {string} id @param {HTMLElement} row */
  async #discard(id, row) {
    outbox.forget(id);
    row.remove();
    await throwAway(drafts, await drafts.get(id));
  }

  /** @param {HTMLElement} row @param {boolean} open */
  #choose(row, open) {
    /** @type {HTMLElement} */ (row.querySelector("[data-choices]")).hidden = !open;
  }
}

customElements.define("shared-files", SharedFiles);
