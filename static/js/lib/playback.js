/**
 * Plays tracks in the one <audio> that there is, for as long as the page lives.
 *
 * Events: "track" when another one is loaded, "state" on play, pause, waiting, end and trouble, "time" as it runs on,
 * "end" before the next track begins, which whoever cancels the event prevents.
 * Nothing here touches the page, so a change of page touches nothing here.
 */

import { soundOf } from "./offline.js";
import { PlayQueue } from "./play-queue.js";
import { resumeMs, startMs } from "./place.js";
import { within } from "./speed.js";

/** @typedef {import("./play-queue.js").Playable} Playable */

export class Playback extends EventTarget {
  queue = new PlayQueue();
  failed = false;
  /** Whether the last jump was nobody's wish, as over a silence. */
  hopped = false;
  /** @type {?number} where the last wish to listen began, if it named a moment */
  moment = null;
  #speed = 1;
  #pausedAtMs = 0;
  #loading = 0;

  /** @param {HTMLAudioElement} audio @param {import("./place-keeper.js").PlaceKeeper} places */
  constructor(audio, places) {
    super();
    this.audio = audio;
    this.places = places;
    for (const type of ["play", "playing", "waiting", "loadedmetadata", "seeked", "ratechange"]) audio.addEventListener(type, () => this.#say("state"));
    audio.addEventListener("pause", () => this.#paused());
    audio.addEventListener("timeupdate", () => this.#ran());
    audio.addEventListener("ended", () => this.#ended());
    audio.addEventListener("error", () => this.#fail());
    addEventListener("pagehide", () => this.#note());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.#note(); });
  }

  get track() {
    return this.queue.current;
  }

  get isPlaying() {
    return !this.audio.paused && !this.audio.ended;
  }

  get positionMs() {
    return this.audio.currentTime * 1000;
  }

  /** What the server measured; browsers are wrong about some files. */
  get durationMs() {
    return this.track?.durationMs || (Number.isFinite(this.audio.duration) ? this.audio.duration * 1000 : 0);
  }

  get speed() {
    return this.#speed;
  }

  set speed(speed) {
    this.#speed = within(speed);
    this.audio.defaultPlaybackRate = this.audio.playbackRate = this.#speed;
    this.audio.preservesPitch = true;
  }

  /** Play a track among its neighbours, from its moment if it names one, else from the person's place.
   * @param {Playable} playable @param {Playable[]} tracks */
  async play(playable, tracks) {
    const same = this.track?.trackId === playable.trackId && !this.failed;
    this.moment = playable.startMs;
    if (!same) this.#note();
    this.queue.set(playable, tracks);
    if (same) return this.#playLoaded(playable.startMs);
    await this.#load(playable.startMs, true);
  }

  /** Have a track ready at a moment, without a sound. @param {Playable} playable @param {number} atMs */
  async cue(playable, atMs) {
    this.queue.set(playable, [playable]);
    await this.#load(atMs, false);
  }

  /** The sound of a track was made anew: have that one ready, if it is loaded. @param {Playable} playable */
  async renew(playable) {
    if (this.track?.trackId === playable.trackId) await this.cue(playable, Math.min(this.positionMs, playable.durationMs));
  }

  toggle() {
    if (!this.track) return;
    if (this.isPlaying) this.audio.pause();
    else if (this.failed) this.#load(this.positionMs, true);
    else this.#resume();
  }

  /** @param {number} ms */
  seekTo(ms) {
    this.hopped = false;
    this.audio.currentTime = Math.min(Math.max(0, ms), Math.max(0, this.durationMs - 100)) / 1000;
  }

  /** Jump without having been asked. @param {number} ms */
  hopTo(ms) {
    this.seekTo(ms);
    this.hopped = true;
  }

  /** @param {number} ms negative goes back */
  skip(ms) {
    this.seekTo(this.positionMs + ms);
  }

  /** Play another track of the queue, from its place. @param {?string} [trackId] the next one if none is named */
  next(trackId = this.queue.upcoming?.trackId) {
    const found = this.queue.tracks.find((one) => one.trackId === trackId);
    if (found) this.play({ ...found, startMs: null }, this.queue.tracks);
  }

  /** Back to the start, and from the start to the track before. */
  previous() {
    if (this.positionMs > 5_000 || !this.queue.earlier) this.seekTo(0);
    else this.next(this.queue.earlier.trackId);
  }

  /** Sound begins within the tap that asked for it; the place arrives while the first bytes are on their way.
   * @param {?number} atMs @param {boolean} aloud */
  async #load(atMs, aloud) {
    const loading = ++this.#loading;
    const { trackId } = /** @type {Playable} */ (this.track);
    this.failed = this.hopped = false;
    this.places.forget();
    const place = atMs === null ? this.places.fetch(trackId) : null;
    this.audio.src = soundOf(trackId);
    this.speed = this.#speed;
    this.audio.currentTime = (atMs ?? 0) / 1000;
    this.#say("track");
    if (aloud) this.#start();
    const from = atMs ?? startMs(await place, this.durationMs);
    if (loading === this.#loading && atMs === null && from > 0) this.audio.currentTime = from / 1000;
  }

  /** @param {?number} atMs */
  #playLoaded(atMs) {
    if (atMs !== null) this.seekTo(atMs);
    if (atMs === null && this.isPlaying) return this.audio.pause();
    return atMs === null ? this.#resume() : this.#start();
  }

  /** Go on after a pause; another device may have listened on meanwhile. */
  async #resume() {
    const { trackId } = /** @type {Playable} */ (this.track);
    const newer = this.places.newer(trackId);
    if (this.audio.ended) this.seekTo(0);
    else if (this.#pausedAtMs) this.seekTo(resumeMs(this.positionMs, performance.now() - this.#pausedAtMs));
    this.#start();
    const place = await newer;
    if (place && this.track?.trackId === trackId) this.seekTo(startMs(place, this.durationMs));
  }

  #start() {
    this.audio.play().catch((problem) => { if (problem.name !== "AbortError") this.#say("state"); });
  }

  #paused() {
    this.#pausedAtMs = performance.now();
    this.#note();
    this.#say("state");
  }

  #ran() {
    if (this.track && this.isPlaying) this.places.noteWhenDue(this.track.trackId, this.positionMs);
    this.#say("time");
  }

  #ended() {
    if (this.track) this.places.note(this.track.trackId, this.durationMs);
    this.#say("state");
    if (this.dispatchEvent(new Event("end", { cancelable: true }))) this.next();
  }

  #fail() {
    this.failed = Boolean(this.track);
    this.#say("state");
  }

  #note() {
    if (this.track && this.audio.currentTime > 0) this.places.note(this.track.trackId, this.positionMs);
  }

  /** @param {string} type */
  #say(type) {
    this.dispatchEvent(new Event(type));
  }
}
