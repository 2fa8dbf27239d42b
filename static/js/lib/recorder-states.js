/**
 * The states of the recorder, and the only moves between them.
 *
 *   idle → asking → ready → recording ⇄ paused
 *            ↓ ↑      ↓         ↓         ↓
 *     denied, absent ←┘     interrupted ──┤ stop
 *                          ↑↓ going on    ↓
 *                         resuming      stopped → uploading → saved
 *                    (a new take) ↖________↵         ↓ ↑
 *                                                  blocked
 *
 * `retake` starts over while the earlier recording waits; `bringBack` and `fallBack` return to it.
 * `interrupted`: the phone took the microphone away. `blocked`: the server refused; everything is still on the device.
 */

/** @type {Record<string, Record<string, string>>} */
const MOVES = {
  idle: { ask: "asking", bringBack: "stopped" },
  asking: { grant: "ready", deny: "denied", miss: "absent" },
  denied: { ask: "asking", bringBack: "stopped" },
  absent: { ask: "asking", bringBack: "stopped" },
  ready: { start: "recording", ask: "asking", miss: "absent", bringBack: "stopped" },
  recording: { pause: "paused", interrupt: "interrupted", stop: "stopped" },
  paused: { resume: "recording", interrupt: "interrupted", stop: "stopped" },
  interrupted: { goOn: "resuming", stop: "stopped" },
  resuming: { grant: "recording", deny: "interrupted", miss: "interrupted" },
  stopped: { publish: "uploading", goOn: "resuming", retake: "idle", discard: "idle", fallBack: "stopped" },
  uploading: { block: "blocked", finish: "saved" },
  blocked: { publish: "uploading", discard: "idle", fallBack: "stopped" },
  saved: { retake: "idle" },
};

/** States in which leaving the page would cost something. */
const BUSY = new Set(["recording", "paused", "interrupted", "resuming", "stopped", "uploading", "blocked"]);

/** The state after a move, or null when the move makes no sense now. @param {string} state @param {string} move */
export function step(state, move) {
  return MOVES[state]?.[move] ?? null;
}

/** Whether leaving asks first. @param {string} state */
export function asksBeforeLeaving(state) {
  return BUSY.has(state);
}

/** Whether the microphone is being written down at this moment. @param {string} state */
export function isCapturing(state) {
  return state === "recording" || state === "paused";
}
