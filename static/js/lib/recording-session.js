/**
 * One visit to the recorder: capture, draft and sender, held together by the states of recorder-states.js.
 *
 * Events: "state" {state, reason} after each move; "tick" {rms, verdict, elapsedMs}; "upload" with the sender's State;
 * "devices".
 */

import { durationMs, newDraft, nextTake, partsOf } from "./draft.js";
import { hold, recorderHold } from "./hold.js";
import { choosing } from "./purpose.js";
import { isCapturing, step } from "./recorder-states.js";
import { Sender } from "./sender.js";
import { throwAway } from "./throw-away.js";

/** @typedef {import("./draft.js").Draft} Draft */

const REFUSALS = new Set(["NotAllowedError", "SecurityError"]);

export class RecordingSession extends EventTarget {
  state = "idle";
  /** @type {?Draft} what is being recorded, or was */
  draft = null;
  /** @type {?Draft} the recording that the next one is to replace */
  earlier = null;
  /** @type {?Sender} */
  #sender = null;
  #letGo = () => {};

  /** @param {{drafts: import("./drafts.js").Drafts, capture: import("./capture.js").Capture, personId: string, maxMs: number,
   *   purpose?: import("./purpose.js").Purpose, title?: string}} given `title` names it until the person does */
  constructor({ drafts, capture, personId, maxMs, purpose = {}, title = "" }) {
    super();
    this.drafts = drafts;
    this.capture = capture;
    this.maxMs = maxMs;
    this.begun = { personId, purpose, title };
    capture.addEventListener("interrupt", (event) => this.#noticed(/** @type {CustomEvent} */ (event).detail));
    capture.addEventListener("tick", (event) => this.#tick(/** @type {CustomEvent} */ (event).detail));
    capture.addEventListener("devices", () => this.#say("devices", null));
  }

  get elapsedMs() {
    return (this.draft ? durationMs(this.draft) : 0) + this.capture.untoldMs;
  }

  /** Ask for the microphone, so that its level shows before anything is recorded. @param {string} [deviceId] */
  async arm(deviceId) {
    if (this.#move("ask")) await this.#open(deviceId);
  }

  async start() {
    if (!this.#move("start")) return;
    const draft = newDraft({ ...this.begun, id: crypto.randomUUID(), mimeType: "", replaces: this.earlier?.id ?? null });
    this.draft = draft;
    const added = this.drafts.add(draft);
    this.#holdDraft();
    const mimeType = this.capture.begin((bytes, ms) => added.then(() => this.#keep(0, bytes, ms)));
    this.draft = await added.then(() => this.drafts.update(draft.id, (now) => ({ ...now, mimeType })));
    navigator.storage?.persist?.().catch(() => null);
  }

  pause() {
    if (this.#move("pause")) this.capture.pause();
  }

  resume() {
    if (this.#move("resume")) this.capture.resume();
  }

  /** After an interruption, or to add something: a new take of the same track. */
  async goOn() {
    if (!this.#move("goOn") || !this.draft) return;
    await this.#open();
    if (this.state !== "recording") return;
    const take = nextTake(this.draft);
    this.capture.begin((bytes, ms) => this.#keep(take, bytes, ms));
  }

  /** @param {string} [reason] "longest" when the time is up */
  async stop(reason) {
    await this.capture.end();
    if (!this.#move("stop", reason)) return;
    if (this.draft && !partsOf(this.draft).length) await this.discard("nothing-recorded");
  }

  /** @param {{title: string, choices: Record<string, string>, rehearsed: boolean}} wishes `rehearsed`: nobody else hears it yet */
  async publish({ title, choices, rehearsed }) {
    if (!this.draft || !this.#move("publish")) return;
    const wanted = (/** @type {Draft} */ draft) => ({
      ...draft, title, rehearsed, purpose: choosing(draft.purpose, choices), publishWanted: true,
    });
    this.draft = await this.drafts.update(this.draft.id, wanted);
    await this.#sending()?.send();
  }

  /** Send now, without waiting any longer; after a refusal, once more. */
  async retry() {
    this.#move("publish");
    await this.#sending()?.send();
  }

  /** Record it again; the recording stays until the new one is published. */
  async retake() {
    if (!this.#move("retake")) return;
    this.#release();
    [this.earlier, this.draft] = [this.draft, null];
    await this.arm();
  }

  /** Throw this recording away; the one it was to replace comes back. @param {string} [reason] */
  async discard(reason) {
    this.#release();
    await throwAway(this.drafts, this.draft);
    [this.draft, this.earlier] = [this.earlier, null];
    this.#holdDraft();
    this.#move(this.draft ? "fallBack" : "discard", reason);
    if (!this.draft) await this.arm();
  }

  /** Leave it at the earlier recording after all. */
  bringBack() {
    if (!this.earlier || !this.#move("bringBack")) return;
    this.capture.close();
    [this.draft, this.earlier] = [this.earlier, null];
    this.#holdDraft();
    this.#sending()?.nudge();
  }

  /** The page goes away: keep everything, let the next page find it. */
  async leave() {
    await this.capture.end();
    this.#release();
  }

  /** @param {string} [deviceId] */
  async #open(deviceId) {
    try {
      await this.capture.open(deviceId);
      this.#move("grant");
    } catch (problem) {
      const { name } = /** @type {DOMException} */ (problem);
      this.#move(REFUSALS.has(name) ? "deny" : "miss", this.state === "resuming" ? "again" : name);
    }
  }

  /** @param {number} take @param {ArrayBuffer} bytes @param {number} ms */
  async #keep(take, bytes, ms) {
    const draft = /** @type {Draft} */ (this.draft);
    this.draft = (await this.drafts.addPart(draft.id, take, bytes, ms)) ?? draft;
    const sender = this.#sending();
    if (sender?.state.state !== "blocked") sender?.nudge();
  }

  #sending() {
    if (!this.draft || this.#sender?.id === this.draft.id) return this.#sender;
    this.#sender = new Sender(this.draft.id, this.drafts);
    for (const type of ["progress", "trouble"]) {
      this.#sender.addEventListener(type, (event) => this.#reported(/** @type {CustomEvent} */ (event).detail));
    }
    return this.#sender;
  }

  /** @param {import("./sender.js").State} upload */
  #reported(upload) {
    this.#say("upload", upload);
    if (upload.state === "blocked") this.#move("block");
    if (upload.state === "sent") this.#finish();
  }

  async #finish() {
    await throwAway(this.drafts, this.draft?.replaces ? await this.drafts.get(this.draft.replaces) : null);
    this.#release();
    this.earlier = null;
    this.#move("finish");
  }

  /** While it is held here, no other page offers to recover it. */
  #holdDraft() {
    this.#letGo();
    this.#letGo = this.draft ? hold(recorderHold(this.draft.id)) : () => {};
  }

  #release() {
    this.#letGo();
    this.#sender?.stop();
    this.#sender = null;
  }

  /** @param {string} reason */
  #noticed(reason) {
    const isNothing = reason === "dead" && !(this.draft && partsOf(this.draft).length);
    if (isCapturing(this.state) && this.#move("interrupt", isNothing ? "nothing" : reason)) this.capture.end();
    else if (this.state === "ready" && reason === "ended") this.#move("miss", reason);
  }

  /** @param {{rms: number, verdict: string}} heard */
  #tick(heard) {
    this.#say("tick", { ...heard, elapsedMs: this.elapsedMs });
    if (this.state === "recording" && this.elapsedMs >= this.maxMs) this.stop("longest");
  }

  /** @param {string} move @param {string} [reason] */
  #move(move, reason = "") {
    const next = step(this.state, move);
    if (!next) return false;
    this.state = next;
    this.#say("state", { state: next, reason });
    return true;
  }

  /** @param {string} type @param {any} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
