import assert from "node:assert/strict";
import { test } from "node:test";

import { newDraft } from "../../static/js/lib/draft.js";
import { countOf, holdsAllOf, withHeld } from "../../static/js/lib/held-parts.js";

const draft = (...counts) =>
  newDraft({ id: "d", personId: "ada", mimeType: "", takes: counts.map((parts) => ({ parts, sizeBytes: 0, durationMs: 0 })) });
const counts = ({ takes }) => takes.map(({ parts }) => parts);

test("what the server got and the device lost belongs to the recording", () => {
  assert.deepEqual(counts(withHeld(draft(2), { 0: [0, 1, 2], 1: [0] })), [3, 1]);
});

test("behind a gap nothing belongs to it", () => {
  assert.deepEqual(counts(withHeld(draft(2), { 0: [0, 1, 3] })), [2]);
});

test("parts that are still here only count as they are", () => {
  assert.deepEqual(counts(withHeld(draft(2, 1), { 0: [0] })), [2, 1]);
});

test("all of a draft is there when no part of it is missing", () => {
  assert.equal(holdsAllOf({ 0: [1, 0], 1: [0] }, draft(2, 1)), true);
  assert.equal(holdsAllOf({ 0: [0, 2], 1: [0] }, draft(2, 1)), false);
  assert.equal(countOf({ 0: [1, 0], 1: [0] }), 3);
});
