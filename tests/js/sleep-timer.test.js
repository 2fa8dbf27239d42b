import assert from "node:assert/strict";
import { test } from "node:test";

import { PlayQueue } from "../../static/js/lib/play-queue.js";
import { FADE_MS, SleepTimer } from "../../static/js/lib/sleep-timer.js";

const MINUTE_MS = 60_000;

/** A timer and the clock on its wall. */
function timerAt(choice) {
  const wall = { ms: 1_000_000 };
  const timer = new SleepTimer(() => wall.ms);
  timer.set(choice);
  return { timer, wall };
}

/** The second of three tracks of ten minutes, four minutes in. */
function playing({ current = 1, speed = 1 } = {}) {
  const queue = new PlayQueue();
  const tracks = ["a", "b", "c"].map((trackId) => ({ trackId, durationMs: 10 * MINUTE_MS }));
  queue.set(tracks[current], tracks);
  return { queue, speed, positionMs: 4 * MINUTE_MS, durationMs: 10 * MINUTE_MS };
}

test("it is off until something is chosen, and off again by choosing nothing", () => {
  const { timer } = timerAt("");
  assert.deepEqual([timer.isRunning, timer.isOver, timer.loudness, timer.leftMs(playing())], [false, false, 1, 0]);
  timer.set("15");
  assert.equal(timer.isRunning, true);
  timer.set("");
  assert.deepEqual([timer.isRunning, timer.leftMs(playing())], [false, 0]);
});

test("minutes go by on the wall, whatever the speed", () => {
  const { timer, wall } = timerAt("15");
  wall.ms += 5 * MINUTE_MS;
  assert.equal(timer.leftMs(playing({ speed: 2 })), 10 * MINUTE_MS);
  assert.equal(timer.isOver, false);
});

test("a tab that slept through the end wakes up at the end", () => {
  const { timer, wall } = timerAt("5");
  wall.ms += 3 * 60 * MINUTE_MS;
  assert.deepEqual([timer.isOver, timer.leftMs(playing()), timer.loudness], [true, 0, 0]);
});

test("the sound goes over the last seconds", () => {
  const { timer, wall } = timerAt("5");
  wall.ms += 5 * MINUTE_MS - FADE_MS;
  assert.equal(timer.loudness, 1);
  wall.ms += FADE_MS / 4;
  assert.equal(timer.loudness, 0.75);
  wall.ms += FADE_MS / 2;
  assert.equal(timer.loudness, 0.25);
});

test("the end of the track is as far as the speed makes it, and nothing fades", () => {
  const { timer, wall } = timerAt("track");
  assert.equal(timer.leftMs(playing({ speed: 2 })), 3 * MINUTE_MS);
  wall.ms += 60 * MINUTE_MS;
  assert.deepEqual([timer.isOver, timer.loudness], [false, 1]);
  assert.equal(timer.stopsAfter(playing()), true);
});

test("the end of the playlist counts what follows, and stops after the last track only", () => {
  const { timer } = timerAt("playlist");
  assert.equal(timer.leftMs(playing({ speed: 2 })), 8 * MINUTE_MS);
  assert.equal(timer.stopsAfter(playing()), false);
  assert.equal(timer.stopsAfter(playing({ current: 2 })), true);
});

test("a time of the clock stops nothing at the end of a track", () => {
  assert.equal(timerAt("5").timer.stopsAfter(playing({ current: 2 })), false);
});
