/** <skip-silence>: whether long silences are skipped, remembered with the person, and the time that it has saved. */

import { call } from "../lib/api.js";
import { brief } from "../lib/clock.js";
import { playbackOfPage } from "../lib/play-moment.js";
import { SilenceSkipper } from "../lib/silence-skipper.js";
import { word } from "../lib/words.js";

/** @typedef {import("../lib/playback.js").Playback} Playback */

class SkipSilence extends HTMLElement {
  connectedCallback() {
    const box = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const skipper = new SilenceSkipper(/** @type {Playback} */ (playbackOfPage()), mapOf);
    skipper.isOn = box.checked = "skipsSilence" in document.body.dataset;
    box.addEventListener("change", () => {
      skipper.isOn = box.checked;
      call("PUT", "/api/me/preferences", { json: { skips_silence: box.checked } }).catch(() => null);
    });
    skipper.addEventListener("saved", () => this.#show(skipper.savedMs));
  }

  /** @param {number} savedMs */
  #show(savedMs) {
    const shown = /** @type {HTMLElement} */ (this.querySelector("[data-saved]"));
    shown.hidden = savedMs < 1_000;
    shown.textContent = word("time-saved", { time: brief(savedMs, document.documentElement.lang) });
  }
}

/** @param {string} trackId */
function mapOf(trackId) {
  return call("GET", `/api/tracks/${trackId}/waveform.json`).catch(() => null);
}

customElements.define("skip-silence", SkipSilence);
