import assert from "node:assert/strict";
import { test } from "node:test";

import { nameOf, takeFiles } from "../../static/js/lib/draft-files.js";
import { newDraft, withPart } from "../../static/js/lib/draft.js";

const DRAFT = withPart(withPart(withPart(newDraft({ id: "d", personId: "ada", mimeType: "audio/webm" }), 0, 1, 1), 0, 1, 1), 1, 1, 1);
const drafts = { part: async (_id, take, part) => new TextEncoder().encode(`${take}${part}`).buffer };

test("each take becomes a file of its parts in order", async () => {
  const files = await takeFiles(drafts, DRAFT);
  assert.deepEqual(await Promise.all(files.map((one) => one.text())), ["0001", "10"]);
  assert.equal(files[0].type, "audio/webm");
});

test("a lost part leaves the others", async () => {
  const holed = { part: async (_id, take, part) => (part === 0 && take === 0 ? undefined : drafts.part("", take, part)) };
  assert.equal(await (await takeFiles(holed, DRAFT))[0].text(), "01");
});

test("a saved file is named after the title, without what file systems refuse", () => {
  const draft = { ...DRAFT, title: "Who: you / me?", createdAt: "2026-01-02T03:04:05Z" };
  assert.equal(nameOf(draft, 0, 1), "Who- you - me-.webm");
  assert.equal(nameOf({ ...draft, title: "" }, 1, 2), "Lorecast 2026-01-02 03-04 2 of 2.webm");
});
