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

/** @param {HTMLFormElement} form @param {RecordingSession} session */
export function publish(form, session) {
  const wishes = new FormData(form);
  return session.publish({ title: String(wishes.get("title")).trim(), playlistId: String(wishes.get("playlist_id")) || null });
}
