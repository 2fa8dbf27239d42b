/** A sender's state as a sentence for the person. */

import { word } from "./words.js";

/** @param {import("./sender.js").State} upload @returns {{now: string, why: string, trouble: string}} */
export function sentencesOf({ state, sent, total, trouble }) {
  const counted = state === "blocked" ? "" : word("sending", { sent, total: Math.max(sent, total) });
  const now = state === "elsewhere" ? word("sending-elsewhere") : counted;
  const why = trouble ? word(trouble.word, { status: trouble.status, detail: trouble.detail }) : "";
  return { now, why, trouble: state === "waiting" ? `${why} ${word("waiting")}` : why };
}
