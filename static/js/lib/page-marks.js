/** Shows on the page what the player does: which button is playing, and how far each picture of that voice is coloured. */

import { clock } from "./clock.js";
import { onPageChange } from "./page-changes.js";
import { isPlaying } from "./play-queue.js";
import { word } from "./words.js";

/** @typedef {import("./playback.js").Playback} Playback */

/** @param {Playback} playback */
export function markPage(playback) {
  const buttons = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-play-track]"));
  const marks = () => buttons().forEach((button) => markButton(button, playback));
  for (const type of ["track", "state"]) playback.addEventListener(type, marks);
  for (const type of ["track", "time", "state"]) playback.addEventListener(type, () => markWaves(playback));
  onPageChange(() => { marks(); markWaves(playback); });
}

/** @param {HTMLElement} button @param {Playback} playback */
function markButton(button, playback) {
  const playing = isPlaying(button, playback);
  if (playing === button.hasAttribute("data-playing")) return;
  button.toggleAttribute("data-playing", playing);
  button.setAttribute("aria-label", word(playing ? "pause-track" : "play-track", { title: button.dataset.title ?? "" }));
}

/** @param {Playback} playback */
function markWaves({ track, positionMs, durationMs }) {
  if (!track || !durationMs) return;
  for (const wave of document.querySelectorAll(`[data-wave-of="${track.trackId}"]`)) {
    /** @type {HTMLElement} */ (wave).style.setProperty("--played", String(positionMs / durationMs));
  }
  const elapsed = document.querySelector(`[data-track-page="${track.trackId}"] [data-elapsed]`);
  if (elapsed) elapsed.textContent = clock(positionMs);
}
