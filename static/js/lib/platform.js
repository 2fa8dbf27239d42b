/** Which browser this is, only where browsers truly differ: how they record and where they hide the microphone switch. */

/**
 * @typedef {{ios: boolean, safari: boolean, android: boolean, firefox: boolean, mobile: boolean}} Platform
 * @param {{userAgent: string, maxTouchPoints?: number}} navigator
 * @returns {Platform}
 */
export function platformOf({ userAgent, maxTouchPoints = 0 }) {
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const ios = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  const android = /Android/.test(userAgent);
  const firefox = /Firefox|FxiOS/.test(userAgent);
  // Every browser on iOS is WebKit, whatever its name.
  const safari = ios || (/Safari\//.test(userAgent) && !/Chrome|Chromium|Android/.test(userAgent));
  return { ios, android, firefox, safari, mobile: ios || android };
}

/** The word that explains how to allow the microphone here. @param {Platform} platform */
export function unblockWord({ ios, safari, android, firefox }) {
  if (ios) return "unblock-ios";
  if (android) return firefox ? "unblock-android-firefox" : "unblock-android";
  if (firefox) return "unblock-firefox";
  return safari ? "unblock-safari" : "unblock-chrome";
}
