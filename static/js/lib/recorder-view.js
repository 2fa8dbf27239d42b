/** Draws the recorder: which parts of it a state shows, and what they say. */

import { clock } from "./clock.js";
import { sentencesOf } from "./upload-words.js";
import { word } from "./words.js";

const MINUTE_MS = 60_000;
const GOOD_FROM_MS = 2 * MINUTE_MS;
const LONG_FROM_MS = 5 * MINUTE_MS;

/** Spoken once by screen readers when a state begins. @type {Record<string, string>} */
const NEWS = { recording: "news-recording", paused: "news-paused", stopped: "news-stopped" };

/** @param {HTMLElement} recorder @param {string} state */
export function showState(recorder, state) {
  const hadFocus = recorder.contains(document.activeElement);
  recorder.dataset.state = state;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (recorder.querySelectorAll("[data-when]"))) {
    part.hidden = !part.dataset.when?.split(" ").includes(state);
  }
  const start = /** @type {HTMLButtonElement} */ (recorder.querySelector("[data-do=start]"));
  start.disabled = state !== "ready";
  if (state === "asking") say(recorder, "hint", word("asking"));
  if (state === "stopped") say(recorder, "awake", "");
  if (state === "interrupted") navigator.vibrate?.(200);
  say(recorder, "news", NEWS[state] ? word(NEWS[state]) : "");
  if (hadFocus && document.activeElement?.closest("[hidden]")) focusFirst(recorder);
}

/** The button that was pressed is gone: go to the first one there is now. @param {HTMLElement} recorder */
function focusFirst(recorder) {
  const controls = /** @type {NodeListOf<HTMLElement>} */ (recorder.querySelectorAll("button:enabled"));
  [...controls].find((one) => one.checkVisibility())?.focus();
}

/** What a state has to say for itself. @param {string} state @param {string} reason */
export function noticeOf(state, reason) {
  return state === "interrupted" ? word(`interrupted-${reason}`) : "";
}

/** Nothing to say hides the place. @param {HTMLElement} recorder @param {string} where @param {string} sentence */
export function say(recorder, where, sentence) {
  const place = /** @type {HTMLElement} */ (recorder.querySelector(`[data-show=${where}]`));
  if (place.textContent !== sentence) place.textContent = sentence;
  if (!place.dataset.when) place.hidden = !sentence;
}

/** A nudge towards bite size. @param {number} elapsedMs @param {number} maxMs */
export function hintFor(elapsedMs, maxMs) {
  if (elapsedMs >= maxMs - MINUTE_MS) return "last-minute";
  if (elapsedMs >= LONG_FROM_MS) return "hint-long";
  return elapsedMs >= GOOD_FROM_MS ? "hint-good" : "hint-short";
}

/** @param {HTMLElement} recorder @param {{elapsedMs: number, verdict: string}} tick @param {string} state @param {number} maxMs */
export function showTick(recorder, { elapsedMs, verdict }, state, maxMs) {
  // The microphone is heard for a moment longer than it is wanted; then the state has the word.
  if (!["ready", "recording", "paused"].includes(state)) return;
  if (state === "ready") {
    say(recorder, "hint", `${word("hint-before")} ${word("limit", { minutes: Math.round(maxMs / MINUTE_MS) })}`);
  } else {
    say(recorder, "elapsed", clock(elapsedMs));
    say(recorder, "hint", word(hintFor(elapsedMs, maxMs)));
  }
  say(recorder, "notice", verdict === "fine" ? "" : word(verdict));
}

/** What the sender reports. @param {HTMLElement} recorder @param {import("./sender.js").State} upload */
export function showUpload(recorder, upload) {
  const { sent, total, trouble } = upload;
  const sentences = sentencesOf(upload);
  say(recorder, "upload", word(sent === 0 ? "kept-here" : sent < total ? "kept-there" : "kept-both", { sent, total }));
  say(recorder, "sending", sentences.now);
  say(recorder, "trouble", sentences.trouble);
  /** @type {HTMLElement} */ (recorder.querySelector("[data-show=ways-out]")).hidden = !trouble;
  /** @type {HTMLProgressElement} */ (recorder.querySelector("[data-sent]")).value = total ? sent / total : 0;
}

/**
 * It is on the server. Returns where the page goes now: to where a rehearsal is edited, to data-after, else to the track;
 * null when it stays, because of data-stays or because the track could not be put where it belongs.
 * @param {HTMLElement} recorder @param {import("./sender.js").State} upload @returns {?string}
 */
export function showSaved(recorder, { draft, placed }) {
  const { after, stays } = recorder.dataset;
  const track = `/tracks/${draft?.trackId}`;
  if (draft?.rehearsed) return `${track}/edits?${new URLSearchParams({ draft: "1", ...draft.purpose })}`;
  /** @type {HTMLAnchorElement} */ (recorder.querySelector("[data-track-link]")).href = track;
  if (!placed) say(recorder, "saved", word("saved-unplaced"));
  return placed && stays === undefined ? after || track : null;
}

/** @param {HTMLElement} recorder @param {MediaDeviceInfo[]} choices @param {{label: string, deviceId: string}} microphone */
export function showDevices(recorder, choices, { label, deviceId }) {
  say(recorder, "device", label);
  const select = /** @type {HTMLSelectElement} */ (recorder.querySelector("[data-devices]"));
  select.replaceChildren(...choices.map((one) => new Option(one.label || label, one.deviceId, false, one.deviceId === deviceId)));
}

/** The offer to go back to the recording that this one would replace. @param {HTMLElement} recorder @param {?object} earlier */
export function showEarlier(recorder, earlier) {
  /** @type {HTMLElement} */ (recorder.querySelector("[data-show=earlier]")).hidden = !earlier;
}

/** @param {HTMLElement} recorder @param {import("./draft-files.js").PartSource} drafts @param {?import("./draft.js").Draft} draft @param {string} reason */
export function showStopped(recorder, drafts, draft, reason) {
  const preview = /** @type {import("../elements/take-preview.js").TakePreview} */ (recorder.querySelector("take-preview"));
  if (draft) preview.load(drafts, draft);
  say(recorder, "stopped", reason === "longest" ? word("longest") : "");
}
