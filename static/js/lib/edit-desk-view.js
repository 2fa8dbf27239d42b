/** Draws the desk where a track is edited: which words are chosen, and what can be done with them. */

import { againAddress, stretch } from "./chosen-words.js";

const SAID_MAX_CHARS = 90;

/**
 * @param {HTMLElement} desk @param {HTMLElement[]} words @param {import("./chosen-words.js").Timed[]} times of the same words
 * @param {?import("./chosen-words.js").Chosen} chosen null for none
 */
export function showChosen(desk, words, times, chosen) {
  words.forEach((word, place) => word.toggleAttribute("data-in", Boolean(chosen && place >= chosen.first && place <= chosen.last)));
  for (const one of desk.querySelectorAll("[data-sentence]")) {
    one.setAttribute("aria-pressed", String(Boolean(one.querySelector("[data-in]"))));
  }
  /** @type {HTMLElement} */ (desk.querySelector("[data-chosen]")).hidden = !chosen;
  if (!chosen) return;
  const { startMs, endMs } = stretch(times, chosen);
  say(desk, "said", shortened(words.slice(chosen.first, chosen.last + 1).map((word) => word.textContent).join(" ")));
  say(desk, "length", `${((endMs - startMs) / 1000).toFixed(1)} s`);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (desk.querySelectorAll("[data-again]"))) {
    link.href = againAddress(desk.dataset.record ?? "", { startMs, endMs }, link.dataset.again === "rest");
  }
}

/** Its beginning and its end. @param {string} said */
function shortened(said) {
  const half = SAID_MAX_CHARS / 2 - 3;
  return said.length > SAID_MAX_CHARS ? `${said.slice(0, half)} … ${said.slice(-half)}` : said;
}

/** @param {HTMLElement} desk @param {string} where @param {string} sentence */
function say(desk, where, sentence) {
  /** @type {HTMLElement} */ (desk.querySelector(`[data-show=${where}]`)).textContent = sentence;
}

/** What was marked with the mouse, or by holding a finger, and is marked no more; null when nothing was.
 * @param {HTMLElement[]} words @returns {?import("./chosen-words.js").Chosen} */
export function takeMarked(words) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const inside = words.flatMap((word, place) => (range.intersectsNode(word) ? [place] : []));
  selection.removeAllRanges();
  return inside.length ? { first: inside[0], last: inside[inside.length - 1] } : null;
}

/** The form that cuts, with these times in it. @param {HTMLElement} desk @param {number} startMs @param {number} endMs */
export function fillTimes(desk, startMs, endMs) {
  const form = /** @type {HTMLFormElement} */ (desk.querySelector("[data-by-times]"));
  /** @type {HTMLInputElement} */ (form.elements.namedItem("start_ms")).value = String(startMs);
  /** @type {HTMLInputElement} */ (form.elements.namedItem("end_ms")).value = String(endMs);
  return form;
}
