import assert from "node:assert/strict";
import { test } from "node:test";

import { PlayQueue, isMoment, isPlaying, playableOf, queueAround } from "../../static/js/lib/play-queue.js";

const track = (trackId, startMs = null) => ({ trackId, title: trackId, startMs });

function button(trackId, { startMs, list = null, onTrackPage = false } = {}) {
  const dataset = { playTrack: trackId, title: trackId.toUpperCase(), ...(startMs && { startMs }) };
  return { dataset, closest: (selector) => (selector === "[data-track-page]" ? onTrackPage : list) };
}

test("a queue knows what came and what comes", () => {
  const queue = new PlayQueue();
  queue.set(track("b"), [track("a"), track("b"), track("c")]);
  assert.deepEqual([queue.earlier.trackId, queue.current.trackId, queue.upcoming.trackId], ["a", "b", "c"]);
  queue.set(track("c"), queue.tracks);
  assert.equal(queue.upcoming, null);
});

test("a track that is not among its neighbours plays alone", () => {
  const queue = new PlayQueue();
  queue.set(track("x"), [track("a")]);
  assert.deepEqual([queue.earlier, queue.current.trackId, queue.upcoming], [null, "x", null]);
});

test("an empty queue plays nothing", () => {
  const queue = new PlayQueue();
  assert.deepEqual([queue.earlier, queue.current, queue.upcoming], [null, null, null]);
});

test("the queue around a button has each track of the list once, in order", () => {
  const list = { querySelectorAll: () => [button("a"), button("b"), button("a", { startMs: "9" })] };
  assert.deepEqual(queueAround(button("b", { list })).map(({ trackId }) => trackId), ["a", "b"]);
});

test("a button says what it plays", () => {
  const { trackId, title, startMs, href } = playableOf(button("a", { startMs: "83000" }));
  assert.deepEqual([trackId, title, startMs, href], ["a", "A", 83_000, "/tracks/a"]);
});

test("of two moments of one track only the one that was asked for is playing", () => {
  const playback = { isPlaying: true, track: track("a"), moment: 5_000 };
  assert.equal(isPlaying(button("a", { startMs: "5000" }), playback), true);
  assert.equal(isPlaying(button("a", { startMs: "9000" }), playback), false);
  assert.equal(isPlaying(button("a"), playback), true);
  assert.equal(isPlaying(button("b"), playback), false);
  assert.equal(isPlaying(button("a"), { ...playback, isPlaying: false }), false);
});

test("on a track's own page the button stands for the whole track", () => {
  assert.equal(isMoment(button("a", { startMs: "83000", onTrackPage: true })), false);
  assert.equal(isMoment(button("a", { startMs: "83000" })), true);
});
