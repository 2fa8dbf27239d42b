import assert from "node:assert/strict";
import { test } from "node:test";

import { showOnLockScreen } from "../../static/js/lib/media-session.js";

/** A playback and how often the lock screen was told its position. */
function shown() {
  const session = { told: 0, setPositionState() { this.told += 1; }, setActionHandler() {} };
  const playback = Object.assign(new EventTarget(), { audio: new EventTarget(), durationMs: 60_000, positionMs: 1_000, speed: 1, isPlaying: true, hopped: false });
  showOnLockScreen(playback, session);
  return { session, playback };
}

test("a wished jump is told at once, a minute full of hops over silences fewer than five times", (t) => {
  const { session, playback } = shown();
  let nowMs = 100_000;
  t.mock.method(performance, "now", () => nowMs);
  const seeked = () => playback.audio.dispatchEvent(new Event("seeked"));
  seeked();
  seeked();
  assert.equal(session.told, 2);
  playback.hopped = true;
  for (let hop = 0; hop < 60; hop += 1) {
    seeked();
    nowMs += 1_000;
  }
  assert.ok(session.told - 2 > 0 && session.told - 2 < 5, `${session.told - 2}`);
});
