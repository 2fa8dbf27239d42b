import assert from "node:assert/strict";
import { test } from "node:test";

import { afresh, durationMs, missingParts, newDraft, nextTake, openingTitle, partsOf, takeCounts, withPart } from "../../static/js/lib/draft.js";

const EMPTY = newDraft({ id: "d", personId: "ada", mimeType: "audio/webm" });
const TWO_TAKES = withPart(withPart(withPart(EMPTY, 0, 10, 4000), 0, 20, 4000), 1, 5, 1500);

test("parts count from 0 in each take", () => {
  assert.deepEqual(partsOf(TWO_TAKES), [[0, 0], [0, 1], [1, 0]]);
  assert.deepEqual(takeCounts(TWO_TAKES), [{ parts: 2 }, { parts: 1 }]);
  assert.equal(durationMs(TWO_TAKES), 9500);
});

test("an interruption starts the next take, a take that never got a part is used again", () => {
  assert.equal(nextTake(EMPTY), 0);
  assert.equal(nextTake(TWO_TAKES), 2);
  const begun = { ...TWO_TAKES, takes: [...TWO_TAKES.takes, { parts: 0, sizeBytes: 0, durationMs: 0 }] };
  assert.equal(nextTake(begun), 2);
  assert.deepEqual(takeCounts(begun), [{ parts: 2 }, { parts: 1 }]);
});

test("only what the server lacks is missing, whatever the order it arrived in", () => {
  assert.deepEqual(missingParts(TWO_TAKES, { 0: [1] }), [[0, 0], [1, 0]]);
  assert.deepEqual(missingParts(TWO_TAKES, { 0: [1, 0], 1: [0] }), []);
});

test("a draft is not changed in place", () => {
  withPart(TWO_TAKES, 1, 5, 1000);
  assert.equal(partsOf(TWO_TAKES).length, 3);
});

test("a voice is opened without a title, however often it is asked for; a file with its name", () => {
  assert.equal(openingTitle({ ...EMPTY, title: "How we bill" }), "");
  assert.equal(openingTitle({ ...EMPTY, kind: "import", title: "memo" }), "memo");
});

test("starting afresh keeps every part but forgets the server's copy", () => {
  const again = afresh({ ...TWO_TAKES, recordingId: "r", trackId: "t" });
  assert.deepEqual([again.recordingId, again.trackId, again.attempt, partsOf(again).length], [null, null, 1, 3]);
});
