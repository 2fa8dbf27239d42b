import assert from "node:assert/strict";
import { test } from "node:test";

import { hintFor } from "../../static/js/lib/recorder-view.js";

const MINUTE_MS = 60_000;

test("a hint nudges towards two to five minutes, and the last minute is told", () => {
  const hints = [0, 1.9, 2, 4.9, 5, 28.9, 29, 30].map((minutes) => hintFor(minutes * MINUTE_MS, 30 * MINUTE_MS));
  assert.deepEqual(hints, [
    "hint-short", "hint-short", "hint-good", "hint-good", "hint-long", "hint-long", "last-minute", "last-minute",
  ]);
});
