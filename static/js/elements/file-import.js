/** <file-import>: files by picker or by dropping them, sent one after another; each row tells how far its file is. */

import { objection } from "../lib/accepted-files.js";
import { drafts } from "../lib/device.js";
import { FileDrafts } from "../lib/file-drafts.js";
import { guardLeaving, mayLeave } from "../lib/leave-guard.js";
import { follow } from "../lib/processing.js";
import { Sender } from "../lib/sender.js";
import { choosing } from "../lib/purpose.js";
import { showFile, showInsecure, showObjection, showProcessing, showSending } from "../lib/import-view.js";

class FileImport extends HTMLElement {
  #gone = new AbortController();
  #files = new FileDrafts(drafts);
  /** @type {Promise<unknown>} */
  #line = Promise.resolve();

  connectedCallback() {
    this.hidden = false;
    if (!isSecureContext) return showInsecure(this);
    const { signal } = this.#gone;
    this.#picker.addEventListener("change", () => { this.#take(this.#picker.files); this.#picker.value = ""; }, { signal });
    for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
      this.addEventListener(type, (event) => this.#drag(/** @type {DragEvent} */ (event)), { signal });
    }
    this.addEventListener("click", ({ target }) => /** @type {HTMLElement} */ (target).closest("[data-do=retry]")
      ?.dispatchEvent(new Event("again", { bubbles: true })), { signal });
    const isNeeded = () => Boolean(this.querySelector("[data-state=sending], [data-state=waiting]"));
    guardLeaving({ signal, isNeeded, mayLeave: (href) => mayLeave(/** @type {HTMLDialogElement} */ (this.querySelector("dialog")), href) });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** @param {DragEvent} event */
  #drag(event) {
    event.preventDefault();
    this.toggleAttribute("data-over", ["dragenter", "dragover"].includes(event.type));
    if (event.type === "drop") this.#take(event.dataTransfer?.files ?? null);
  }

  /** @param {?FileList} files */
  #take(files) {
    for (const file of files ?? []) {
      const row = showFile(this, file);
      const against = objection(file, Number(this.dataset.maxBytes));
      if (against) showObjection(row, against, Number(this.dataset.maxBytes));
      else this.#line = this.#line.then(() => this.#send(file, row));
    }
  }

  /** Send one file; then the next may go while the server works on this one. @param {File} file @param {HTMLElement} row */
  async #send(file, row) {
    if (this.#gone.signal.aborted) return;
    try {
      const draft = await this.#files.of(file, this.dataset.person ?? "", choosing({}, { playlist: this.#playlist.value }));
      await this.#bring(new Sender(draft.id, this.#files), row);
    } catch {
      showObjection(row, "import-unreadable", 0);
    }
  }

  /** @param {Sender} sender @param {HTMLElement} row */
  async #bring(sender, row) {
    const { signal } = this.#gone;
    signal.addEventListener("abort", () => sender.stop());
    for (const type of ["progress", "trouble"]) {
      sender.addEventListener(type, (event) => this.#news(/** @type {CustomEvent} */ (event).detail, row));
    }
    row.addEventListener("again", () => sender.send(), { signal });
    await sender.send();
  }

  /** @param {import("../lib/sender.js").State} upload @param {HTMLElement} row */
  #news(upload, row) {
    showSending(row, upload);
    const { recordingId } = upload.draft ?? {};
    if (upload.state === "sent" && recordingId) follow(recordingId, (news) => showProcessing(row, news), this.#gone.signal);
  }

  get #picker() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input[type=file]"));
  }

  get #playlist() {
    return /** @type {HTMLSelectElement} */ (this.querySelector("select"));
  }
}

customElements.define("file-import", FileImport);
