/**
 * A draft: what this device knows of a recording that the server has not yet confirmed.
 *
 * Takes and their parts count from 0. A take without parts never happened: the next take gets its number. On the server
 * the takes of a retake count from `firstTake`. What is `rehearsed` is sent whole, but not yet put where it belongs.
 */

/**
 * @typedef {{parts: number, sizeBytes: number, durationMs: number}} DraftTake
 * @typedef {{
 *   id: string, personId: string, kind: "record" | "import", title: string, purpose: import("./purpose.js").Purpose, mimeType: string,
 *   createdAt: string, takes: DraftTake[], recordingId: ?string, trackId: ?string, sentTitle: string, attempt: number,
 *   publishWanted: boolean, rehearsed: boolean, replaces: ?string, firstTake: number,
 * }} Draft
 */

/** @param {Pick<Draft, "id" | "personId" | "mimeType"> & Partial<Draft>} given @returns {Draft} */
export function newDraft(given) {
  return {
    kind: "record", title: "", purpose: {}, createdAt: new Date().toISOString(), takes: [], recordingId: null,
    trackId: null, sentTitle: "", attempt: 0, publishWanted: false, rehearsed: false, replaces: null, firstTake: 0, ...given,
  };
}

/** The number of the take that a recorder starting now will fill. @param {Draft} draft */
export function nextTake(draft) {
  const last = draft.takes.length - 1;
  return last >= 0 && draft.takes[last].parts === 0 ? last : last + 1;
}

/**
 * The draft with one more part at the end of a take.
 * @param {Draft} draft @param {number} take @param {number} sizeBytes @param {number} durationMs @returns {Draft}
 */
export function withPart(draft, take, sizeBytes, durationMs) {
  const takes = draft.takes.slice();
  const before = takes[take] ?? { parts: 0, sizeBytes: 0, durationMs: 0 };
  takes[take] = {
    parts: before.parts + 1,
    sizeBytes: before.sizeBytes + sizeBytes,
    durationMs: before.durationMs + durationMs,
  };
  return { ...draft, takes };
}

/** Every part in the order it was spoken. @param {Draft} draft @returns {[take: number, part: number][]} */
export function partsOf(draft) {
  return draft.takes.flatMap(({ parts }, take) =>
    Array.from({ length: parts }, (_, part) => /** @type {[number, number]} */ ([take, part])));
}

/**
 * The parts that the server does not hold yet.
 * @param {Draft} draft @param {Record<string, number[]>} held by the draft's own numbers of takes
 */
export function missingParts(draft, held) {
  return partsOf(draft).filter(([take, part]) => !held[take]?.includes(part));
}

/** The number that the server knows a take by. A draft from before there were retakes has no `firstTake`.
 * @param {Pick<Draft, "firstTake">} draft @param {number} take */
export function takeThere({ firstTake = 0 }, take) {
  return firstTake + take;
}

/** How many parts each take has, as `complete` wants to hear it. @param {Draft} draft */
export function takeCounts(draft) {
  return draft.takes.filter(({ parts }) => parts > 0).map(({ parts }) => ({ parts }));
}

/** The title a recording is opened with: a file has a name, a voice gets its title when it is published. Asking again
 * must ask for the same, or the server takes it for another request. @param {Draft} draft */
export function openingTitle({ kind, title }) {
  return kind === "import" ? title : "";
}

/** @param {Draft} draft */
export function durationMs(draft) {
  return draft.takes.reduce((sum, take) => sum + take.durationMs, 0);
}

/** The draft as if the server had never heard of it, for when it has lost or refuses its copy. @param {Draft} draft */
export function afresh(draft) {
  return { ...draft, recordingId: null, trackId: null, firstTake: 0, attempt: draft.attempt + 1 };
}
