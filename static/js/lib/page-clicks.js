/** Taps on the page that concern the player: play buttons, "play all", and the picture of a voice, wherever they stand. */

import { onPageChange } from "./page-changes.js";
import { isMoment, isPlaying, playableOf, queueAround } from "./play-queue.js";

/** @typedef {import("./playback.js").Playback} Playback */

/** @param {Playback} playback */
export function listenToPage(playback) {
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = /** @type {?HTMLElement} */ (target.closest("[data-play-track], [data-play-all]"));
    if (button) press(button, playback);
    const moment = /** @type {?HTMLElement} */ (target.closest("a[data-plays]"));
    if (moment && !event.ctrlKey && !event.metaKey && !event.shiftKey) open(moment, playback);
    const wave = /** @type {?HTMLElement} */ (target.closest("[data-seekable][data-wave-of]"));
    if (wave) touch(wave, event.clientX, playback);
  });
  onPageChange(() => cueMoment(playback));
  cueMoment(playback);
}

/** @param {HTMLElement} button @param {Playback} playback */
function press(button, playback) {
  if (button.hasAttribute("disabled") || button.ariaDisabled === "true") return;
  if (isPlaying(button, playback)) return playback.toggle();
  if (button.dataset.playTrack) return playback.play(wishOf(button, playback), queueAround(button));
  const list = document.getElementById(button.dataset.playAll ?? "");
  const first = /** @type {?HTMLElement} */ (list?.querySelector("[data-play-track]:not(:disabled)"));
  if (first) playback.play(playableOf(first), queueAround(first));
}

/** A link to a moment opens it, and it is heard on the way there. @param {HTMLElement} moment @param {Playback} playback */
function open(moment, playback) {
  const button = /** @type {?HTMLElement} */ (moment.closest("li")?.querySelector("[data-play-track]:not(:disabled)"));
  if (button) playback.play(playableOf(button), queueAround(button));
}

/** On a track's own page the moment of the address counts once; then the button just goes on. @param {HTMLElement} button @param {Playback} playback */
function wishOf(button, { track }) {
  const playable = playableOf(button);
  const goesOn = !isMoment(button) && track?.trackId === playable.trackId;
  return goesOn ? { ...playable, startMs: null } : playable;
}

/** A tap on the picture plays from there. @param {HTMLElement} wave @param {number} x @param {Playback} playback */
function touch(wave, x, playback) {
  const { waveOf } = wave.dataset;
  const button = /** @type {?HTMLElement} */ (document.querySelector(`[data-play-track="${waveOf}"]:not(:disabled)`));
  if (!button) return;
  const { left, width } = wave.getBoundingClientRect();
  const playable = playableOf(button);
  playback.play({ ...playable, startMs: ((x - left) / width) * playable.durationMs }, queueAround(button));
}

/** An address with ?t= has its moment ready, paused, unless something is being heard. @param {Playback} playback */
function cueMoment(playback) {
  const page = /** @type {?HTMLElement} */ (document.querySelector("[data-track-page][data-start-ms]"));
  const button = /** @type {?HTMLElement} */ (page?.querySelector(`[data-play-track="${page.dataset.trackPage}"]:not(:disabled)`));
  if (!page || !button || playback.isPlaying || page.dataset.cued) return;
  page.dataset.cued = "yes";
  playback.cue(playableOf(button), Number(page.dataset.startMs));
}
