import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, doubtsOf } from "../../static/js/lib/doubts.js";

const ORDER = ["a", "b", "c"];
const doubts = doubtsOf([
  { segment: "a", marks: '[[3,8,"cuba"],[9,16,"netties,"]]' },
  { segment: "b", marks: "" },
  { segment: "c", marks: '[[0,4,"ramen"]]' },
]);
const heard = (doubt) => doubt?.heard ?? null;

test("doubtful words stand in the order they are said", () => {
  assert.deepEqual(doubts.map(heard), ["cuba", "netties,", "ramen"]);
  assert.deepEqual(doubts[1], { segment: "a", from: 9, to: 16, heard: "netties," });
});

test("the way begins at the first, or backwards at the last", () => {
  assert.equal(heard(beside(doubts, ORDER, null, 1)), "cuba");
  assert.equal(heard(beside(doubts, ORDER, null, -1)), "ramen");
});

test("it goes on within a sentence, across sentences and round the end", () => {
  assert.equal(heard(beside(doubts, ORDER, doubts[0], 1)), "netties,");
  assert.equal(heard(beside(doubts, ORDER, doubts[1], 1)), "ramen");
  assert.equal(heard(beside(doubts, ORDER, doubts[2], 1)), "cuba");
  assert.equal(heard(beside(doubts, ORDER, doubts[2], -1)), "netties,");
  assert.equal(heard(beside(doubts, ORDER, doubts[0], -1)), "ramen");
});

test("a word that was just settled is still a place to go on from", () => {
  const [, second, third] = doubts;
  assert.equal(heard(beside([doubts[0], third], ORDER, second, 1)), "ramen");
  assert.equal(heard(beside([doubts[0], third], ORDER, second, -1)), "cuba");
});

test("when nothing is doubtful there is nowhere to go", () => {
  assert.equal(beside([], ORDER, null, 1), null);
});
