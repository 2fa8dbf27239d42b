import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { newDraft, withPart } from "../../static/js/lib/draft.js";
import { begin, complete, look, put } from "../../static/js/lib/recordings-api.js";

const fetched = globalThis.fetch;
afterEach(() => { globalThis.fetch = fetched; });

const draft = (given) =>
  withPart(newDraft({ id: "d", personId: "ada", mimeType: "audio/webm", recordingId: "r", trackId: "t", ...given }), 0, 5, 4000);

/** Answers everything with `statuses[path]`, else 200, and notes [path, body] of what was asked. */
function server(statuses = {}) {
  const asked = [];
  globalThis.fetch = async (path, { body }) => {
    asked.push([path, JSON.parse(body)]);
    return new Response("{}", { status: statuses[path] ?? 200 });
  };
  return asked;
}

test("a voice note says from the start what it is about", async () => {
  const asked = server();
  await begin(draft({ purpose: { about: "x" } }));
  assert.deepEqual(asked, [["/api/recordings", { title: null, mime_type: "audio/webm", about_track_id: "x" }]]);
});

test("a recovered recording still lands at its card, under the card's title", async () => {
  const asked = server();
  const { placed } = await complete(draft({ title: "Why it matters", purpose: { playlist: "p", card: "c" } }));
  assert.equal(placed, true);
  assert.deepEqual(asked, [
    ["/api/tracks/t", { title: "Why it matters" }],
    ["/api/playlists/p/items", { track_id: "t", card_id: "c" }],
    ["/api/recordings/r/complete", { takes: [{ parts: 1 }] }],
  ]);
});

for (const status of [403, 404, 409, 422]) {
  test(`a purpose refused with ${status} does not hold the recording back`, async () => {
    const asked = server({ "/api/requests/q/answer": status });
    assert.deepEqual(await complete(draft({ purpose: { request: "q" } })), { placed: false });
    assert.equal(asked.at(-1)[0], "/api/recordings/r/complete");
  });
}

test("a server in trouble is asked again before anything is declared complete", async () => {
  const asked = server({ "/api/requests/q/answer": 503 });
  await assert.rejects(complete(draft({ purpose: { request: "q" } })), { status: 503 });
  assert.equal(asked.length, 1);
});

test("a retake says what it replaces, and its takes count from where the server wants them", async () => {
  const asked = server();
  const again = draft({ purpose: { retake: "t", from: "4200", to: "6000" }, firstTake: 3 });
  await begin(again);
  await complete(again);
  assert.deepEqual(asked[0][1].retake, { track_id: "t", start_ms: "4200", end_ms: "6000" });
  assert.deepEqual(asked.at(-1), ["/api/recordings/r/complete", { takes: [{ parts: 1 }], first_take: 3 }]);
});

test("the parts of a retake go to its own takes, and come back under the draft's numbers", async () => {
  const paths = [];
  globalThis.fetch = async (path) => {
    paths.push(path);
    return Response.json({ status: "ready", parts: { 0: [0, 1], 3: [0] } });
  };
  const again = draft({ firstTake: 3 });
  await put(again, 0, 0, new ArrayBuffer(1));
  assert.deepEqual(paths, ["/api/recordings/r/takes/3/parts/0"]);
  assert.deepEqual((await look(again)).parts, { 0: [0] });
});

test("a rehearsal is completed, and put nowhere yet", async () => {
  const asked = server();
  assert.deepEqual(await complete(draft({ rehearsed: true, purpose: { playlist: "p" } })), { placed: true });
  assert.deepEqual(asked.map(([path]) => path), ["/api/recordings/r/complete"]);
});
