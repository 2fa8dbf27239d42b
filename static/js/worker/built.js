/** The addresses of the built files that every page needs: static/build.mjs writes them in place of this name. */

// @ts-expect-error It exists only while the worker is built.
export const BUILT = /** @type {string[]} */ (globalThis.ASSETS);
