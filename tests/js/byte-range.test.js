import assert from "node:assert/strict";
import { test } from "node:test";

import { answerRange, rangeOf } from "../../static/js/lib/byte-range.js";

const COPY = () => new Response("0123456789", { headers: { ETag: '"a"', "Content-Type": "audio/mp4", "Content-Encoding": "gzip" } });

async function answer(asked) {
  const response = await answerRange(COPY(), new Headers(asked));
  return [response.status, response.headers.get("Content-Range"), await response.text(), response.headers.get("Content-Length")];
}

test("Safari's first question, two bytes, is answered with two bytes", async () => {
  assert.deepEqual(await answer({ Range: "bytes=0-1" }), [206, "bytes 0-1/10", "01", "2"]);
});

test("from somewhere, to the end, the last few, and past the end", async () => {
  assert.deepEqual(await answer({ Range: "bytes=7-" }), [206, "bytes 7-9/10", "789", "3"]);
  assert.deepEqual(await answer({ Range: "bytes=-4" }), [206, "bytes 6-9/10", "6789", "4"]);
  assert.deepEqual(await answer({ Range: "bytes=-400" }), [206, "bytes 0-9/10", "0123456789", "10"]);
  assert.deepEqual(await answer({ Range: "bytes=8-400" }), [206, "bytes 8-9/10", "89", "2"]);
});

test("beyond the end there is nothing", async () => {
  assert.deepEqual(await answer({ Range: "bytes=10-" }), [416, "bytes */10", "", "0"]);
  assert.deepEqual(await answer({ Range: "bytes=-0" }), [416, "bytes */10", "", "0"]);
});

test("no range, several, and nonsense mean the whole", async () => {
  for (const Range of ["", "bytes=-", "bytes=0-1,4-5", "items=0-1", "bytes=5-2", "bytes=a-b", "bytes=1234567890123456-"]) {
    assert.equal((await answer(Range ? { Range } : {}))[0], 200, Range);
  }
});

test("a range of another version means the whole of this one", async () => {
  assert.equal((await answer({ Range: "bytes=0-1", "If-Range": '"b"' }))[0], 200);
  assert.equal((await answer({ Range: "bytes=0-1", "If-Range": '"a"' }))[0], 206);
});

test("the answer carries what a player needs and nothing of how the copy came", async () => {
  const { headers } = await answerRange(COPY(), new Headers());
  assert.deepEqual([headers.get("ETag"), headers.get("Accept-Ranges"), headers.get("Content-Type"), headers.get("Content-Encoding")], ['"a"', "bytes", "audio/mp4", null]);
});

test("an empty copy has no bytes to point at", () => {
  assert.equal(rangeOf("bytes=0-", 0), "beyond");
  assert.equal(rangeOf(null, 0), "whole");
});
