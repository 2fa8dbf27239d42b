/** The rules of the service worker: what it answers, under which names it keeps things, whose they are, when it waits. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { areBusy } from "../../static/js/lib/busy.js";
import { copiesOf, ownerOf, pagesOf, residentOf, strangersOf } from "../../static/js/lib/kept-names.js";
import { aged, isFresh, withAge } from "../../static/js/lib/kept-page.js";
import { fateOf } from "../../static/js/lib/outlived.js";
import { keptAddress, kindOf } from "../../static/js/lib/worker-routes.js";

const HERE = "https://lore.example";
const request = (path, { method = "GET", mode = "cors", headers = {} } = {}) => ({ url: new URL(path, HERE).href, method, mode, headers: new Headers(headers) });
const kind = (path, options = {}, onLine = true) => kindOf(request(path, options), HERE, onLine);
const kept = (path) => keptAddress(HERE + path);

test("pages are those that somebody opens, by an address or by a link on a page", () => {
  assert.equal(kind("/library", { mode: "navigate" }), "page");
  assert.equal(kind("/library", { headers: { "HX-Request": "true" } }), "page");
  assert.equal(kind("/library"), null);
  assert.equal(kind("/api/tracks", { mode: "navigate" }), null);
});

test("sound passes untouched unless this device has a copy, or nothing else", () => {
  assert.equal(kind("/api/tracks/t-1/audio", { mode: "no-cors" }), null);
  assert.equal(kind("/api/tracks/t-1/audio?copy", { mode: "no-cors" }), "sound");
  assert.equal(kind("/api/tracks/t-1/audio", { mode: "no-cors" }, false), "sound");
  assert.equal(kind("/api/tracks/t-1/original?copy"), null);
});

test("of the API only the words and the waveform of a track are ever answered", () => {
  assert.equal(kind("/api/tracks/t-1/transcript.json"), "text");
  assert.equal(kind("/api/tracks/t-1/waveform.json"), "text");
  for (const path of ["/api/me", "/api/search?q=x", "/api/tracks/t-1/listen", "/api/tracks/t-1/transcript.vtt", "/api/notifications"]) assert.equal(kind(path), null, path);
});

test("changes pass untouched, but for a shared file and signing out", () => {
  assert.equal(kind("/import/shared", { method: "POST", mode: "navigate" }), "share");
  assert.equal(kind("/sign-out", { method: "POST", mode: "navigate" }), "sign-out");
  assert.equal(kind("/import/shared", { method: "POST" }), null);
  assert.equal(kind("/playlists", { method: "POST", mode: "navigate" }), null);
  assert.equal(kind("/api/tracks/t-1/listen", { method: "PUT" }), null);
});

test("other origins are none of its business", () => {
  assert.equal(kind("https://elsewhere.example/static/dist/app.js"), null);
  assert.equal(kind("/static/dist/app-ABC.js"), "asset");
});

test("a page is kept under its path; a query that asks for something else is another page", () => {
  assert.equal(kept("/record"), "/record");
  assert.equal(kept("/record?playlist=p"), "/record");
  assert.equal(kept("/record?playlist=p&card=c"), null);
  assert.equal(kept("/record?about=t"), null);
  assert.equal(kept("/import?shared=kept"), "/import");
  assert.equal(kept("/tracks/t-1?t=83&playlist=p"), "/tracks/t-1");
  assert.equal(kept("/tracks/t-1/edit"), null);
  assert.equal(kept("/library"), null);
});

test("one person's caches are told from another's and from nobody's", () => {
  const names = ["lorecast-assets", pagesOf("ada"), copiesOf("ada"), "else"];
  assert.deepEqual(names.map(ownerOf), [null, "ada", "ada", null]);
  assert.equal(residentOf(names), "ada");
  assert.equal(residentOf(["lorecast-assets"]), null);
  assert.deepEqual(strangersOf(names, "ada"), []);
  assert.deepEqual(strangersOf(names, "ben"), [pagesOf("ada"), copiesOf("ada")]);
  assert.deepEqual(strangersOf(names, null), [pagesOf("ada"), copiesOf("ada")]);
});

test("a page from the device says when it was fetched, and keeps its policy", async () => {
  const headers = { Date: "Mon, 04 May 2026 10:32:00 GMT", "Content-Security-Policy": "default-src 'self'", "Content-Encoding": "gzip" };
  const page = await withAge(new Response('<main class="frame__main" id="main"><p>&lt;main</p></main>', { headers }));
  assert.equal(await page.text(), '<main data-as-of="2026-05-04T10:32:00.000Z" class="frame__main" id="main"><p>&lt;main</p></main>');
  assert.deepEqual([page.headers.get("Content-Security-Policy"), page.headers.get("Content-Encoding")], ["default-src 'self'", null]);
  assert.equal(aged("<main>", null), '<main data-as-of="">');
});

test("recording, sending and copying, in any tab, keep a new version waiting", () => {
  for (const name of ["lorecast-record-1", "lorecast-send-2", "lorecast-download"]) assert.ok(areBusy(["other", name]), name);
  assert.ok(!areBusy(["other", "lorecast"]));
});

test("built files that the newest version does not need are marked, and go a month later", () => {
  const now = Date.parse("2026-05-31T00:00:00Z");
  const fate = (path, since) => fateOf({ path, since }, ["/new.js"], now);
  assert.deepEqual([fate("/new.js", null), fate("/new.js", "2026-01-01"), fate("/old.js", null)], ["keep", "keep", "mark"]);
  assert.deepEqual([fate("/old.js", "2026-05-02T00:00:00Z"), fate("/old.js", "2026-05-01T00:00:00Z")], ["keep", "delete"]);
});

test("a page of the shell is fetched again after an hour", () => {
  const date = "Mon, 04 May 2026 10:00:00 GMT";
  assert.deepEqual([59, 60].map((minutes) => isFresh(date, Date.parse(date) + minutes * 60_000)), [true, false]);
  assert.equal(isFresh(undefined, 0), false);
});
