import assert from "node:assert/strict";
import { test } from "node:test";

import { findIn, stepped } from "../../static/js/lib/find.js";

const TEXTS = ["Then you look at the amount.", "The Amount is naïve, İnşallah.", "nothing"];
const found = (query) => findIn(TEXTS, query).map(({ index, from, to }) => [index, TEXTS[index].slice(from, to)]);

test("words are found whatever their case and accents, at their own place", () => {
  assert.deepEqual(found("amount"), [[0, "amount"], [1, "Amount"]]);
  assert.deepEqual(found("NAIVE,  insallah"), [[1, "naïve, İnşallah"]]);
  assert.deepEqual(found("the"), [[0, "The"], [0, "the"], [1, "The"]]);
});

test("nothing is found for nothing, and what looks like a pattern is none", () => {
  assert.deepEqual([found("  "), found("."), found(".*")].map((all) => all.length), [0, 2, 0]);
});

test("the way goes round the end", () => {
  assert.deepEqual([stepped(3, 2, 1), stepped(3, 0, -1), stepped(3, -1, 1), stepped(0, -1, 1)], [0, 2, 0, -1]);
});
