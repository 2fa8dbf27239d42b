/** What the server says it holds of a recording: the numbers of the parts of each take. */

/**
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {Record<string, number[]>} Held
 */

/** How many parts in all. @param {Held} held */
export function countOf(held) {
  return Object.values(held).reduce((sum, parts) => sum + parts.length, 0);
}

/** How many parts of a take there are without a gap. @param {Held} held @param {number} take */
export function unbroken(held, take) {
  const parts = new Set(held[take] ?? []);
  let count = 0;
  while (parts.has(count)) count += 1;
  return count;
}

/** Whether every part of a draft is there. @param {Held} held @param {Draft} draft */
export function holdsAllOf(held, draft) {
  return draft.takes.every(({ parts }, take) => unbroken(held, take) >= parts);
}

/**
 * The draft with what the server got and this device lost: a full device that was killed had only sent it.
 * @param {Draft} draft @param {Held} held @returns {Draft}
 */
export function withHeld(draft, held) {
  const count = Math.max(draft.takes.length, ...Object.keys(held).map((take) => Number(take) + 1));
  const none = { parts: 0, sizeBytes: 0, durationMs: 0 };
  const takes = Array.from({ length: count }, (_, take) => draft.takes[take] ?? none);
  return { ...draft, takes: takes.map((take, number) => ({ ...take, parts: Math.max(take.parts, unbroken(held, number)) })) };
}
