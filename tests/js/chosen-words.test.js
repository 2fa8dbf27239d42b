import assert from "node:assert/strict";
import { test } from "node:test";

import { againAddress, moved, stretch, tapped } from "../../static/js/lib/chosen-words.js";

const SENTENCE = { first: 4, last: 9 };

test("the first tap takes the sentence, the next ones narrow or widen it", () => {
  assert.deepEqual(tapped(null, 6, SENTENCE), SENTENCE);
  assert.deepEqual(tapped(SENTENCE, 5, SENTENCE), { first: 5, last: 9 });
  assert.deepEqual(tapped(SENTENCE, 8, SENTENCE), { first: 4, last: 8 });
  assert.deepEqual(tapped(SENTENCE, 20, { first: 15, last: 22 }), { first: 4, last: 20 });
  assert.deepEqual(tapped(SENTENCE, 0, { first: 0, last: 3 }), { first: 0, last: 9 });
});

test("an end moves word by word, and stops at the other one and at the last word", () => {
  assert.deepEqual(moved(SENTENCE, "start", -1, 10), { first: 3, last: 9 });
  assert.deepEqual(moved(SENTENCE, "start", 99, 10), { first: 9, last: 9 });
  assert.deepEqual(moved(SENTENCE, "end", 1, 10), { first: 4, last: 9 });
  assert.deepEqual(moved(SENTENCE, "end", -99, 10), { first: 4, last: 4 });
});

test("a stretch goes from the first word to the last, and the recorder is told of it", () => {
  const words = [{ startMs: 0.4, endMs: 300 }, { startMs: 300, endMs: 750.6 }];
  assert.deepEqual(stretch(words, { first: 0, last: 1 }), { startMs: 0, endMs: 751 });
  assert.equal(againAddress("/record?retake=t", { startMs: 0, endMs: 751 }, false), "/record?retake=t&from=0&to=751");
  assert.equal(againAddress("/record?retake=t", { startMs: 300, endMs: 751 }, true), "/record?retake=t&from=300");
});
