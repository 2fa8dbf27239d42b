import assert from "node:assert/strict";
import { test } from "node:test";

import { SLICE_BYTES, fileKey, objection, slice, sliceCount, titleOf } from "../../static/js/lib/accepted-files.js";
import { sha256 } from "../../static/js/lib/digest.js";

const file = (name, { type = "", size = 10 } = {}) => ({ name, type, size });
const MAX = 1_000;

test("recordings are known by their type or by their ending", () => {
  const fine = [file("memo.m4a"), file("WhatsApp.OPUS"), file("voice", { type: "audio/x-m4a" }), file("talk.mp4", { type: "video/mp4" })];
  assert.deepEqual(fine.map((one) => objection(one, MAX)), [null, null, null, null]);
});

test("what cannot be imported is refused before a byte is sent", () => {
  assert.equal(objection(file("letter.pdf", { type: "application/pdf" }), MAX), "import-not-audio");
  assert.equal(objection(file("memo.m4a", { size: 0 }), MAX), "import-empty");
  assert.equal(objection(file("memo.m4a", { size: 1_001 }), MAX), "import-too-large");
});

test("a file is cut into parts of four megabytes that make it up again", async () => {
  const blob = new Blob([new Uint8Array(SLICE_BYTES), new Uint8Array([1, 2, 3])]);
  assert.equal(sliceCount(blob.size), 2);
  assert.deepEqual(new Uint8Array(await slice(blob, 1)), new Uint8Array([1, 2, 3]));
  assert.equal(sliceCount(SLICE_BYTES), 1);
});

test("the same file has the same key after a reload, a changed one another", async () => {
  const make = (text, lastModified = 5) => new File([text], "memo.m4a", { lastModified });
  const keys = await Promise.all([make("a"), make("a"), make("b"), make("a", 6)].map((one) => fileKey(one, sha256)));
  assert.equal(keys[0], keys[1]);
  assert.equal(new Set(keys).size, 3);
});

test("a title is made of the file's name", () => {
  assert.deepEqual(["2024-05_sales pitch.m4a", "memo", ".m4a"].map(titleOf), ["2024-05 sales pitch", "memo", ".m4a"]);
});
