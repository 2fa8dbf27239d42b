import assert from "node:assert/strict";
import { test } from "node:test";

import { LoudnessWatch, levelOf, meterOf } from "../../static/js/lib/loudness-watch.js";

const SPEECH = { rms: 0.05, flat: false };
const QUIET_ROOM = { rms: 0.001, flat: false };
const NOTHING = { rms: 0, flat: true };

test("a quiet room is silent after five seconds but never dead", () => {
  const watch = new LoudnessWatch(0);
  assert.deepEqual([4_999, 5_000, 60_000].map((now) => watch.feed(QUIET_ROOM, now)), ["fine", "silent", "silent"]);
});

test("one word ends the silence", () => {
  const watch = new LoudnessWatch(0);
  watch.feed(QUIET_ROOM, 5_500);
  assert.equal(watch.feed(SPEECH, 5_600), "fine");
  assert.equal(watch.feed(QUIET_ROOM, 10_000), "fine");
});

test("the same sample for six seconds is a dead microphone", () => {
  const watch = new LoudnessWatch(0);
  assert.deepEqual([5_999, 6_000].map((now) => watch.feed(NOTHING, now)), ["silent", "dead"]);
});

test("starting again forgets the silence before", () => {
  const watch = new LoudnessWatch(0);
  watch.feed(NOTHING, 7_000);
  watch.restart(7_000);
  assert.equal(watch.feed(NOTHING, 8_000), "fine");
});

test("levels are measured and drawn on a scale of sixty decibels", () => {
  assert.deepEqual(levelOf(new Float32Array([0.5, -0.5])), { rms: 0.5, flat: false });
  assert.deepEqual(levelOf(new Float32Array([0.2, 0.2])).flat, true);
  assert.deepEqual([0, 0.001, 1].map((rms) => Math.round(meterOf(rms) * 100) / 100), [0, 0, 1]);
});
