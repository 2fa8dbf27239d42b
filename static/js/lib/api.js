/** Talks to our own HTTP API. Every answer that is not 2xx becomes a Problem; no answer at all is one of status 0. */

const PATIENCE_MS = 60_000;

/** The slowest network worth waiting for, when something large is on its way. */
const BYTES_A_MS = 16;

export class Problem extends Error {
  /** @param {number} status 0 when no answer came @param {string} detail a sentence for people @param {any} body */
  constructor(status, detail = "", body = {}) {
    super(detail || `status ${status}`);
    this.status = status;
    this.detail = detail;
    this.body = body;
  }
}

/**
 * @typedef {{json?: unknown, bytes?: ArrayBuffer, headers?: Record<string, string>, signal?: AbortSignal,
 *   keepalive?: boolean}} Sent
 * @param {string} method @param {string} path @param {Sent} sent
 * @returns {Promise<any>} the parsed answer, or null when it is empty
 */
export async function call(method, path, { json, bytes, headers = {}, signal, keepalive = false } = {}) {
  const kind = json === undefined ? "application/octet-stream" : "application/json";
  const body = json === undefined ? bytes : JSON.stringify(json);
  const response = await reach(path, {
    method, keepalive, body, signal: patience(signal, bytes?.byteLength), redirect: "manual",
    headers: { Accept: "application/json", ...(body && { "Content-Type": kind }), ...headers },
  });
  const answer = await bodyOf(response);
  if (!response.ok) throw new Problem(statusOf(response), answer?.detail ?? answer?.title ?? "", answer);
  return answer;
}

/** @param {string} path @param {RequestInit} init */
async function reach(path, init) {
  try {
    return await fetch(path, init);
  } catch (problem) {
    throw new Problem(0, "", { cause: problem });
  }
}

/** A redirect means the sign-in page. @param {Response} response */
function statusOf(response) {
  return response.type === "opaqueredirect" ? 401 : response.status;
}

/** Half an answer, or the page of a network that wants a sign-in, is no answer. @param {Response} response */
async function bodyOf(response) {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (problem) {
    if (response.ok) throw new Problem(0, "", { cause: problem });
    return null;
  }
}

/** A stalled connection counts as a lost one. @param {AbortSignal} [signal] @param {number} sizeBytes */
function patience(signal, sizeBytes = 0) {
  const limit = AbortSignal.timeout(PATIENCE_MS + Math.ceil(sizeBytes / BYTES_A_MS));
  if (!signal) return limit;
  const either = new AbortController();
  for (const source of [signal, limit]) source.addEventListener("abort", () => either.abort(), { once: true });
  if (signal.aborted) either.abort();
  return either.signal;
}
