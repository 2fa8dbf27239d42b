/** <transcript-view>: reads along with the player and jumps on a tap. The sentences are the server's HTML. */

import { call } from "../lib/api.js";
import { FollowScroll } from "../lib/follow-scroll.js";
import { onPageChange } from "../lib/page-changes.js";
import { playMoment, playbackOfPage } from "../lib/play-moment.js";
import { makeSelectable } from "../lib/sentence-press.js";
import { selectedIn } from "../lib/selected-words.js";
import { markWord, unmarkWord } from "../lib/spoken-word.js";
import { msAt, segmentAt } from "../lib/transcript-timing.js";

/** @typedef {import("../lib/transcript-timing.js").TimedSegment} TimedSegment */

export class TranscriptView extends HTMLElement {
  #gone = new AbortController();
  #scroll = new FollowScroll(this.#gone.signal);
  /** @type {TimedSegment[]} */
  #segments = [];
  /** @type {?HTMLElement} */
  #current = null;

  connectedCallback() {
    const { signal } = this.#gone;
    for (const type of ["time", "track", "state"]) this.#playback?.addEventListener(type, () => this.#follow(), { signal });
    this.#scroll.addEventListener("change", () => this.#offerToFollow());
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("elsewhere", () => this.#scroll.pause(), { signal });
    document.addEventListener("corrected", () => this.#load(), { signal });
    onPageChange(() => this.#loadNew(), signal);
    makeSelectable(this, signal);
    this.#load();
  }

  disconnectedCallback() {
    this.#gone.abort();
    unmarkWord();
  }

  /** When a letter of a sentence is said. @param {HTMLElement} sentence @param {number} offset */
  msAt(sentence, offset) {
    const segment = this.#segments.find(({ id }) => id === sentence.dataset.segment);
    return segment ? msAt(segment, offset) : Number(sentence.dataset.startMs);
  }

  /** The times of the words; the sentences themselves carry their own. */
  async #load() {
    if (!this.querySelector("[data-segment]")) return;
    const transcript = await call("GET", `/api/tracks/${this.dataset.track}/transcript.json`).catch(() => null);
    this.#segments = transcript?.segments ?? this.#segments;
    this.#follow();
  }

  /** While it is being written down, more sentences appear. */
  #loadNew() {
    if (this.querySelectorAll("[data-segment]").length > this.#segments.length) this.#load();
  }

  #follow() {
    if (!this.#isPlayingHere) return this.#mark(null);
    const ms = /** @type {number} */ (this.#playback?.positionMs);
    const segment = this.#segments[segmentAt(this.#segments, ms)];
    const sentence = segment ? /** @type {?HTMLElement} */ (this.querySelector(`[data-segment="${segment.id}"]`)) : null;
    // New sentences arriving take the mark off the current one.
    if (sentence !== this.#current || sentence?.ariaCurrent === null) this.#mark(sentence);
    if (segment && sentence) markWord(sentence, segment.words, ms);
  }

  /** @param {?HTMLElement} sentence */
  #mark(sentence) {
    this.#current?.removeAttribute("aria-current");
    this.#current = sentence;
    if (!sentence) return unmarkWord();
    sentence.setAttribute("aria-current", "true");
    if (this.#playback?.isPlaying && !this.#isBusy) this.#scroll.show(sentence);
  }

  #offerToFollow() {
    const button = /** @type {?HTMLElement} */ (this.querySelector("[data-do=follow]"));
    if (button) button.hidden = this.#scroll.isFollowing || !this.#isPlayingHere;
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const chosen = /** @type {?HTMLElement} */ (/** @type {HTMLElement} */ (event.target).closest("[data-do=follow], [data-start-ms]"));
    const elsewhere = event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey;
    if (!chosen || elsewhere) return;
    event.preventDefault();
    event.stopPropagation();
    // Whoever has drawn over words wants them, and not to hear them; the keyboard's click comes without a place.
    if (event.detail && selectedIn(this)) return;
    if (chosen.dataset.startMs) playMoment(this.dataset.track ?? "", Number(chosen.dataset.startMs));
    this.#scroll.resume();
    if (this.#current) this.#scroll.show(this.#current);
  }

  /** Somebody selects or writes: the page holds still. */
  get #isBusy() {
    return Boolean(selectedIn(this) ?? this.querySelector("[data-correction]"));
  }

  get #isPlayingHere() {
    return this.#playback?.track?.trackId === this.dataset.track;
  }

  get #playback() {
    return playbackOfPage();
  }
}

customElements.define("transcript-view", TranscriptView);
