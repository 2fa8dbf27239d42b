/**
 * Files that other apps share with Lorecast: drafts whose parts are all on this device, so that any page can send them.
 * They differ from a recording in that they were not spoken here, and from a chosen file in that nobody holds the file.
 */

import { slice, sliceCount, titleOf } from "./accepted-files.js";
import { newDraft } from "./draft.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./drafts.js").Drafts} Drafts
 */

const PREFIX = "shared-";

/** @param {Pick<Draft, "id">} draft */
export function isShared({ id }) {
  return id.startsWith(PREFIX);
}

/** Whether the device had room for it. @param {Drafts} drafts @param {File} file @param {string} personId "" when nobody is known here */
export async function keepShared(drafts, file, personId) {
  const draft = newDraft({ id: PREFIX + crypto.randomUUID(), personId, kind: "import", mimeType: file.type, title: titleOf(file.name) });
  await drafts.add(draft);
  for (let part = 0; part < sliceCount(file.size) && !drafts.atRisk; part++) await drafts.addPart(draft.id, 0, await slice(file, part), 0);
  if (drafts.atRisk) await drafts.remove(draft.id);
  return !drafts.atRisk;
}

/** What waits for this person to say where it belongs. What was shared while nobody was signed in is theirs now.
 * @param {Drafts} drafts @param {string} personId @returns {Promise<Draft[]>} */
export async function sharedWith(drafts, personId) {
  for (const { id } of await drafts.of("")) await drafts.update(id, (draft) => ({ ...draft, personId }));
  return (await drafts.of(personId)).filter(isShared);
}

/** @param {Draft} draft */
export function sizeBytes({ takes }) {
  return takes.reduce((sum, take) => sum + take.sizeBytes, 0);
}
