/** Draws the player: title, times, speed and what comes next, from the state of the playback into the player's own HTML. */

import { clock, spoken } from "./clock.js";
import { SPEEDS, written } from "./speed.js";
import { word } from "./words.js";

/** @typedef {import("./playback.js").Playback} Playback */

export const SEEK_STEPS = 1000;

/** @template {Element} T @param {HTMLElement} player @param {string} selector */
export function part(player, selector) {
  return /** @type {T} */ (/** @type {unknown} */ (player.querySelector(selector)));
}

/** @param {HTMLElement} player @param {string} what @param {string} text */
export function show(player, what, text) {
  for (const one of player.querySelectorAll(`[data-show=${what}]`)) if (one.textContent !== text) one.textContent = text;
}

/** @param {HTMLElement} player @param {Playback} playback */
export function showTrack(player, { track, queue }) {
  if (!track) return;
  player.hidden = false;
  show(player, "title", track.title);
  show(player, "speaker", track.speaker);
  /** @type {HTMLAnchorElement} */ (part(player, "[data-show=title]")).href = track.href;
  /** @type {HTMLButtonElement} */ (part(player, "[data-do=next]")).disabled = !queue.upcoming;
  part(player, "[data-show=queue]").replaceChildren(...upcoming(queue));
}

/** @param {HTMLElement} player @param {Playback} playback */
export function showState(player, { isPlaying, failed, speed }) {
  const toggle = part(player, "[data-do=toggle]");
  toggle.toggleAttribute("data-playing", isPlaying);
  toggle.setAttribute("aria-label", word(isPlaying ? "pause" : "play"));
  const trouble = /** @type {HTMLElement} */ (part(player, "[data-show=trouble]"));
  trouble.hidden = !failed;
  trouble.textContent = failed ? word(navigator.onLine ? "player-trouble" : "player-offline") : "";
  showSpeed(player, speed);
}

/** @param {HTMLElement} player @param {Playback} playback */
export function showTime(player, { positionMs, durationMs, isPlaying }) {
  const share = durationMs ? positionMs / durationMs : 0;
  show(player, "position", clock(positionMs));
  show(player, "length", clock(durationMs));
  player.style.setProperty("--played", String(share));
  const slider = /** @type {HTMLInputElement} */ (part(player, "[data-seek]"));
  // A screen reader says every change of a focused slider: under the keyboard it stands still until it is moved.
  if (!isPlaying || !slider.matches(":focus-visible")) slider.valueAsNumber = share * SEEK_STEPS;
}

/** What a screen reader says of the slider: told when it is reached or moved, not as it runs. @param {HTMLElement} player @param {Playback} playback */
export function tellPosition(player, { positionMs, durationMs }) {
  const slider = /** @type {HTMLInputElement} */ (part(player, "[data-seek]"));
  slider.valueAsNumber = durationMs ? (positionMs / durationMs) * SEEK_STEPS : 0;
  const { lang } = document.documentElement;
  slider.setAttribute("aria-valuetext", word("position-of", { position: spoken(positionMs, lang), length: spoken(durationMs, lang) }));
}

/** @param {HTMLElement} player @param {number} speed */
export function showSpeed(player, speed) {
  const select = /** @type {HTMLSelectElement} */ (part(player, "[data-speeds]"));
  if (select.value === String(speed)) return;
  const all = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((one, other) => one - other);
  select.replaceChildren(...all.map((one) => new Option(written(one), String(one), false, one === speed)));
}

/** @param {import("./play-queue.js").PlayQueue} queue */
function upcoming({ tracks, index }) {
  const rest = tracks.slice(index + 1);
  if (!rest.length) return [];
  const list = document.createElement("ol");
  list.append(...rest.map(({ title, speaker, trackId }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `${title} · ${speaker}` });
    button.dataset.jumpTo = trackId;
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  return [Object.assign(document.createElement("h2"), { textContent: word("up-next") }), list];
}
