/** Plays a track of this page from a moment, with the neighbours its play button has. */

import { playableOf, queueAround } from "./play-queue.js";

/** @returns {import("./playback.js").Playback | undefined} */
export function playbackOfPage() {
  return /** @type {?import("../elements/audio-player.js").AudioPlayer} */ (document.querySelector("audio-player"))?.playback;
}

/** @param {string} trackId @param {number} startMs */
export function playMoment(trackId, startMs) {
  const button = /** @type {?HTMLElement} */ (document.querySelector(`[data-play-track="${trackId}"]:not(:disabled)`));
  if (button) playbackOfPage()?.play({ ...playableOf(button), startMs }, queueAround(button));
}
