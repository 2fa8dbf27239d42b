/** SHA-256 as the server writes it. */

/** @param {ArrayBuffer} bytes @returns {Promise<string>} 64 hexadecimal digits */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
