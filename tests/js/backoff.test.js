import assert from "node:assert/strict";
import { test } from "node:test";

import { backoffMs, pause } from "../../static/js/lib/backoff.js";

test("waits double up to half a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 9, 400].map((attempt) => backoffMs(attempt, () => 1)), [1000, 2000, 4000, 8000, 30_000, 30_000]);
});

test("jitter takes away at most half", () => {
  assert.equal(backoffMs(2, () => 0), 2000);
  assert.equal(backoffMs(2, () => 0.5), 3000);
});

test("a wait ends early when somebody presses Retry, also before it began", async () => {
  const nap = new AbortController();
  const waiting = pause(3_600_000, nap.signal);
  nap.abort();
  await waiting;
  await pause(3_600_000, nap.signal);
});
