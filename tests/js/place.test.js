import assert from "node:assert/strict";
import { test } from "node:test";

import { isDue, isNewer, resumeMs, startMs } from "../../static/js/lib/place.js";

const at = (position_ms, client_time = "2026-01-01T10:00:00Z") => ({ position_ms, client_time });

test("a track goes on where it was left, and over again once it was heard to the end", () => {
  assert.equal(startMs(at(300_000), 600_000), 300_000);
  assert.equal(startMs(at(598_000), 600_000), 0);
  assert.equal(startMs(null, 600_000), 0);
});

test("a track of unknown length keeps its place", () => {
  assert.equal(startMs(at(300_000), 0), 300_000);
});

test("only a pause of more than a minute costs three seconds", () => {
  assert.equal(resumeMs(10_000, 60_000), 10_000);
  assert.equal(resumeMs(10_000, 60_001), 7_000);
  assert.equal(resumeMs(1_000, 90_000), 0);
});

test("another device's place counts only when it is newer than what we wrote", () => {
  assert.equal(isNewer(at(1, "2026-01-01T10:00:01Z"), "2026-01-01T10:00:00Z"), true);
  assert.equal(isNewer(at(1, "2026-01-01T10:00:00Z"), "2026-01-01T10:00:00Z"), false);
  assert.equal(isNewer(at(1, "2026-01-01T09:00:00Z"), "2026-01-01T10:00:00Z"), false);
  assert.equal(isNewer(at(1), null), true);
  assert.equal(isNewer({ position_ms: 0, client_time: null }, null), false);
});

test("the place is told every ten seconds", () => {
  assert.deepEqual([9_999, 10_000].map((now) => isDue(now, 0)), [false, true]);
});
