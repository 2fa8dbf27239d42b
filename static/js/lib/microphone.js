/**
 * The microphone: opening it, saying how loud it is, and noticing when the phone takes it away.
 *
 * Event "interrupt" carries why: "muted" (a call), "ended" (unplugged, taken by another app), "changed" (another device
 * came or went) or "hidden" (a phone puts a page to sleep when it is not in front). Event "devices": choose again.
 */

import { constraintsFor } from "./capture-format.js";
import { levelOf } from "./loudness-watch.js";

const SAMPLES = 2048;

export class Microphone extends EventTarget {
  /** @type {?MediaStream} */
  stream = null;
  /** @type {?AudioContext} */
  #context = null;
  /** @type {?AnalyserNode} */
  #analyser = null;
  #samples = new Float32Array(SAMPLES);
  #inputs = "";
  #watching = new AbortController();

  /** @param {import("./platform.js").Platform} platform */
  constructor(platform) {
    super();
    this.platform = platform;
  }

  get label() {
    return this.#track?.label ?? "";
  }

  get deviceId() {
    return this.#track?.getSettings().deviceId ?? "";
  }

  /** Ask for the microphone. Rejects with the browser's DOMException. @param {string} [deviceId] */
  async open(deviceId) {
    this.close();
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: constraintsFor(this.platform, { deviceId }) });
    this.#inputs = await this.#inputIds();
    this.#watch();
    this.#listen(this.stream, this.#watching.signal);
  }

  /** Let go of it: iPhones play through the earpiece while a microphone is open. */
  close() {
    this.#watching.abort();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.#context?.close();
    this.stream = this.#context = this.#analyser = null;
  }

  /** The microphones to choose from. @returns {Promise<MediaDeviceInfo[]>} */
  async choices() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind, deviceId }) => kind === "audioinput" && deviceId);
  }

  /** What it hears now, or null while the browser does not let us listen. */
  level() {
    if (!this.#analyser || this.#context?.state !== "running") return null;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  get #track() {
    return this.stream?.getAudioTracks()[0] ?? null;
  }

  /** @param {MediaStream} stream @param {AbortSignal} signal */
  #listen(stream, signal) {
    const context = (this.#context = new AudioContext());
    // Some browsers let us listen only after a tap, and iOS again after each interruption.
    const wake = () => { if (context.state !== "running" && context.state !== "closed") context.resume().catch(() => null); };
    for (const type of ["pointerdown", "keydown", "visibilitychange"]) document.addEventListener(type, wake, { signal });
    context.addEventListener("statechange", wake, { signal });
    this.#analyser = new AnalyserNode(this.#context, { fftSize: SAMPLES });
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  #watch() {
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    this.#track?.addEventListener("mute", () => this.#interrupt("muted"), { signal });
    this.#track?.addEventListener("ended", () => this.#interrupt("ended"), { signal });
    navigator.mediaDevices.addEventListener("devicechange", () => this.#compareInputs(), { signal });
    document.addEventListener("visibilitychange", () => this.#hidden(), { signal });
  }

  #hidden() {
    if (this.platform.mobile && document.visibilityState === "hidden") this.#interrupt("hidden");
  }

  async #compareInputs() {
    const before = this.#inputs;
    this.#inputs = await this.#inputIds();
    if (this.#inputs === before) return;
    this.dispatchEvent(new Event("devices"));
    this.#interrupt("changed");
  }

  async #inputIds() {
    return (await this.choices()).map(({ deviceId }) => deviceId).sort().join(" ");
  }

  /** @param {string} reason */
  #interrupt(reason) {
    this.dispatchEvent(new CustomEvent("interrupt", { detail: reason }));
  }
}
