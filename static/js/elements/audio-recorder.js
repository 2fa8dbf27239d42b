/** <audio-recorder>: the page's side of lib/recording-session.js. What it is for: data-for-* (lib/purpose.js), data-title. */

import { Capture } from "../lib/capture.js";
import { drafts } from "../lib/device.js";
import { guardLeaving, mayLeave } from "../lib/leave-guard.js";
import { Microphone } from "../lib/microphone.js";
import { platformOf, unblockWord } from "../lib/platform.js";
import { purposeOf } from "../lib/purpose.js";
import { commandsOf, publish } from "../lib/recorder-commands.js";
import { asksBeforeLeaving, isCapturing } from "../lib/recorder-states.js";
import * as view from "../lib/recorder-view.js";
import { RecordingSession } from "../lib/recording-session.js";
import { ScreenAwake } from "../lib/screen-awake.js";
import { word } from "../lib/words.js";

const platform = platformOf(navigator);

class AudioRecorder extends HTMLElement {
  #gone = new AbortController();
  #microphone = new Microphone(platform);
  #awake = new ScreenAwake();
  /** @type {?RecordingSession} */
  #session = null;

  connectedCallback() {
    this.hidden = false;
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return this.#unsupported();
    const { person: personId = "", title = "", maxMinutes } = this.dataset;
    const given = { personId, title, maxMs: Number(maxMinutes) * 60_000, purpose: purposeOf(this.dataset) };
    this.#session = new RecordingSession({ drafts, capture: new Capture(this.#microphone, this.#awake), ...given });
    view.showState(this, this.#session.state);
    this.#follow(this.#session);
    this.#obey(this.#session);
    this.#session.arm();
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#session?.leave().then(() => document.dispatchEvent(new Event("recorder-left")));
  }

  /** Show what happens. @param {RecordingSession} session */
  #follow(session) {
    const { signal } = this.#gone;
    session.addEventListener("state", (event) => this.#entered(/** @type {CustomEvent} */ (event).detail, session));
    session.addEventListener("tick", (event) => this.#ticked(/** @type {CustomEvent} */ (event).detail, session));
    session.addEventListener("upload", (event) => this.#uploaded(/** @type {CustomEvent} */ (event).detail, session));
    session.addEventListener("devices", () => this.#showDevices());
    this.#awake.addEventListener("denied", () => view.say(this, "awake", word("awake-denied")));
    this.#awake.addEventListener("granted", () => view.say(this, "awake", ""));
    drafts.addEventListener("risk", () => view.say(this, "risk", word("at-risk")), { signal });
  }

  /** Do what the person asks for. @param {RecordingSession} session */
  #obey(session) {
    const { signal } = this.#gone;
    const commands = commandsOf(session, (question) => this.#dialog(question));
    this.addEventListener("click", ({ target }) => {
      const button = /** @type {?HTMLElement} */ (/** @type {HTMLElement} */ (target).closest("[data-do]"));
      commands[button?.dataset.do ?? ""]?.();
    }, { signal });
    this.addEventListener("change", ({ target }) => {
      const select = /** @type {HTMLSelectElement} */ (target);
      if (select.matches("[data-devices]")) session.arm(select.value);
    }, { signal });
    this.querySelector("[data-publish]")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const { target, submitter } = /** @type {SubmitEvent} */ (event);
      publish(/** @type {HTMLFormElement} */ (target), session, submitter?.dataset.as === "rehearsal");
    }, { signal });
    guardLeaving({ signal, isNeeded: () => asksBeforeLeaving(session.state), mayLeave: (href) => mayLeave(this.#dialog("leave"), href) });
  }

  /** @param {{state: string, reason: string}} news @param {RecordingSession} session */
  #entered({ state, reason }, session) {
    view.showState(this, state);
    view.say(this, "notice", view.noticeOf(state, reason));
    view.showEarlier(this, session.earlier);
    if (state === "recording") this.#quiet();
    if (state === "ready") this.#showDevices();
    if (reason === "nothing-recorded") view.say(this, "remark", word(reason));
    if (state === "denied") view.say(this, "unblock", word(unblockWord(platform)));
    if (state === "stopped") view.showStopped(this, drafts, session.draft, reason);
  }

  /** @param {{rms: number, verdict: string, elapsedMs: number}} tick @param {RecordingSession} session */
  #ticked(tick, { state, maxMs }) {
    view.showTick(this, tick, state, maxMs);
    /** @type {import("./level-meter.js").LevelMeter} */ (this.querySelector("level-meter")).feed(tick.rms, isCapturing(state));
  }

  /** @param {import("../lib/sender.js").State} upload @param {RecordingSession} session */
  #uploaded(upload, session) {
    view.showUpload(this, upload);
    const next = upload.state === "sent" && view.showSaved(this, upload);
    if (next) session.addEventListener("state", () => location.assign(next), { once: true });
  }

  /** What is being heard would be recorded too. */
  #quiet() {
    for (const audio of document.querySelectorAll("audio")) audio.pause();
    view.say(this, "remark", "");
  }

  async #showDevices() {
    view.showDevices(this, await this.#microphone.choices(), this.#microphone);
  }

  #unsupported() {
    view.showState(this, "unsupported");
    view.say(this, "unsupported", word(isSecureContext ? "unsupported-browser" : "unsupported-insecure"));
  }

  /** @param {string} question */
  #dialog(question) {
    return /** @type {HTMLDialogElement} */ (this.querySelector(`[data-ask=${question}]`));
  }
}

customElements.define("audio-recorder", AudioRecorder);
