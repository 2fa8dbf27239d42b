/** Answers Range requests from a whole copy, by the same rules as the server (RFC 9110, section 14): one range at a time. */

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The bytes asked for, both ends included.
 * @param {?string} header @param {number} total
 * @returns {{start: number, end: number} | "whole" | "beyond"} "whole" without a range, or for one that makes no sense
 */
export function rangeOf(header, total) {
  const asked = ONE_RANGE.exec(header?.trim() ?? "");
  if (!asked || asked[0] === "bytes=-") return "whole";
  const [, first, last] = asked;
  const start = first ? Number(first) : Math.max(0, total - Number(last));
  const end = first && last ? Math.min(Number(last), total - 1) : total - 1;
  if (start >= total || (!first && Number(last) === 0)) return "beyond";
  return start <= end ? { start, end } : "whole";
}

/**
 * A whole copy as the answer to a request. Safari plays nothing that answers a range with 200.
 * @param {Response} copy @param {Headers} asked the request's headers
 */
export async function answerRange(copy, asked) {
  const etag = copy.headers.get("ETag");
  const isCurrent = !asked.has("If-Range") || asked.get("If-Range") === etag;
  const blob = await copy.blob();
  const range = isCurrent ? rangeOf(asked.get("Range"), blob.size) : "whole";
  const headers = new Headers({ "Accept-Ranges": "bytes", "Content-Type": copy.headers.get("Content-Type") ?? "audio/mp4", ...(etag && { ETag: etag }) });
  if (range === "whole") return sized(blob, 200, headers);
  headers.set("Content-Range", range === "beyond" ? `bytes */${blob.size}` : `bytes ${range.start}-${range.end}/${blob.size}`);
  return range === "beyond" ? sized(new Blob(), 416, headers) : sized(blob.slice(range.start, range.end + 1), 206, headers);
}

/** @param {Blob} body @param {number} status @param {Headers} headers */
function sized(body, status, headers) {
  headers.set("Content-Length", String(body.size));
  return new Response(body, { status, headers });
}
