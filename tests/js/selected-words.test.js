import assert from "node:assert/strict";
import { test } from "node:test";

import { wholeWords } from "../../static/js/lib/selected-words.js";

const TEXT = "Most of the time it is wrong.";
const widened = (from, to) => TEXT.slice(...wholeWords(TEXT, from, to));

test("words that are touched are taken whole", () => {
  assert.equal(widened(6, 10), "of the");
  assert.equal(widened(0, 4), "Most");
  assert.equal(widened(25, 27), "wrong.");
  assert.equal(widened(0, TEXT.length), TEXT);
});

test("a space at either end touches nothing", () => {
  assert.equal(widened(4, 7), " of");
  assert.equal(widened(4, 8), " of ");
  assert.equal(widened(7, 8), "");
  assert.equal(widened(TEXT.length, TEXT.length), "");
});
