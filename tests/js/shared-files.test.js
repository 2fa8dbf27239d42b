import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

import { SLICE_BYTES } from "../../static/js/lib/accepted-files.js";
import { newDraft } from "../../static/js/lib/draft.js";
import { Drafts } from "../../static/js/lib/drafts.js";
import { isShared, keepShared, sharedWith, sizeBytes } from "../../static/js/lib/shared-files.js";
import { size } from "../../static/js/lib/size.js";

let count = 0;
const file = (sizeInBytes) => new File([new Uint8Array(sizeInBytes).fill(7)], "voice memo.m4a", { type: "audio/mp4" });

test("a shared file is kept whole, in parts, and published by nobody", async () => {
  const drafts = new Drafts(`shared-${count++}`);
  assert.ok(await keepShared(drafts, file(SLICE_BYTES + 3), "ada"));
  const [draft] = await sharedWith(drafts, "ada");
  assert.deepEqual([draft.title, draft.mimeType, draft.kind, draft.publishWanted], ["voice memo", "audio/mp4", "import", false]);
  assert.deepEqual([draft.takes[0].parts, sizeBytes(draft)], [2, SLICE_BYTES + 3]);
  assert.equal((await drafts.part(draft.id, 0, 1)).byteLength, 3);
});

test("what was shared while nobody was signed in belongs to who comes next, and to nobody after", async () => {
  const drafts = new Drafts(`shared-${count++}`);
  await keepShared(drafts, file(1), "");
  await keepShared(drafts, file(2), "ben");
  assert.equal((await sharedWith(drafts, "ada")).length, 1);
  assert.deepEqual((await sharedWith(drafts, "ben")).map(sizeBytes), [2]);
});

test("a recording and a chosen file are no shared ones", async () => {
  const drafts = new Drafts(`shared-${count++}`);
  await drafts.add(newDraft({ id: "import-1", personId: "ada", mimeType: "", kind: "import" }));
  assert.deepEqual(await sharedWith(drafts, "ada"), []);
  assert.ok(!isShared({ id: "6b1f" }));
});

test("a device without room keeps nothing of it", async () => {
  const drafts = new Drafts(`shared-${count++}`);
  drafts.addPart = async () => { drafts.atRisk = true; return null; };
  assert.equal(await keepShared(drafts, file(5), "ada"), false);
  assert.deepEqual(await drafts.of("ada"), []);
});

test("sizes are written in the unit that fits", () => {
  assert.deepEqual([12, 12_000, 3_440_000, 120_000_000, 2_500_000_000].map((one) => size(one)), ["0 kB", "12 kB", "3.4 MB", "120 MB", "2.5 GB"]);
});
