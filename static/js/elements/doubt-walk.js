/**
 * <doubt-walk>: from doubtful word to doubtful word while somebody corrects. Tab and Shift+Tab, or its buttons; a sentence that
 * was changed is saved on the way. Enter saves and goes on, Escape leaves (both by <segment-editor>), Alt+Enter lets it be heard.
 */

import { beside, doubtsOf } from "../lib/doubts.js";
import { markDoubts, sentencesOf, unmarkDoubts } from "../lib/doubt-marks.js";
import { hear } from "../lib/hear.js";
import { onPageChange } from "../lib/page-changes.js";
import { word } from "../lib/words.js";

/** @typedef {import("./segment-editor.js").SegmentEditor} SegmentEditor */

class DoubtWalk extends HTMLElement {
  #gone = new AbortController();
  /** @type {?import("../lib/doubts.js").Place} */
  #here = null;
  /** @type {1 | -1} */
  #step = 1;
  #isWalking = false;

  connectedCallback() {
    const { signal } = this.#gone;
    this.#editor.addEventListener("correcting", () => this.#show(), { signal });
    this.#editor.addEventListener("sentence", () => this.#goOn(), { signal });
    this.#editor.addEventListener("click", (event) => this.#press(event), { signal, capture: true });
    this.#editor.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    onPageChange(() => this.#show(), signal);
  }

  disconnectedCallback() {
    this.#gone.abort();
    unmarkDoubts();
  }

  /** Marks and count, as they are now. */
  #show() {
    if (!this.#editor.isCorrecting) return unmarkDoubts();
    markDoubts(this.#editor);
    const { length } = this.#doubts;
    const key = length === 1 ? "doubts-one" : length ? "doubts-many" : "doubts-none";
    const count = this.querySelector("[data-count]");
    if (count && count.textContent !== word(key, { num: length })) count.textContent = word(key, { num: length });
    for (const button of this.querySelectorAll("button")) button.disabled = !length;
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const deed = /** @type {?HTMLElement} */ (target.closest("[data-do^=doubt-], [data-do=hear]"));
    const isWalk = deed || (this.#editor.isCorrecting && target.closest("[data-count]"));
    if (!isWalk) { if (target.closest("[data-edit], [data-segment]")) this.#isWalking = false; return; }
    event.preventDefault();
    event.stopPropagation();
    if (deed?.dataset.do === "hear") this.#hear(deed);
    else this.#leave(deed?.dataset.do === "doubt-previous" ? -1 : 1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = /** @type {HTMLElement} */ (event.target).closest("textarea[data-doubt]");
    if (!field || event.isComposing) return;
    const hearing = /** @type {?HTMLElement} */ (this.#editor.querySelector("[data-do=hear]"));
    const isHear = event.key === "Enter" && event.altKey;
    if (event.key !== "Tab" && !isHear) { this.#step = 1; return; }
    event.preventDefault();
    if (isHear && hearing) this.#hear(hearing);
    else this.#leave(event.shiftKey ? -1 : 1);
  }

  /** What was changed is saved first; the way goes on when it has arrived. @param {1 | -1} step */
  #leave(step) {
    this.#step = step;
    const field = this.#editor.querySelector("textarea");
    if (field && field.value !== field.defaultValue) field.form?.requestSubmit();
    else this.#walk();
  }

  #goOn() {
    this.#show();
    if (this.#isWalking) this.#walk();
  }

  async #walk() {
    const doubts = this.#doubts;
    const doubt = beside(doubts, sentencesOf(this.#editor).map(({ segment }) => segment), this.#here, this.#step);
    this.#step = 1;
    this.#isWalking = Boolean(doubt);
    if (!doubt) return this.#say(word("doubts-none"));
    this.#here = doubt;
    const sentence = /** @type {HTMLElement} */ (document.getElementById(`segment-${doubt.segment}`));
    await this.#editor.open(sentence, `/segments/${doubt.segment}?${new URLSearchParams({ word: doubt.heard })}`);
    return this.#say(word("doubt-at", { place: doubts.indexOf(doubt) + 1, num: doubts.length, word: doubt.heard }));
  }

  /** @param {HTMLElement} button */
  #hear({ dataset }) {
    const track = /** @type {?HTMLElement} */ (this.closest("[data-track]"))?.dataset.track ?? "";
    hear(track, Number(dataset.hearFrom), Number(dataset.hearTo));
  }

  /** @param {string} sentence */
  #say(sentence) {
    const place = this.querySelector("[data-said]");
    if (place) place.textContent = sentence;
  }

  get #doubts() {
    return doubtsOf(sentencesOf(this.#editor));
  }

  get #editor() {
    return /** @type {SegmentEditor} */ (this.closest("segment-editor"));
  }
}

customElements.define("doubt-walk", DoubtWalk);
