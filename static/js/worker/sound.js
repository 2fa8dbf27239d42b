/** Sound and words of what was downloaded. Each time it begins, the server is asked whether the copy is still right, and ours. */

import { answerRange, rangeOf } from "../lib/byte-range.js";
import { tellPages } from "../lib/worker-messages.js";
import { forgetAllBut, theirCopies } from "./residents.js";

/** Nobody waits longer than this for a server that may not be there. */
const PATIENCE_MS = 2_500;

/** @param {FetchEvent} event */
export async function answerSound({ request }) {
  const address = new URL(request.url).pathname;
  const copies = await theirCopies();
  const copy = await copies?.match(address);
  if (!copies || !copy) return fetch(request);
  if (begins(request)) {
    const verdict = await ask(address, copy.headers.get("ETag"));
    if (verdict === "nobody") await forgetAllBut(null);
    if (verdict === "gone") await copies.delete(address);
    if (verdict === "gone" || verdict === "other") tellPages("changed");
    if (verdict !== "same") return fetch(address, { headers: rangeHeader(request) });
  }
  return answerRange(copy, request.headers);
}

/** @param {FetchEvent} event */
export async function answerText({ request }) {
  try {
    return await fetch(request);
  } catch (problem) {
    const copy = await (await theirCopies())?.match(new URL(request.url).pathname);
    if (!copy) throw problem;
    return copy;
  }
}

/** @param {Request} request */
function begins({ headers }) {
  const range = rangeOf(headers.get("Range"), Number.MAX_SAFE_INTEGER);
  return range === "whole" || (range !== "beyond" && range.start === 0);
}

/** A copy that nobody can ask about counts as right. @param {string} address @param {?string} etag
 * @returns {Promise<"same" | "other" | "gone" | "nobody">} */
async function ask(address, etag) {
  const headers = { "If-None-Match": etag ?? "" };
  const answer = await fetch(address, { method: "HEAD", headers, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (answer?.status === 200) return "other";
  if (answer?.status === 401) return "nobody";
  return answer && [403, 404, 410].includes(answer.status) ? "gone" : "same";
}

/** @param {Request} request @returns {Record<string, string>} */
function rangeHeader({ headers }) {
  const range = headers.get("Range");
  return range ? { Range: range } : {};
}
