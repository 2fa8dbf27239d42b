import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

import { openDB } from "idb";

import { newDraft } from "../../static/js/lib/draft.js";
import { Drafts } from "../../static/js/lib/drafts.js";

let count = 0;
const bytes = (text) => new TextEncoder().encode(text).buffer;
const textOf = (buffer) => new TextDecoder().decode(buffer);
const draft = (id, given = {}) => newDraft({ id, personId: "ada", mimeType: "audio/webm", ...given });

async function drafts(...given) {
  const store = new Drafts(`test-${count++}`);
  for (const one of given) await store.add(one);
  return store;
}

test("a part and the count that knows of it are stored together", async () => {
  const store = await drafts(draft("d"));
  await store.addPart("d", 0, bytes("one"), 4000);
  await store.addPart("d", 0, bytes("two"), 4000);
  const again = new Drafts(store.name);
  assert.deepEqual((await again.get("d")).takes, [{ parts: 2, sizeBytes: 6, durationMs: 8000 }]);
  assert.equal(textOf(await again.part("d", 0, 1)), "two");
});

test("parts that arrive at once do not overwrite each other", async () => {
  const store = await drafts(draft("d"));
  await Promise.all(["a", "b", "c"].map((text) => store.addPart("d", 0, bytes(text), 1)));
  assert.equal((await store.get("d")).takes[0].parts, 3);
});

test("a sender's and a recorder's changes both stay", async () => {
  const store = await drafts(draft("d"));
  await Promise.all([store.addPart("d", 0, bytes("a"), 1), store.update("d", (one) => ({ ...one, recordingId: "r" }))]);
  const { recordingId, takes } = await store.get("d");
  assert.deepEqual([recordingId, takes[0].parts], ["r", 1]);
});

test("a person sees only their own drafts, oldest first", async () => {
  const store = await drafts(
    draft("late", { createdAt: "2026-02-02" }), draft("early", { createdAt: "2026-01-01" }), draft("bens", { personId: "ben" }));
  assert.deepEqual((await store.of("ada")).map(({ id }) => id), ["early", "late"]);
});

test("removing a draft removes its parts and no others", async () => {
  const store = await drafts(draft("d"), draft("e"));
  await store.addPart("d", 0, bytes("a"), 1);
  await store.addPart("e", 0, bytes("b"), 1);
  await store.remove("d");
  assert.equal(await store.get("d"), undefined);
  assert.equal(await store.part("d", 0, 0), undefined);
  assert.equal(textOf(await store.part("e", 0, 0)), "b");
});

test("changing what is not there changes nothing", async () => {
  const store = await drafts();
  assert.equal(await store.update("gone", (one) => one), null);
  assert.deepEqual(await store.of("ada"), []);
});

test("a full device keeps recording in memory and says so", async () => {
  const store = await drafts(draft("d"));
  await store.addPart("d", 0, bytes("kept"), 1);
  let told = false;
  store.addEventListener("risk", () => { told = true; });
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
  try {
    await store.addPart("d", 0, bytes("held"), 1);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert.equal(told, true);
  assert.equal((await store.get("d")).takes[0].parts, 2);
  assert.deepEqual([textOf(await store.part("d", 0, 0)), textOf(await store.part("d", 0, 1))], ["kept", "held"]);
});

/** Another page that never lets go of the database. */
async function block(name) {
  const db = await openDB(name, 1);
  const store = db.transaction(["drafts", "parts"], "readwrite").objectStore("drafts");
  let holding = true;
  const hold = () => { if (holding) store.get("d").then(hold); };
  hold();
  return () => { holding = false; db.close(); };
}

test("a device that stops answering takes nothing with it, and says so", async () => {
  const store = new Drafts(`test-${count++}`, 50);
  await store.add(draft("d"));
  await store.addPart("d", 0, bytes("one"), 4000);
  const release = await block(store.name);
  await store.addPart("d", 0, bytes("two"), 4000);
  assert.equal(store.atRisk, true);
  assert.equal((await store.get("d")).takes[0].parts, 2);
  assert.equal(textOf(await store.part("d", 0, 1)), "two");
  release();
  assert.equal(textOf(await store.part("d", 0, 0)), "one");
});
