import assert from "node:assert/strict";
import { test } from "node:test";

import { choosing, deeds, opening, purposeOf } from "../../static/js/lib/purpose.js";

test("an element's data-for attributes are the purpose; empty ones and others are not", () => {
  const dataset = { forPlaylist: "p", forCard: "c", forAbout: "", person: "ada", for: "x", forward: "no" };
  assert.deepEqual(purposeOf(dataset), { playlist: "p", card: "c" });
});

test("only a voice note is told when the recording is opened", () => {
  assert.deepEqual(opening({ about: "t", playlist: "p" }), { about_track_id: "t" });
  assert.deepEqual(opening({ playlist: "p" }), {});
});

test("a track goes into its playlist as its card, and as what it contributes", () => {
  const path = "/api/playlists/p/items";
  assert.deepEqual(deeds({ playlist: "p", card: "c" }, "t"), [{ path, json: { track_id: "t", card_id: "c" } }]);
  assert.deepEqual(deeds({ playlist: "p", contribution: "opinion" }, "t"), [{ path, json: { track_id: "t", contribution: "opinion" } }]);
});

test("an answer is told to its request, after the track stands in its playlist", () => {
  const paths = deeds({ request: "r", playlist: "p" }, "t").map(({ path }) => path);
  assert.deepEqual(paths, ["/api/playlists/p/items", "/api/requests/r/answer"]);
});

test("a problem is said aloud, an outcome is told by voice", () => {
  assert.deepEqual(deeds({ problem: "p" }, "t"), [{ path: "/api/playlists/p/problem", json: { track_id: "t" } }]);
  assert.deepEqual(deeds({ outcome: "o", about: "s" }, "t"), [{ path: "/api/outcomes/o/voice", json: { track_id: "t" } }]);
});

test("what is for nothing has nothing to do; neither has a draft from before there were purposes", () => {
  for (const purpose of [{}, undefined, { card: "c" }]) assert.deepEqual(deeds(purpose, "t"), []);
  assert.deepEqual(opening(undefined), {});
});

test("choosing another playlist leaves the card of the first one behind; the same one keeps it", () => {
  const before = { playlist: "p", card: "c", request: "r" };
  assert.deepEqual(choosing(before, { playlist: "q" }), { playlist: "q", request: "r" });
  assert.deepEqual(choosing(before, { playlist: "p" }), before);
  assert.deepEqual(choosing(before, { playlist: "" }), { request: "r" });
  assert.deepEqual(choosing(before, {}), before);
});

test("a contribution chosen on the page goes along with the playlist chosen there", () => {
  const chosen = choosing({ playlist: "p", contribution: "input" }, { playlist: "q", contribution: "solution" });
  assert.deepEqual(chosen, { playlist: "q", contribution: "solution" });
});

test("a voice note becomes a note at its moment or a reply; one that tells an outcome does not", () => {
  const path = "/api/tracks/a/notes";
  assert.deepEqual(deeds({ about: "a", at: "0" }, "t"), [{ path, json: { voice_track_id: "t", at_ms: "0" } }]);
  assert.deepEqual(deeds({ about: "a", parent: "n" }, "t"), [{ path, json: { voice_track_id: "t", parent_id: "n" } }]);
  assert.deepEqual(deeds({ about: "a", outcome: "o" }, "t").map((deed) => deed.path), ["/api/outcomes/o/voice"]);
});
