/** <edit-desk>: choose words of a transcript, hear them, cut them, say them again. Everything it does is a form or a link. */

import { moved, stretch, tapped } from "../lib/chosen-words.js";
import { fillTimes, showChosen, takeMarked } from "../lib/edit-desk-view.js";
import { hear } from "../lib/hear.js";
import { onPageChange } from "../lib/page-changes.js";
import { playbackOfPage, playMoment } from "../lib/play-moment.js";
import { playableOf } from "../lib/play-queue.js";

/** @typedef {import("../lib/chosen-words.js").Chosen} Chosen */

class EditDesk extends HTMLElement {
  #gone = new AbortController();
  /** @type {?Chosen} */
  #chosen = null;
  #sound = "";

  connectedCallback() {
    const { signal } = this.#gone;
    this.#sound = this.dataset.sound ?? "";
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("click", (event) => this.#hear(event), { signal, capture: true });
    this.addEventListener("keydown", (event) => this.#type(event), { signal });
    onPageChange(() => this.#refresh(), signal);
    this.#show();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** @param {MouseEvent} event */
  #press({ target }) {
    const pressed = /** @type {HTMLElement} */ (target);
    const word = /** @type {?HTMLElement} */ (pressed.closest("[data-word]"));
    const move = /** @type {?HTMLElement} */ (pressed.closest("[data-move]"));
    const deed = /** @type {?HTMLElement} */ (pressed.closest("[data-do]"))?.dataset.do;
    if (word) this.#tap(word);
    else if (move && this.#chosen) this.#choose(moved(this.#chosen, move.dataset.move === "start" ? "start" : "end", Number(move.dataset.by), this.#words.length));
    else if (deed) this.#do(deed);
  }

  /** @param {MouseEvent} event */
  #hear(event) {
    const joint = /** @type {?HTMLElement} */ (/** @type {HTMLElement} */ (event.target).closest("[data-hear-ms]"));
    if (!joint) return;
    event.preventDefault();
    event.stopPropagation();
    playMoment(this.dataset.track ?? "", Number(joint.dataset.hearMs));
  }

  /** @param {KeyboardEvent} event */
  #type(event) {
    const sentence = /** @type {HTMLElement} */ (event.target).closest("[data-sentence]");
    if (event.key === "Escape" && this.#chosen) this.#choose(null);
    if (!sentence || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#choose(this.#span(sentence));
    /** @type {?HTMLElement} */ (this.querySelector("[data-do=listen]"))?.focus();
  }

  /** @param {HTMLElement} word */
  #tap(word) {
    const marked = takeMarked(this.#words);
    if (marked) return this.#choose(marked);
    this.#choose(tapped(this.#chosen, this.#words.indexOf(word), this.#span(/** @type {Element} */ (word.closest("[data-sentence]")))));
  }

  /** @param {string} deed */
  #do(deed) {
    if (deed === "clear") return this.#choose(null);
    if (!this.#chosen) return;
    const { startMs, endMs } = stretch(this.#times, this.#chosen);
    if (deed === "listen") hear(this.dataset.track ?? "", startMs, endMs);
    if (deed === "cut") this.#cut(startMs, endMs);
  }

  /** @param {number} startMs @param {number} endMs */
  #cut(startMs, endMs) {
    const form = fillTimes(this, startMs, endMs);
    this.#choose(null);
    form.requestSubmit();
  }

  /** The page has changed under us: other words, or the sound was made anew. */
  #refresh() {
    const { sound = "" } = this.dataset;
    if (!this.isConnected || sound === this.#sound) return;
    this.#sound = sound;
    this.#choose(null);
    const button = /** @type {?HTMLElement} */ (document.querySelector(`[data-play-track="${this.dataset.track}"]`));
    if (button) playbackOfPage()?.renew(playableOf(button));
  }

  /** @param {?Chosen} chosen */
  #choose(chosen) {
    this.#chosen = this.hasAttribute("data-waiting") ? null : chosen;
    this.#show();
  }

  #show() {
    showChosen(this, this.#words, this.#times, this.#chosen);
  }

  /** @param {Element} sentence @returns {Chosen} */
  #span(sentence) {
    const own = [.../** @type {NodeListOf<HTMLElement>} */ (sentence.querySelectorAll("[data-word]"))];
    return { first: this.#words.indexOf(own[0]), last: this.#words.indexOf(own[own.length - 1]) };
  }

  get #words() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-word]"))];
  }

  get #times() {
    return this.#words.map(({ dataset }) => ({ startMs: Number(dataset.startMs), endMs: Number(dataset.endMs) }));
  }
}

customElements.define("edit-desk", EditDesk);
