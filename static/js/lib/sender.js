/**
 * Brings one draft to the server: creates the recording, sends what is missing one by one, and once the person has
 * published it, completes it, checks that the server holds all of it, and only then forgets it here.
 *
 * Everything is decided anew from the stored draft in each round, so it may stop anywhere and start again. A lock makes
 * sure that of several tabs one sends. Events "progress" and "trouble" carry a State; `send` fulfils with the last one.
 */

import { Problem } from "./api.js";
import { backoffMs, pause } from "./backoff.js";
import { afresh, missingParts, openingTitle, partsOf } from "./draft.js";
import { countOf, withHeld } from "./held-parts.js";
import * as recordings from "./recordings-api.js";
import { troubleOf } from "./trouble.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./trouble.js").Trouble} Trouble
 * @typedef {{state: "sending" | "waiting" | "blocked" | "caught-up" | "sent" | "elsewhere" | "gone" | "stopped",
 *   sent: number, total: number, trouble?: Trouble, waitMs?: number, draft?: Draft, placed?: boolean}} State
 * @typedef {{get(id: string): Promise<Draft | undefined>, update(id: string, change: (draft: Draft) => Draft): Promise<?Draft>,
 *   part(id: string, take: number, part: number): Promise<ArrayBuffer | undefined>, remove(id: string): Promise<void>}} Source
 */

export class Sender extends EventTarget {
  /** @type {?Promise<State>} */
  #running = null;
  #again = false;
  #stop = new AbortController();
  #nap = new AbortController();
  /** @type {Record<string, number[]> | null} */
  #held = null;
  #total = 0;
  /** How many parts have got through, and how often nothing has since. */
  #through = 0;
  #attempt = 0;
  /** @type {State} */
  state = { state: "caught-up", sent: 0, total: 0 };

  /** @param {string} id @param {Source} source
   * @param {{api?: typeof recordings, locks?: Pick<LockManager, "request">, random?: () => number}} outside */
  constructor(id, source, { api = recordings, locks = navigator.locks, random = Math.random } = {}) {
    super();
    this.id = id;
    this.source = source;
    this.api = api;
    this.locks = locks;
    this.random = random;
  }

  /** There is something new: send until nothing is left. While it runs or waits, it goes on by itself. */
  nudge() {
    this.#again = true;
    this.#running ??= this.#locked().finally(() => { this.#running = null; });
    return this.#running;
  }

  /** Send now, without waiting any longer. */
  send() {
    this.#nap.abort();
    return this.nudge();
  }

  /** Leave the rest for another page. */
  stop() {
    this.#stop.abort();
    this.#nap.abort();
  }

  async #locked() {
    return this.locks.request(`lorecast-send-${this.id}`, { ifAvailable: true }, async (lock) =>
      lock ? this.#run() : this.#say("progress", { state: "elsewhere" }));
  }

  /** @returns {Promise<State>} */
  async #run() {
    this.#attempt = 0;
    while (!this.#stop.signal.aborted) {
      try {
        this.#again = false;
        const done = await this.#round();
        this.#attempt = 0;
        if (done && !this.#again) return done;
      } catch (problem) {
        if (this.#stop.signal.aborted) break;
        const trouble = troubleOf(problem instanceof Problem ? problem : new Problem(422, String(problem)));
        if (!trouble.again) return this.#block(trouble);
        await this.#wait(trouble, backoffMs(this.#attempt++, this.random));
      }
    }
    return this.#say("progress", { state: "stopped" });
  }

  /** One step of the way. @returns {Promise<?State>} null while there is more to do */
  async #round() {
    const draft = await this.source.get(this.id);
    if (!draft) return this.#say("progress", { state: "gone" });
    this.#total = partsOf(draft).length;
    if (!this.#total) return this.#say("progress", { state: "caught-up" });
    if (!draft.recordingId) return this.#begin(draft);
    const [next] = missingParts(draft, (this.#held ??= await this.#look(draft)));
    if (next) return this.#put(draft, next);
    if (draft.publishWanted) return this.#publish(draft);
    return this.#say("progress", { state: "caught-up", draft });
  }

  /** What the server holds. A part that got through, though its answer was lost, is a reason not to wait longer next time.
   * @param {Draft} draft @returns {Promise<Record<string, number[]>>} */
  async #look(draft) {
    const { parts } = await this.api.look(draft, this.#stop.signal);
    const through = countOf(parts);
    if (through > this.#through) this.#attempt = 0;
    this.#through = through;
    return parts;
  }

  /** @param {Draft} draft */
  async #begin(draft) {
    const begun = await this.api.begin(draft, this.#stop.signal);
    const { recording_id: recordingId, track_id: trackId, first_take: firstTake = 0 } = begun;
    await this.source.update(this.id, (now) => ({ ...now, recordingId, trackId, firstTake, sentTitle: openingTitle(draft) }));
    this.#held = null;
    return null;
  }

  /** @param {Draft} draft @param {[take: number, part: number]} next */
  async #put(draft, [take, part]) {
    const bytes = await this.source.part(this.id, take, part);
    if (!bytes) throw new Problem(422, `Part ${part} of take ${take} is no longer on this device.`);
    await this.api.put(draft, take, part, bytes, this.#stop.signal);
    const held = (this.#held ??= {});
    (held[take] ??= []).push(part);
    this.#say("progress", { state: "sending", draft });
    return null;
  }

  /** @param {Draft} kept @returns {Promise<?State>} */
  async #publish(kept) {
    const draft = withHeld(kept, this.#held ?? {});
    const { placed } = await this.api.complete(draft, this.#stop.signal);
    if (!(await this.api.isWhole(draft, this.#stop.signal))) throw new Problem(503, "");
    await this.source.remove(this.id);
    return this.#say("progress", { state: "sent", draft, placed });
  }

  /** @param {Trouble} trouble */
  async #block(trouble) {
    this.#held = null;
    if (trouble.afresh) await this.#startAfresh();
    return this.#say("trouble", { state: "blocked", trouble });
  }

  /** What the server holds is of no use any more: the next try opens another recording. */
  async #startAfresh() {
    const { recordingId } = (await this.source.get(this.id)) ?? {};
    await this.source.update(this.id, afresh);
    if (recordingId) await this.api.discard(recordingId);
  }

  /** @param {Trouble} trouble @param {number} waitMs */
  async #wait(trouble, waitMs) {
    this.#held = null;
    this.#say("trouble", { state: "waiting", trouble, waitMs });
    const nap = (this.#nap = new AbortController());
    globalThis.addEventListener?.("online", () => nap.abort(), { signal: nap.signal });
    if (!this.#stop.signal.aborted) await pause(waitMs, nap.signal);
    nap.abort();
  }

  /** @param {"progress" | "trouble"} type @param {Partial<State> & Pick<State, "state">} news */
  #say(type, news) {
    this.state = { sent: this.#held ? countOf(this.#held) : this.state.sent, total: this.#total, ...news };
    this.dispatchEvent(new CustomEvent(type, { detail: this.state }));
    return this.state;
  }
}
