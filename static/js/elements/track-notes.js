/** <track-notes>: a new note stands where the player is, until somebody writes; a tap on a note's time plays from there. */

import { clock, momentMs } from "../lib/clock.js";
import { playMoment, playbackOfPage } from "../lib/play-moment.js";

class TrackNotes extends HTMLElement {
  #gone = new AbortController();
  #isSettled = false;

  connectedCallback() {
    const { signal } = this.#gone;
    for (const type of ["time", "track"]) playbackOfPage()?.addEventListener(type, () => this.#follow(), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("input", ({ target }) => this.#settle(/** @type {HTMLElement} */ (target)), { signal });
    this.#follow();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** The place of the player, as long as nobody has begun to write. */
  #follow() {
    const playback = playbackOfPage();
    if (this.#isSettled || !this.#at || !playback || playback.track?.trackId !== this.dataset.track) return;
    if (playback.positionMs < 1_000) return;
    this.#at.value = clock(playback.positionMs);
    this.#pointSpeech();
  }

  /** Whoever writes keeps the moment they began at, or the one they typed. @param {HTMLElement} field */
  #settle(field) {
    if (field.closest("form") !== this.#at?.form) return;
    this.#isSettled = field === this.#at || Boolean(/** @type {HTMLTextAreaElement} */ (field).value);
    this.#pointSpeech();
  }

  /** Saying it instead keeps the moment too. */
  #pointSpeech() {
    const link = /** @type {?HTMLAnchorElement} */ (this.querySelector("[data-speak]"));
    const ms = momentMs(this.#at?.value ?? "");
    if (link) link.search = String(new URLSearchParams({ about: this.dataset.track ?? "", ...(ms !== null && { at: String(ms) }) }));
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const moment = /** @type {?HTMLElement} */ (/** @type {HTMLElement} */ (event.target).closest("a[data-start-ms]"));
    if (!moment || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    playMoment(this.dataset.track ?? "", Number(moment.dataset.startMs));
  }

  get #at() {
    return /** @type {?HTMLInputElement} */ (this.querySelector("[data-at]"));
  }
}

customElements.define("track-notes", TrackNotes);
