/** <sleep-timer>: chooses when the sound stops, shows the time left, and stops it. When that is: lib/sleep-timer.js. */

import { clock, spoken } from "../lib/clock.js";
import { playbackOfPage } from "../lib/play-moment.js";
import { FADE_MS, SleepTimer } from "../lib/sleep-timer.js";
import { word } from "../lib/words.js";

/** @typedef {import("../lib/playback.js").Playback} Playback */

const TICK_MS = 1_000;

class SleepTimerElement extends HTMLElement {
  #timer = new SleepTimer();
  #ticking = 0;
  /** @type {?number} how loud it was before it began to fade */
  #volume = null;

  connectedCallback() {
    const playback = /** @type {Playback} */ (playbackOfPage());
    this.#select.addEventListener("change", () => this.#set(this.#select.value, playback));
    this.#cancel.addEventListener("click", () => { this.#select.focus(); this.#set("", playback); });
    // The sound itself keeps the time: a hidden tab's timers may rest while it plays.
    for (const type of ["time", "state"]) playback.addEventListener(type, () => this.#look(playback));
    document.addEventListener("visibilitychange", () => this.#look(playback));
    playback.addEventListener("end", (event) => this.#ended(event, playback));
  }

  /** @param {string} choice @param {Playback} playback */
  #set(choice, playback) {
    this.#timer.set(choice);
    this.#select.value = choice;
    clearInterval(this.#ticking);
    if (this.#timer.isRunning) this.#ticking = setInterval(() => this.#look(playback), TICK_MS);
    this.#look(playback);
    this.#tell(choice ? word("sleep-in", { time: spoken(this.#timer.leftMs(playback), document.documentElement.lang) }) : "");
  }

  /** @param {Playback} playback */
  #look(playback) {
    if (this.#timer.isOver) this.#stop(playback);
    this.#fade(playback);
    this.#cancel.hidden = !this.#timer.isRunning;
    const left = clock(this.#timer.leftMs(playback));
    const shown = /** @type {HTMLElement} */ (this.querySelector("[data-left]"));
    if (shown.textContent !== left) shown.textContent = left;
  }

  /** What was too soft to hear is heard again next time. @param {Playback} playback */
  #stop(playback) {
    const wasHeard = playback.isPlaying;
    playback.audio.pause();
    if (wasHeard) playback.skip(-FADE_MS * playback.speed);
    this.#set("", playback);
    if (wasHeard) this.#tell(word("slept"));
  }

  /** Phones that leave loudness to their buttons just stop. @param {Playback} playback */
  #fade({ audio }) {
    const { loudness } = this.#timer;
    if (loudness < 1) audio.volume = (this.#volume ??= audio.volume) * loudness;
    else if (this.#volume !== null) [audio.volume, this.#volume] = [this.#volume, null];
  }

  /** @param {Event} event @param {Playback} playback */
  #ended(event, playback) {
    if (!this.#timer.stopsAfter(playback)) return;
    event.preventDefault();
    this.#set("", playback);
    this.#tell(word("slept"));
  }

  /** @param {string} news */
  #tell(news) {
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = news;
  }

  get #select() {
    return /** @type {HTMLSelectElement} */ (this.querySelector("select"));
  }

  get #cancel() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }
}

customElements.define("sleep-timer", SleepTimerElement);
