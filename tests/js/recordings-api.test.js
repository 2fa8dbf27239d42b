import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { newDraft, withPart } from "../../static/js/lib/draft.js";
import { begin, complete } from "../../static/js/lib/recordings-api.js";

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
