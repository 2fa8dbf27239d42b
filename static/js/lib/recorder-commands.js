/** What the recorder's buttons and forms do: each name stands in a data-do attribute. */

import { ask } from "./ask.js";
import { saveToDevice } from "./draft-files.js";

/** @typedef {import("./recording-session.js").RecordingSession} RecordingSession */

/** @param {RecordingSession} session @param {(question: string) => HTMLDialogElement} dialog @returns {Record<string, () => unknown>} */
export function commandsOf(session, dialog) {
  return {
    arm: () => session.arm(), start: () => session.start(), pause: () => session.pause(), resume: () => session.resume(),
    goOn: () => session.goOn(), stop: () => session.stop(), retake: () => session.retake(),
    bringBack: () => session.bringBack(), retry: () => session.retry(),
    save: () => session.draft && saveToDevice(session.drafts, session.draft),
    discard: async () => { if ((await ask(dialog("discard"))) === "discard") await session.discard(); },
  };
}

/** A field inside [data-for=key] chooses that key of what the recording is for.
 * @param {HTMLFormElement} form @param {RecordingSession} session @param {boolean} rehearsed only read and edit it for now */
export function publish(form, session, rehearsed) {
  const wishes = new FormData(form);
  const places = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-for]"));
  const chosen = (/** @type {HTMLElement} */ place) => String(wishes.get(place.querySelector("[name]")?.getAttribute("name") ?? "") ?? "");
  const choices = Object.fromEntries([...places].map((place) => [place.dataset.for ?? "", chosen(place)]));
  return session.publish({ title: String(wishes.get("title") ?? "").trim(), choices, rehearsed });
}
