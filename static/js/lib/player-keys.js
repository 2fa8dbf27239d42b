/** The player's keys. They are off when the person has switched them off. */

import { commandOf } from "./shortcuts.js";
import { beside } from "./speed.js";

export const BACK_MS = 15_000;
export const AHEAD_MS = 30_000;
const LOUDER = 0.1;

/** @typedef {import("./playback.js").Playback} Playback */

/** @param {Playback} playback @param {{help: () => void, speed: (speed: number) => void}} page */
export function listenToKeys(playback, page) {
  document.addEventListener("keydown", (event) => {
    const command = "shortcuts" in document.body.dataset ? commandOf(/** @type {any} */ (event)) : null;
    const act = command ? actions(playback, page)[command] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** @param {Playback} playback @param {{help: () => void, speed: (speed: number) => void}} page @returns {Record<string, ?(() => void)>} */
function actions(playback, page) {
  const general = { search: goToSearch, help: page.help };
  // Without a track the arrows scroll, as everywhere.
  if (!playback.track) return general;
  return {
    ...general,
    toggle: () => playback.toggle(), back: () => playback.skip(-BACK_MS), ahead: () => playback.skip(AHEAD_MS),
    louder: () => loud(playback, LOUDER), quieter: () => loud(playback, -LOUDER),
    slower: () => page.speed(beside(playback.speed, -1)), faster: () => page.speed(beside(playback.speed, 1)),
    next: () => playback.next(), previous: () => playback.previous(),
  };
}

/** @param {Playback} playback @param {number} more */
function loud({ audio }, more) {
  audio.volume = Math.min(1, Math.max(0, audio.volume + more));
}

/** To the search box of this page, or through the link to the search page. */
function goToSearch() {
  const box = /** @type {?HTMLElement} */ (document.querySelector("main input[type=search]"));
  if (box) box.focus();
  else /** @type {?HTMLElement} */ (document.querySelector('a[href="/search"]'))?.click();
}
