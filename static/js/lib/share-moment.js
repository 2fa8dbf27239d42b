/** The address of a moment of a track, onto the clipboard. */

/** @param {string} trackId @param {number} positionMs */
export function momentLink(trackId, positionMs, origin = location.origin) {
  return `${origin}/tracks/${trackId}?t=${Math.floor(positionMs / 1000)}`;
}

/** Whether the text could be copied; browsers refuse without HTTPS. @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
