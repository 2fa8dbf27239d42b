/** A draft as files: to listen to before it is sent, and to save when it cannot be. */

import { endingOf } from "./capture-format.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {{part(id: string, take: number, part: number): Promise<ArrayBuffer | undefined>}} PartSource
 */

/** One playable file for each take: parts of different takes cannot be joined. @param {PartSource} drafts @param {Draft} draft */
export function takeFiles(drafts, draft) {
  return Promise.all(draft.takes.map(async ({ parts }, take) => {
    const bytes = await Promise.all(Array.from({ length: parts }, (_, part) => drafts.part(draft.id, take, part)));
    return new Blob(bytes.filter((one) => one !== undefined), { type: draft.mimeType || "audio/webm" });
  }));
}

/** Hand the takes to the browser's downloads. @param {PartSource} drafts @param {Draft} draft */
export async function saveToDevice(drafts, draft) {
  const files = await takeFiles(drafts, draft);
  files.forEach((file, take) => download(file, nameOf(draft, take, files.length)));
}

/** "Sales pitch.webm", "Sales pitch 2 of 3.webm". @param {Pick<Draft, "title" | "createdAt" | "mimeType">} draft @param {number} take @param {number} takes */
export function nameOf({ title, createdAt, mimeType }, take, takes) {
  const stem = (title || `Lorecast ${createdAt.slice(0, 16).replace("T", " ")}`).replace(/[\\/:*?"<>|\u0000-\u001f]+/g, "-").trim();
  return `${stem}${takes > 1 ? ` ${take + 1} of ${takes}` : ""}.${endingOf(mimeType)}`;
}

/** @param {Blob} file @param {string} name */
function download(file, name) {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
