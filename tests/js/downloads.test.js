/** Downloads and places without a network, on a small cache and a small server. */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem } from "../../static/js/lib/api.js";
import { goneTracks, isAlike, isDue, isOld, sizeTogether, troubleWord } from "../../static/js/lib/download.js";
import { Downloads } from "../../static/js/lib/downloads.js";
import { KeptPlaces } from "../../static/js/lib/kept-places.js";
import { OfflineStore } from "../../static/js/lib/offline-store.js";
import { copiesOf, pagesOf } from "../../static/js/lib/kept-names.js";

let count = 0;
const track = (id, given = {}) => ({ id, title: id, speaker: "Ada", version: 1, duration_ms: 1000, size_bytes: 4, etag: `"${id}"`, position_ms: 0, client_time: null, ...given });

/** Cache Storage, as far as copies use it. */
class SmallCaches {
  stores = new Map();
  isFull = false;
  async open(name) {
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const store = this.stores.get(name);
    return {
      match: async (address) => store.get(address)?.clone(),
      delete: async (address) => store.delete(address),
      put: async (address, answer) => {
        const body = await answer.arrayBuffer();
        if (this.isFull && address.endsWith("/audio")) throw new DOMException("full", "QuotaExceededError");
        store.set(address, new Response(body, { headers: answer.headers }));
      },
    };
  }
  paths = (name) => [...(this.stores.get(name)?.keys() ?? [])].sort();
}

/** Pages and copies of the playlists and tracks it is given; a missing one is 404. @param {Record<string, any>} plans by path */
function serve(plans, { personId = "ada" } = {}) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    if (plans[address] instanceof Error) throw plans[address];
    if (address.endsWith("/download")) return plans[address] ? Response.json(plans[address]) : new Response("", { status: 404 });
    if (address.endsWith("/audio")) return new Response("abcd", { headers: { ETag: `"${address.split("/")[3]}"`, "Content-Length": "4" } });
    if (address.endsWith("transcript.json")) return new Response("", { status: 404 });
    return new Response("<main>", { headers: { "Lorecast-Member": personId } });
  };
  return asked;
}

async function scene(plans, options) {
  const caches = (globalThis.caches = new SmallCaches());
  const locks = { request: (_name, how, work = how) => work({}) };
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true, locks }, configurable: true });
  globalThis.BroadcastChannel = undefined;
  delete globalThis.BroadcastChannel;
  const asked = serve(plans, options);
  const store = new OfflineStore(`downloads-${count++}`);
  const downloads = new Downloads(store);
  await downloads.begin("ada");
  const troubles = [];
  downloads.addEventListener("trouble", ({ detail }) => troubles.push(detail.word));
  return { asked, caches, downloads, store, troubles };
}

const BOTH = { "/api/playlists/p/download": { title: "P", tracks: [track("a"), track("b")] }, "/api/tracks/a/download": { title: "a", tracks: [track("a")] } };

test("a playlist is kept with its page, and its tracks with theirs", async () => {
  const { caches, downloads } = await scene(BOTH);
  await downloads.start("playlist", "p");
  assert.deepEqual(caches.paths(pagesOf("ada")), ["/playlists/p", "/tracks/a", "/tracks/b"]);
  assert.deepEqual(caches.paths(copiesOf("ada")), ["a", "b"].flatMap((id) => [`/api/tracks/${id}/audio`, `/api/tracks/${id}/waveform.json`]));
  assert.ok(downloads.has("a"));
  assert.deepEqual((await downloads.all()).map(({ title }) => title), ["P"]);
});

test("removing one leaves what another one needs as well", async () => {
  const { caches, downloads } = await scene(BOTH);
  await downloads.start("playlist", "p");
  await downloads.start("track", "a");
  await downloads.remove("ada/playlist/p");
  assert.deepEqual(caches.paths(pagesOf("ada")), ["/tracks/a"]);
  assert.deepEqual([downloads.has("a"), downloads.has("b")], [true, false]);
});

test("a full device keeps nothing half, and says so", async () => {
  const { caches, downloads, troubles } = await scene(BOTH);
  caches.isFull = true;
  await downloads.start("playlist", "p");
  assert.deepEqual(troubles, ["download-no-room"]);
  assert.deepEqual([caches.paths(copiesOf("ada")), caches.paths(pagesOf("ada")), await downloads.all()], [[], [], []]);
});

test("cancelled, nothing of it stays and nothing is said", async () => {
  const { caches, downloads, troubles } = await scene(BOTH);
  downloads.addEventListener("progress", ({ detail }) => { if (downloads.running.get(detail.key)?.loadedBytes) downloads.cancel(detail.key); });
  globalThis.fetch = ((fetch) => async (address, init) => { init?.signal?.throwIfAborted(); return fetch(address); })(globalThis.fetch);
  await downloads.start("playlist", "p");
  assert.deepEqual([troubles, caches.paths(copiesOf("ada")), await downloads.all()], [[], [], []]);
});

test("what a killed tab left half is cleared away", async () => {
  const { caches, downloads, store } = await scene(BOTH);
  await downloads.start("track", "a");
  const [kept] = await downloads.all();
  await store.putDownload({ ...kept, completeAt: null });
  await new Downloads(store).begin("ada");
  assert.deepEqual([caches.paths(copiesOf("ada")), caches.paths(pagesOf("ada"))], [[], []]);
});

test("what changed is copied again, and what is closed goes", async () => {
  const plans = { ...BOTH };
  const { asked, caches, downloads } = await scene(plans);
  await downloads.start("playlist", "p");
  await downloads.start("track", "a");
  plans["/api/playlists/p/download"] = { title: "P", tracks: [track("a", { version: 2 }), track("c")] };
  delete plans["/api/tracks/a/download"];
  asked.length = 0;
  await downloads.lookAfter(true);
  assert.deepEqual(asked.filter((address) => address.endsWith("/audio")), ["/api/tracks/c/audio"]);
  assert.deepEqual((await downloads.all()).map(({ key }) => key), ["ada/playlist/p"]);
  assert.deepEqual(caches.paths(pagesOf("ada")), ["/playlists/p", "/tracks/a", "/tracks/c"]);
});

test("a server in trouble takes nothing away", async () => {
  const plans = { ...BOTH };
  const { downloads } = await scene(plans);
  await downloads.start("playlist", "p");
  plans["/api/playlists/p/download"] = new TypeError("no network");
  await downloads.lookAfter(true);
  assert.ok(downloads.has("b"));
});

test("pages of somebody else who has signed in meanwhile are not kept", async () => {
  const { caches, downloads, troubles } = await scene(BOTH, { personId: "ben" });
  await downloads.start("playlist", "p");
  assert.deepEqual([troubles, caches.paths(pagesOf("ada"))], [["download-signed-out"], []]);
});

test("when others move in, records go, but for places the server does not know", async () => {
  const { downloads, store } = await scene(BOTH);
  await downloads.start("playlist", "p");
  const place = { personId: "ada", trackId: "a", positionMs: 5, clientTime: "2026-05-04T10:00:00Z", sessionId: "" };
  await store.putPlace({ ...place, sentAt: null });
  await store.putPlace({ ...place, trackId: "b", sentAt: "2026-05-04T10:00:00Z" });
  await store.forgetOthers("ben");
  assert.deepEqual([await store.downloads("ada"), (await store.places("ada")).map(({ trackId }) => trackId)], [[], ["a"]]);
});

/** Places on a server that answers with the given problem. */
async function places({ problem = null, isDownloaded = () => false, onLine = true } = {}) {
  Object.defineProperty(globalThis, "navigator", { value: { onLine }, configurable: true });
  const told = [];
  const server = { problem };
  const api = async (_method, path, { json }) => {
    if (server.problem) throw server.problem;
    told.push([path.split("/")[3], json.position_ms]);
  };
  const kept = new KeptPlaces(new OfflineStore(`places-${count++}`), { isDownloaded, api });
  kept.personId = "ada";
  return { kept, server, told };
}

const at = (position_ms, minute) => ({ position_ms, client_time: `2026-05-04T10:0${minute}:00.000Z`, session_id: "s" });

test("without a network the newest place waits, and is told when it is back", async () => {
  const { kept, server, told } = await places({ problem: new Problem(0) });
  await kept.tell("a", at(9_000, 2));
  await kept.tell("a", at(4_000, 1));
  assert.deepEqual(await kept.of("a"), { position_ms: 9_000, client_time: at(0, 2).client_time });
  server.problem = null;
  await kept.sendWaiting();
  assert.deepEqual(told, [["a", 9_000]]);
  assert.equal(await kept.of("a"), null);
});

test("the place of a downloaded track stays on the device after it was told", async () => {
  const { kept, told } = await places({ isDownloaded: () => true });
  await kept.tell("a", at(9_000, 2));
  await kept.sendWaiting();
  assert.deepEqual([told, (await kept.of("a")).position_ms], [[["a", 9_000]], 9_000]);
});

test("online, places of other tracks leave no trace", async () => {
  const { kept } = await places();
  assert.ok(await kept.tell("a", at(9_000, 2)));
  assert.equal(await kept.of("a"), null);
});

test("a refusal stays one, a sign-in that ran out does not", async () => {
  const { kept, server } = await places({ problem: new Problem(401) });
  await kept.tell("a", at(9_000, 2));
  await kept.sendWaiting();
  assert.ok(await kept.of("a"));
  server.problem = new Problem(404);
  await kept.sendWaiting();
  assert.equal(await kept.of("a"), null);
});

test("a track in two downloads takes its room once", () => {
  assert.equal(sizeTogether([{ tracks: [track("a"), track("b")] }, { tracks: [track("a")] }]), 8);
});

test("places may differ; titles, versions and sound may not", () => {
  const mine = { title: "P", tracks: [track("a")] };
  assert.ok(isAlike(mine, { title: "P", tracks: [track("a", { position_ms: 5 })] }));
  for (const given of [{ title: "b" }, { version: 2 }, { etag: '"x"' }]) assert.ok(!isAlike(mine, { title: "P", tracks: [track("a", given)] }));
  assert.deepEqual(goneTracks([track("a"), track("b")], [track("b")]), ["a"]);
});

test("looked after every quarter of an hour, fetched again every day", () => {
  const then = "2026-05-04T10:00:00Z";
  const after = (minutes) => Date.parse(then) + minutes * 60_000;
  assert.deepEqual([isDue(then, after(14)), isDue(then, after(15)), isOld(then, after(60)), isOld(then, after(24 * 60))], [false, true, false, true]);
});

test("every trouble has its own words", () => {
  const found = [new DOMException("", "QuotaExceededError"), ...[0, 401, 403, 404, 410, 500].map((status) => new Problem(status)), new TypeError("x")].map(troubleWord);
  assert.deepEqual(found.map((word) => word.replace("download-", "")), ["no-room", "offline", "signed-out", "gone", "gone", "gone", "failed", "failed"]);
});
