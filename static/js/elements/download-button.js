/** <download-button>: keeps a playlist or a track on this device. Only where a service worker can play it from there. */

import { keyOf, sizeOf } from "../lib/download.js";
import { downloads } from "../lib/offline.js";
import { running } from "../lib/service-worker.js";
import { size } from "../lib/size.js";
import { word } from "../lib/words.js";

class DownloadButton extends HTMLElement {
  #gone = new AbortController();
  #lang = document.documentElement.lang;

  async connectedCallback() {
    const { signal } = this.#gone;
    downloads.addEventListener("change", () => this.#show(), { signal });
    downloads.addEventListener("progress", () => this.#progress(), { signal });
    downloads.addEventListener("trouble", (event) => this.#trouble(/** @type {CustomEvent} */ (event).detail), { signal });
    this.addEventListener("click", ({ target }) => this.#press(/** @type {HTMLElement} */ (target)), { signal });
    await running();
    this.hidden = false;
    this.#show();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  get #key() {
    return keyOf(document.body.dataset.person ?? "", this.dataset.kind ?? "", this.dataset.id ?? "");
  }

  /** @param {HTMLElement} target */
  #press(target) {
    const chosen = /** @type {?HTMLElement} */ (target.closest("[data-do]"))?.dataset.do;
    if (chosen) this.#say("trouble", "");
    if (chosen === "download") downloads.start(/** @type {import("../lib/downloads.js").Kind} */ (this.dataset.kind), this.dataset.id ?? "");
    if (chosen === "cancel") downloads.cancel(this.#key);
    if (chosen === "remove") downloads.remove(this.#key);
  }

  async #show() {
    if (downloads.running.has(this.#key)) return this.#progress();
    const kept = (await downloads.all()).find(({ key }) => key === this.#key);
    this.#enter(kept ? "kept" : "none");
    if (kept) this.#say("size", size(sizeOf(kept.tracks), this.#lang));
  }

  #progress() {
    const run = downloads.running.get(this.#key);
    if (!run) return;
    const { loadedBytes, totalBytes } = run;
    this.#enter("copying");
    const bar = /** @type {HTMLProgressElement} */ (this.querySelector("progress"));
    bar.value = totalBytes ? loadedBytes / totalBytes : 0;
    const sizes = { done: size(loadedBytes, this.#lang), total: size(totalBytes, this.#lang) };
    this.#say("copied", totalBytes ? word("download-copied", sizes) : word("download-begins"));
  }

  /** @param {{key: string, word: string, sizeBytes: number}} trouble */
  #trouble({ key, word: why, sizeBytes }) {
    if (key === this.#key) this.#say("trouble", word(why, { size: size(sizeBytes, this.#lang) }));
  }

  /** The keyboard's focus stays in the element when its button goes. @param {string} state */
  #enter(state) {
    if (this.dataset.state === state) return;
    const isFocused = this.contains(document.activeElement);
    this.dataset.state = state;
    for (const part of this.querySelectorAll("[data-when]")) {
      /** @type {HTMLElement} */ (part).hidden = /** @type {HTMLElement} */ (part).dataset.when !== state;
    }
    if (isFocused) /** @type {?HTMLElement} */ (this.querySelector(`[data-when=${state}] button, button[data-when=${state}]`))?.focus();
  }

  /** @param {string} where @param {string} sentence */
  #say(where, sentence) {
    const place = /** @type {HTMLElement} */ (this.querySelector(`[data-show=${where}]`));
    if (place.textContent !== sentence) place.textContent = sentence;
    if (where === "trouble") place.hidden = !sentence;
  }
}

customElements.define("download-button", DownloadButton);
