/** Which files can be imported, and how a file is cut into parts. The server looks at the bytes, never at the name. */

/** Listed one by one: with audio/* alone the iPhone's file picker greys out voice memos. */
export const ENDINGS = [".m4a", ".mp3", ".wav", ".ogg", ".opus", ".webm", ".mp4", ".aac", ".flac", ".mov"];

export const SLICE_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;

/** What is wrong with a file before a byte of it is sent: a word, or null. @param {{name: string, type: string, size: number}} file @param {number} maxBytes */
export function objection({ name, type, size }, maxBytes) {
  if (size === 0) return "import-empty";
  if (size > maxBytes) return "import-too-large";
  const looksRight = /^(audio|video)\//.test(type) || ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
  return looksRight ? null : "import-not-audio";
}

/** How many parts a file makes. @param {number} size */
export function sliceCount(size) {
  return Math.ceil(size / SLICE_BYTES);
}

/** @param {Blob} file @param {number} part @returns {Promise<ArrayBuffer>} */
export function slice(file, part) {
  return file.slice(part * SLICE_BYTES, (part + 1) * SLICE_BYTES).arrayBuffer();
}

/** The same file gives the same key after a reload. @param {File} file @param {(bytes: ArrayBuffer) => Promise<string>} digest */
export async function fileKey(file, digest) {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const name = new TextEncoder().encode(`${file.name}\n${file.size}\n${file.lastModified}\n`);
  const both = new Uint8Array(name.length + head.length);
  both.set(name);
  both.set(head, name.length);
  return `import-${await digest(both.buffer)}`;
}

/** A title from a file's name: "2024-05_sales pitch.m4a" → "2024-05 sales pitch". @param {string} name */
export function titleOf(name) {
  const stem = name.replace(/\.[^.]+$/, "").replace(/[_\s]+/g, " ").trim();
  return (stem || name).slice(0, 200);
}
