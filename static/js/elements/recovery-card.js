/** <recovery-card>: offers what was recorded on this device and never sent, also after the tab was killed. */

import { ask } from "../lib/ask.js";
import { clock } from "../lib/clock.js";
import { drafts } from "../lib/device.js";
import { durationMs } from "../lib/draft.js";
import { saveToDevice } from "../lib/draft-files.js";
import { outbox } from "../lib/outbox.js";
import { throwAway } from "../lib/throw-away.js";
import { sentencesOf } from "../lib/upload-words.js";
import { word } from "../lib/words.js";

/** @typedef {import("../lib/draft.js").Draft} Draft */

class RecoveryCard extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    const { signal } = this.#gone;
    drafts.addEventListener("change", () => this.#offer(), { signal });
    // Another tab may have sent or discarded something meanwhile.
    document.addEventListener("visibilitychange", () => this.#offer(), { signal });
    outbox.addEventListener("news", (event) => this.#showSending(/** @type {CustomEvent} */ (event).detail), { signal });
    this.addEventListener("click", ({ target }) => this.#press(/** @type {HTMLElement} */ (target)), { signal });
    this.#offer();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** Rows come and go with the drafts; a row that stays keeps its preview. */
  async #offer() {
    const unsent = await outbox.unsent(this.dataset.person ?? "");
    const wanted = new Set(unsent.map(({ id }) => id));
    const rows = new Map([...this.#list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.draft ?? "", row]));
    for (const [id, row] of rows) if (!wanted.has(id) && !row.hasAttribute("data-done")) row.remove();
    for (const draft of unsent) if (!rows.has(draft.id)) this.#add(draft);
    this.hidden = !this.#list.children.length;
  }

  /** @param {Draft} draft */
  #add(draft) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-row]"));
    const row = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
    row.dataset.draft = draft.id;
    say(row, "sentence", word("unsent", { length: clock(durationMs(draft)) }));
    const made = new Date(draft.createdAt).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    say(row, "made", [draft.title, made].filter(Boolean).join(" · "));
    this.#list.append(row);
    /** @type {import("./take-preview.js").TakePreview} */ (row.querySelector("take-preview")).load(drafts, draft);
  }

  /** @param {HTMLElement} target */
  async #press(target) {
    const row = /** @type {?HTMLElement} */ (target.closest("[data-draft]"));
    const draft = row && (await drafts.get(row.dataset.draft ?? ""));
    if (!row || !draft) return;
    const chosen = /** @type {?HTMLElement} */ (target.closest("[data-do]"))?.dataset.do;
    if (chosen === "send") outbox.send(draft.id);
    if (chosen === "save") saveToDevice(drafts, draft);
    if (chosen === "discard") this.#discard(draft);
  }

  /** @param {Draft} draft */
  async #discard(draft) {
    if ((await ask(/** @type {HTMLDialogElement} */ (this.querySelector("dialog")))) !== "discard") return;
    outbox.forget(draft.id);
    await throwAway(drafts, draft);
  }

  /** @param {import("../lib/sender.js").Sender} sender */
  async #showSending({ id, state: upload }) {
    const row = /** @type {?HTMLElement} */ (this.#list.querySelector(`[data-draft="${CSS.escape(id)}"]`));
    if (!row) return;
    if (upload.state === "gone") return this.#offer();
    const { now, trouble } = sentencesOf(upload);
    row.toggleAttribute("data-done", upload.state === "sent");
    say(row, "sending", upload.state === "sent" ? word("arrived") : now);
    say(row, "trouble", trouble);
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("[data-track-link]"));
    if (upload.state === "sent") Object.assign(link, { href: `/tracks/${upload.draft?.trackId}`, hidden: false });
    /** @type {HTMLElement} */ (row.querySelector("[data-choices]")).hidden = upload.state === "sent" || upload.state === "sending";
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-list]"));
  }
}

/** @param {HTMLElement} row @param {string} where @param {string} sentence */
function say(row, where, sentence) {
  const place = /** @type {HTMLElement} */ (row.querySelector(`[data-show=${where}]`));
  place.textContent = sentence;
  place.hidden = !sentence;
}

customElements.define("recovery-card", RecoveryCard);
