/** Deletes a draft for good: here, and what the server has of it so far. */

import * as recordings from "./recordings-api.js";

/** @param {import("./drafts.js").Drafts} drafts @param {?import("./draft.js").Draft | undefined} draft */
export async function throwAway(drafts, draft) {
  if (!draft) return;
  const { recordingId } = (await drafts.get(draft.id)) ?? draft;
  await drafts.remove(draft.id);
  if (recordingId) await recordings.discard(recordingId);
}
