import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, within, written } from "../../static/js/lib/speed.js";

test("speeds go from half to three, in steps that exist", () => {
  assert.deepEqual([beside(1, 1), beside(1, -1), beside(3, 1), beside(0.5, -1)], [1.1, 0.9, 3, 0.5]);
});

test("a speed between two steps goes to the nearest one in its direction", () => {
  assert.deepEqual([beside(1.25, 1), beside(1.25, -1)], [1.3, 1.2]);
});

test("what is no speed is one", () => {
  assert.deepEqual([within(9), within(0.1), within(NaN)], [3, 0.5, 1]);
  assert.deepEqual([1, 1.5, 2.25].map(written), ["1×", "1.5×", "2.25×"]);
});
