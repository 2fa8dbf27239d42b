import assert from "node:assert/strict";
import { test } from "node:test";

import { msAt, segmentAt, wordAt, wordPlaces } from "../../static/js/lib/transcript-timing.js";

const WORDS = [[0, 400, "The"], [400, 900, "second"], [900, 1500, "invoice."], [1600, 1900, "The"], [1900, 2400, "end."]];
const segments = [{ start_ms: 500 }, { start_ms: 2_000 }, { start_ms: 9_000 }];
const said = (text, words) => wordPlaces(text, words).map((place) => place && text.slice(...place));

test("a moment belongs to the last sentence that has begun", () => {
  assert.deepEqual([0, 500, 1_999, 2_000, 60_000].map((ms) => segmentAt(segments, ms)), [-1, 0, 0, 1, 2]);
  assert.equal(segmentAt([], 100), -1);
});

test("between two words the last one stays marked", () => {
  assert.deepEqual([0, 399, 400, 1_550, 1_600, 9_000].map((ms) => wordAt(WORDS, ms)), [0, 0, 1, 2, 3, 4]);
});

test("each word is found at its own place, repeated words too", () => {
  assert.deepEqual(said("The second invoice. The end.", WORDS), ["The", "second", "invoice.", "The", "end."]);
  assert.deepEqual(wordPlaces("The second invoice. The end.", WORDS)[3], [20, 23]);
});

test("after a correction the words that are left are still found", () => {
  assert.deepEqual(said("The first invoice. The end.", WORDS), ["The", null, "invoice.", "The", "end."]);
  assert.deepEqual(said("", WORDS), [null, null, null, null, null]);
});

test("a word far ahead is another one and does not drag the rest along", () => {
  const text = `One ${"x".repeat(80)} second two three`;
  assert.deepEqual(said(text, [[0, 1, "One"], [1, 2, "second"]]), ["One", null]);
});

test("a letter is said with the word it belongs to", () => {
  const segment = { id: "1", start_ms: 0, end_ms: 2_400, text: "The second invoice. The end.", words: WORDS };
  assert.deepEqual([0, 2, 4, 12, 20, 27].map((offset) => msAt(segment, offset)), [0, 0, 400, 900, 1_600, 1_900]);
  assert.equal(msAt({ ...segment, start_ms: 70, words: [] }, 12), 70);
});
