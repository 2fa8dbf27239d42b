import assert from "node:assert/strict";
import { test } from "node:test";

import { BREATH_MS, jumpAt, jumpsOver, untilJumpMs } from "../../static/js/lib/silences.js";

const jump = (fromMs, toMs) => ({ fromMs, toMs });

test("only silences longer than a second are skipped, with a breath left on both sides", () => {
  assert.deepEqual(jumpsOver([[1_000, 2_000], [5_000, 9_000]], 60_000), [jump(5_300, 8_700)]);
});

test("no jump leads beyond the end, whatever the map says", () => {
  assert.deepEqual(jumpsOver([[58_000, 90_000]], 60_000), [jump(58_300, 60_000 - BREATH_MS)]);
  assert.deepEqual(jumpsOver([[61_000, 90_000], [59_500, 90_000]], 60_000), []);
  assert.deepEqual(jumpsOver([[-500, 800]], 60_000), []);
});

test("a jump is made inside a silence, and not again where it ends", () => {
  const jumps = [jump(5_300, 8_700)];
  assert.deepEqual([5_299, 5_300, 7_000].map((at) => jumpAt(jumps, at)?.toMs ?? null), [null, 8_700, 8_700]);
  assert.deepEqual([8_600, 8_700, 9_000].map((at) => jumpAt(jumps, at)), [null, null, null]);
});

test("the next jump comes sooner at a higher speed, and after the last there is none", () => {
  const jumps = [jump(5_300, 8_700), jump(20_300, 22_700)];
  assert.equal(untilJumpMs(jumps, 5_000, 1), 300);
  assert.equal(untilJumpMs(jumps, 9_300, 2), 5_500);
  assert.equal(untilJumpMs(jumps, 23_000, 1), Infinity);
});
