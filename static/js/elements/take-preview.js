/** <take-preview>: listens to a draft before it is sent, take after take. Lengths are the measured ones: browsers misjudge recordings. */

import { clock } from "../lib/clock.js";
import { durationMs } from "../lib/draft.js";
import { takeFiles } from "../lib/draft-files.js";
import { word } from "../lib/words.js";

/** @typedef {import("../lib/draft.js").Draft} Draft */

class TakePreview extends HTMLElement {
  /** @type {string[]} */
  #addresses = [];
  #take = 0;
  /** @type {?Draft} */
  #draft = null;

  connectedCallback() {
    this.#button.addEventListener("click", () => this.#toggle());
    this.#audio.addEventListener("ended", () => this.#play(this.#take + 1));
    for (const type of ["play", "pause", "timeupdate", "ended"]) this.#audio.addEventListener(type, () => this.#show());
  }

  disconnectedCallback() {
    this.clear();
  }

  /** @param {import("../lib/draft-files.js").PartSource} drafts @param {Draft} draft */
  async load(drafts, draft) {
    this.clear();
    this.#draft = draft;
    this.#addresses = (await takeFiles(drafts, draft)).map((file) => URL.createObjectURL(file));
    this.#show();
  }

  clear() {
    this.#audio?.pause();
    for (const address of this.#addresses) URL.revokeObjectURL(address);
    this.#addresses = [];
    this.#take = 0;
    this.#audio?.removeAttribute("src");
  }

  #toggle() {
    if (!this.#audio.paused) return this.#audio.pause();
    for (const other of document.querySelectorAll("audio")) other.pause();
    if (this.#audio.src && !this.#audio.ended) this.#audio.play();
    else this.#play(0);
  }

  /** @param {number} take */
  #play(take) {
    if (!this.#addresses[take]) return;
    this.#take = take;
    this.#audio.src = this.#addresses[take];
    this.#audio.play();
  }

  #show() {
    const isPlaying = !this.#audio.paused && !this.#audio.ended;
    const takes = this.#draft?.takes ?? [];
    const before = takes.slice(0, this.#take).reduce((sum, take) => sum + take.durationMs, 0);
    const total = this.#draft ? durationMs(this.#draft) : 0;
    const position = Math.min(total, before + this.#audio.currentTime * 1000);
    this.#button.toggleAttribute("data-playing", isPlaying);
    this.#button.setAttribute("aria-label", word(isPlaying ? "preview-pause" : "preview-play"));
    const time = this.querySelector("[data-show=time]");
    if (time) time.textContent = `${clock(position)} / ${clock(total)}`;
    this.style.setProperty("--played", String(total ? position / total : 0));
  }

  get #audio() {
    return /** @type {HTMLAudioElement} */ (this.querySelector("audio"));
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }
}

customElements.define("take-preview", TakePreview);
export { TakePreview };
