/** <audio-player>: the controls around the one <audio>. What they do is lib/playback.js, how they look lib/player-view.js. */

import { call } from "../lib/api.js";
import { clock } from "../lib/clock.js";
import { showOnLockScreen } from "../lib/media-session.js";
import { listenToPage } from "../lib/page-clicks.js";
import { markPage } from "../lib/page-marks.js";
import { PlaceKeeper } from "../lib/place-keeper.js";
import { Playback } from "../lib/playback.js";
import { AHEAD_MS, BACK_MS, listenToKeys } from "../lib/player-keys.js";
import * as view from "../lib/player-view.js";
import { copy, momentLink } from "../lib/share-moment.js";
import { word } from "../lib/words.js";

export class AudioPlayer extends HTMLElement {
  connectedCallback() {
    const session = crypto.randomUUID?.() ?? String(Math.random());
    this.playback = new Playback(view.part(this, "audio"), new PlaceKeeper(session));
    this.playback.speed = Number(document.body.dataset.speed ?? 1);
    view.showSpeed(this, this.playback.speed);
    this.#listen(this.playback);
    markPage(this.playback);
    showOnLockScreen(this.playback);
    listenToKeys(this.playback, { help: () => this.#help(), speed: (speed) => this.#hasten(speed) });
    listenToPage(this.playback);
  }

  /** @param {Playback} playback */
  #listen(playback) {
    this.addEventListener("click", ({ target }) => this.#press(/** @type {HTMLElement} */ (target), playback));
    this.addEventListener("keydown", ({ key }) => { if (key === "Escape") this.#expand(false); });
    this.#listenToSlider(view.part(this, "[data-seek]"), playback);
    const select = /** @type {HTMLSelectElement} */ (view.part(this, "[data-speeds]"));
    select.addEventListener("change", () => this.#hasten(Number(select.value)));
    playback.addEventListener("track", () => view.showTrack(this, playback));
    playback.addEventListener("state", () => { view.showState(this, playback); view.tellPosition(this, playback); });
    for (const type of ["track", "time", "state"]) playback.addEventListener(type, () => view.showTime(this, playback));
  }

  /** @param {HTMLInputElement} slider @param {Playback} playback */
  #listenToSlider(slider, playback) {
    for (const type of ["focus", "keydown"]) slider.addEventListener(type, () => view.tellPosition(this, playback));
    slider.addEventListener("input", () => playback.seekTo((slider.valueAsNumber / view.SEEK_STEPS) * playback.durationMs));
  }

  /** @param {HTMLElement} target @param {Playback} playback */
  #press(target, playback) {
    if (target.closest("a[href]")) this.#expand(false);
    const { do: chosen = "", jumpTo } = /** @type {?HTMLElement} */ (target.closest("[data-do], [data-jump-to]"))?.dataset ?? {};
    if (jumpTo) playback.next(jumpTo);
    /** @type {Record<string, () => unknown>} */
    const actions = {
      toggle: () => playback.toggle(), next: () => playback.next(), previous: () => playback.previous(),
      back: () => playback.skip(-BACK_MS), ahead: () => playback.skip(AHEAD_MS),
      share: () => this.#share(playback), expand: () => this.#expand(!this.hasAttribute("data-expanded")),
    };
    actions[chosen]?.();
  }

  /** @param {number} speed */
  #hasten(speed) {
    /** @type {Playback} */ (this.playback).speed = speed;
    view.showSpeed(this, speed);
    call("PUT", "/api/me/preferences", { json: { playback_speed: speed } }).catch(() => null);
  }

  /** @param {boolean} large */
  #expand(large) {
    this.toggleAttribute("data-expanded", large);
    view.part(this, "[data-do=expand]").setAttribute("aria-expanded", String(large));
    for (const other of document.querySelectorAll("main, nav")) other.toggleAttribute("inert", large);
  }

  /** @param {Playback} playback */
  async #share({ track, positionMs }) {
    if (!track) return;
    const link = momentLink(track.trackId, positionMs);
    const copied = await copy(link);
    view.show(this, "news", copied ? word("moment-copied", { time: clock(positionMs) }) : word("copy-by-hand", { link }));
  }

  #help() {
    /** @type {?HTMLDialogElement} */ (document.querySelector("[data-shortcut-help]"))?.showModal();
  }
}

customElements.define("audio-player", AudioPlayer);
