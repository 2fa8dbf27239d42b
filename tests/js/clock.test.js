import assert from "node:assert/strict";
import { test } from "node:test";

import { brief, clock, momentMs, spoken } from "../../static/js/lib/clock.js";

test("a length is written as a player shows it", () => {
  assert.deepEqual([0, 58_999, 725_000, 3_723_000].map(clock), ["0:00", "0:58", "12:05", "1:02:03"]);
  assert.equal(clock(NaN), "0:00");
});

test("a length is spoken in whole words", () => {
  assert.equal(spoken(130_000), "2 minutes 10 seconds");
  assert.equal(spoken(3_601_000), "1 hour 1 second");
  assert.equal(spoken(0), "0 seconds");
  assert.equal(spoken(120_000, "de"), "2 Minuten");
});

test("the t of an address may be written in every usual way", () => {
  assert.deepEqual(["83", "83.5", "83s", "1:23", "1m23s", "1:02:03"].map(momentMs), [83_000, 83_500, 83_000, 83_000, 83_000, 3_723_000]);
  assert.deepEqual(["", null, "soon", "-3", "1:"].map(momentMs), [null, null, null, null, null]);
});

test("a short time is told in seconds, a longer one in minutes", () => {
  assert.deepEqual([27_400, 59_600, 125_000].map((ms) => brief(ms)), ["27 sec", "1 min", "2 min"]);
});
