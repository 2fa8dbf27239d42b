import assert from "node:assert/strict";
import { test } from "node:test";

import { Take } from "../../static/js/lib/take.js";

class FakeRecorder extends EventTarget {
  state = "inactive";
  start() { this.state = "recording"; }
  stop() { this.state = "inactive"; this.dispatchEvent(new Event("stop")); }
  give(size, read = async () => new ArrayBuffer(size)) {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: { size, arrayBuffer: read } }));
  }
}

/** A take that runs, and what it hands on; `write` is how long the device takes to keep a part. */
function begin(write = async () => {}) {
  globalThis.MediaRecorder = FakeRecorder;
  const parts = [];
  const take = new Take(null, "", async ({ byteLength }, durationMs) => { await write(); parts.push([byteLength, durationMs]); });
  take.start();
  return { take, parts, recorder: take.recorder };
}

test("the clock does not go back while a part is being written down", async ({ mock }) => {
  let nowMs = 0;
  mock.method(performance, "now", () => nowMs);
  let written = () => {};
  const { take, recorder, parts } = begin(() => new Promise((done) => { written = done; }));
  nowMs = 4_000;
  recorder.give(7);
  await new Promise(setImmediate);
  nowMs = 4_100;
  assert.equal(take.untoldMs, 4_100);
  written();
  await new Promise(setImmediate);
  assert.equal(take.untoldMs, 100);
  assert.deepEqual(parts, [[7, 4_000]]);
});

test("no blob without bytes becomes a part", async () => {
  const { take, parts, recorder } = begin();
  recorder.give(0);
  recorder.give(5);
  await take.stop();
  assert.deepEqual(parts.map(([size]) => size), [5]);
});

test("a part that cannot be read is told as trouble and costs no other part", async () => {
  const { take, parts, recorder } = begin();
  let troubles = 0;
  recorder.addEventListener("error", () => { troubles += 1; });
  recorder.give(1);
  recorder.give(2, () => Promise.reject(new DOMException("gone", "NotReadableError")));
  recorder.give(3);
  await take.stop();
  assert.deepEqual([troubles, parts.map(([size]) => size)], [1, [1, 3]]);
});
