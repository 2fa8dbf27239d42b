/**
 * Downloads: playlists and tracks that this device keeps for listening without a network.
 *
 *   (none) → copying → kept ⇄ looked after (what changed is copied again, what is closed goes)
 *               ↓ cancelled, refused, no room: nothing of it stays
 *
 * One lock lets one tab copy at a time. Events: "change" when something else is kept, "progress" and "trouble" with
 * {key, …} while something is copied.
 */

import { call, Problem } from "./api.js";
import { DOWNLOADING } from "./busy.js";
import { copyPage, copyTrack, dropPage, dropTrack } from "./copies.js";
import { goneTracks, isAlike, isDue, isOld, keyOf, sizeOf, troubleWord } from "./download.js";
import { hearPages, tellPages } from "./worker-messages.js";

/**
 * @typedef {import("./offline-store.js").Download} Download
 * @typedef {import("./offline-store.js").Kind} Kind
 * @typedef {{key: string, personId: string, kind: Kind, id: string}} Wish
 * @typedef {{title: string, tracks: import("./offline-store.js").DownloadTrack[]}} Plan
 */

/** The right to it is gone, or the thing is. */
const GONE = new Set([403, 404, 410]);

export class Downloads extends EventTarget {
  /** What is being copied now, by key. @type {Map<string, {stop: AbortController, loadedBytes: number, totalBytes: number}>} */
  running = new Map();
  #personId = "";
  /** @type {Set<string>} */
  #trackIds = new Set();

  /** @param {import("./offline-store.js").OfflineStore} store */
  constructor(store) {
    super();
    this.store = store;
  }

  /** From now on, for this person. @param {string} personId */
  async begin(personId) {
    this.#personId = personId;
    hearPages((message) => { if (message === "downloads" || message === "forgotten") this.#learn(); });
    hearPages((message) => { if (message === "changed") this.lookAfter(true); });
    await this.#learn();
    await this.#ifFree(() => this.#mend());
    await this.lookAfter();
  }

  /** Whether there is a copy of its sound, known without waiting. @param {string} trackId */
  has(trackId) {
    return this.#trackIds.has(trackId);
  }

  /** Those that are kept whole. */
  async all() {
    return (await this.store.downloads(this.#personId)).filter(({ completeAt }) => completeAt);
  }

  /** @param {Kind} kind @param {string} id */
  async start(kind, id) {
    const wish = { key: keyOf(this.#personId, kind, id), personId: this.#personId, kind, id };
    if (this.running.has(wish.key)) return;
    const run = { stop: new AbortController(), loadedBytes: 0, totalBytes: 0 };
    this.running.set(wish.key, run);
    this.#say("progress", { key: wish.key });
    navigator.storage?.persist?.().catch(() => null);
    try {
      await navigator.locks.request(DOWNLOADING, { signal: run.stop.signal }, () => this.#copy(wish, run));
    } catch (problem) {
      await this.#undo(wish.key);
      if (!run.stop.signal.aborted) this.#say("trouble", { key: wish.key, word: troubleWord(problem), sizeBytes: run.totalBytes });
    } finally {
      this.running.delete(wish.key);
      await this.#changed();
    }
  }

  /** @param {string} key */
  cancel(key) {
    this.running.get(key)?.stop.abort();
  }

  /** @param {string} key */
  async remove(key) {
    await this.#undo(key);
    await this.#changed();
  }

  /** Ask the server what became of them, now and then, or at once. @param {boolean} [now] */
  async lookAfter(now = false) {
    const due = (await this.all()).filter((one) => now || isDue(one.checkedAt));
    if (!due.length || !navigator.onLine || !navigator.locks) return;
    await this.#ifFree(async () => {
      for (const download of due) await this.#renew(download).catch(() => null);
      await this.#changed();
    });
  }

  /** @param {Wish} wish @param {{stop: AbortController, loadedBytes: number, totalBytes: number}} run @param {Download} [before] */
  async #copy(wish, run, before) {
    const { signal } = run.stop;
    const plan = await this.#plan(wish, signal);
    run.totalBytes = sizeOf(plan.tracks);
    if (!before) await requireRoom(run.totalBytes);
    const checkedAt = new Date().toISOString();
    const download = { ...wish, ...plan, completeAt: before?.completeAt ?? null, checkedAt };
    if (!before) await this.store.putDownload(download);
    const onBytes = (/** @type {number} */ sizeBytes) => {
      run.loadedBytes += sizeBytes;
      this.#say("progress", { key: wish.key });
    };
    for (const track of plan.tracks) await this.#copyTrack(wish.personId, track, { signal, onBytes });
    if (wish.kind === "playlist") await copyPage(wish.personId, `/playlists/${wish.id}`, signal);
    await this.store.putDownload({ ...download, completeAt: checkedAt });
  }

  /** @param {string} personId @param {Plan["tracks"][number]} track @param {{signal: AbortSignal, onBytes: (sizeBytes: number) => void}} way */
  async #copyTrack(personId, track, way) {
    await copyTrack(personId, track, way);
    if (!track.client_time) return;
    const place = { personId, trackId: track.id, positionMs: track.position_ms, clientTime: track.client_time, sessionId: "" };
    await this.store.putPlace({ ...place, sentAt: track.client_time });
  }

  /** @param {Wish} wish @param {AbortSignal} [signal] @returns {Promise<Plan>} */
  #plan({ kind, id }, signal) {
    return call("GET", `/api/${kind}s/${id}/download`, { signal });
  }

  /** @param {Download} download */
  async #renew(download) {
    try {
      const plan = await this.#plan(download);
      const run = { stop: new AbortController(), loadedBytes: 0, totalBytes: 0 };
      if (isAlike(download, plan) && !isOld(download.completeAt)) return await this.store.putDownload({ ...download, checkedAt: new Date().toISOString() });
      await this.#copy(download, run, download);
      await this.#dropUnused(goneTracks(download.tracks, plan.tracks));
    } catch (problem) {
      if (problem instanceof Problem && GONE.has(problem.status)) await this.#undo(download.key);
      else throw problem;
    }
  }

  /** Delete it, but not what another one needs as well. @param {string} key */
  async #undo(key) {
    const download = (await this.store.downloads(this.#personId)).find((one) => one.key === key);
    await this.store.removeDownload(key);
    if (!download) return;
    if (download.kind === "playlist") await dropPage(this.#personId, `/playlists/${download.id}`);
    await this.#dropUnused(download.tracks.map(({ id }) => id));
  }

  /** @param {string[]} trackIds */
  async #dropUnused(trackIds) {
    const others = await this.store.downloads(this.#personId);
    const used = new Set(others.flatMap(({ tracks }) => tracks.map(({ id }) => id)));
    for (const id of trackIds) if (!used.has(id)) await dropTrack(this.#personId, id);
  }

  /** A tab that was killed while it copied leaves something half: away with it. */
  async #mend() {
    const half = (await this.store.downloads(this.#personId)).filter(({ completeAt }) => !completeAt);
    for (const { key } of half) await this.#undo(key);
  }

  /** @param {() => Promise<void>} work */
  async #ifFree(work) {
    await navigator.locks?.request(DOWNLOADING, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  }

  async #changed() {
    await this.#learn();
    tellPages("downloads");
  }

  async #learn() {
    this.#trackIds = new Set((await this.all()).flatMap(({ tracks }) => tracks.map(({ id }) => id)));
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} type @param {{key: string} & Record<string, unknown>} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {number} sizeBytes */
async function requireRoom(sizeBytes) {
  const { quota, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota !== undefined && quota - usage < sizeBytes) throw new DOMException("no room", "QuotaExceededError");
}
