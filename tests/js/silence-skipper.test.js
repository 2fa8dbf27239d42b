import assert from "node:assert/strict";
import { test } from "node:test";

import { SilenceSkipper } from "../../static/js/lib/silence-skipper.js";

/** A playback that is playing track "a" at 6 s of 60, twice as fast. */
class Playing extends EventTarget {
  track = { trackId: "a" };
  positionMs = 6_000;
  durationMs = 60_000;
  speed = 2;
  isPlaying = true;
  audio = { seeking: false };

  hopTo(ms) {
    this.positionMs = ms;
  }

  say(type) {
    this.dispatchEvent(new Event(type));
  }
}

const MAPS = { a: { silences: [[5_000, 9_000]] }, b: { silences: [[20_000, 50_000]] } };

function skipping({ mapOf = async (trackId) => MAPS[trackId] ?? null, isOn = true } = {}) {
  const playback = new Playing();
  const skipper = new SilenceSkipper(playback, mapOf);
  skipper.isOn = isOn;
  return { playback, skipper };
}

const settled = () => new Promise((done) => { setImmediate(done); });

test("it jumps, and counts what that saves at the speed one listens", async () => {
  const { playback, skipper } = skipping();
  await settled();
  assert.deepEqual([playback.positionMs, skipper.savedMs], [8_700, 1_350]);
  playback.say("time");
  assert.equal(skipper.savedMs, 1_350);
});

test("off, it leaves every silence, and asks for no map", async () => {
  let asked = 0;
  const { playback, skipper } = skipping({ isOn: false, mapOf: async () => { asked += 1; return MAPS.a; } });
  playback.say("track");
  await settled();
  playback.say("time");
  assert.deepEqual([playback.positionMs, skipper.savedMs, asked], [6_000, 0, 0]);
});

test("a map that comes after the next track began is not used for it", async () => {
  const answers = [];
  const { playback } = skipping({ mapOf: () => new Promise((answer) => { answers.push(answer); }) });
  playback.track = { trackId: "b" };
  playback.say("track");
  answers[1](MAPS.b);
  answers[0](MAPS.a);
  await settled();
  assert.equal(playback.positionMs, 6_000);
  playback.positionMs = 21_000;
  playback.say("time");
  assert.equal(playback.positionMs, 49_700);
});

test("paused, seeking or without a map it waits", async () => {
  const { playback } = skipping();
  playback.isPlaying = false;
  await settled();
  playback.say("time");
  playback.isPlaying = true;
  playback.audio.seeking = true;
  playback.say("time");
  assert.equal(playback.positionMs, 6_000);
  playback.audio.seeking = false;
  playback.track = { trackId: "unknown" };
  playback.say("track");
  await settled();
  assert.equal(playback.positionMs, 6_000);
});
