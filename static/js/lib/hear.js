/** Plays a stretch of a track and stops there. */

import { playMoment, playbackOfPage } from "./play-moment.js";

let stretch = new AbortController();

/** Until it is over, or somebody goes elsewhere or asks for another stretch. @param {string} trackId @param {number} fromMs @param {number} toMs */
export function hear(trackId, fromMs, toMs) {
  stretch.abort();
  stretch = new AbortController();
  const playback = playbackOfPage();
  if (!playback) return;
  playMoment(trackId, fromMs);
  let isUnderWay = false;
  playback.addEventListener("time", () => {
    const { positionMs } = playback;
    const isInside = playback.track?.trackId === trackId && positionMs >= fromMs - SLACK_MS && positionMs < toMs + SLACK_MS;
    // Before the first jump arrives, the position is still that of before.
    if (!isUnderWay && !isInside) return;
    isUnderWay = true;
    if (!isInside) return stretch.abort();
    if (positionMs >= toMs && playback.isPlaying) { playback.toggle(); stretch.abort(); }
  }, { signal: stretch.signal });
}

/** A browser tells the time about four times a second. */
const SLACK_MS = 600;
