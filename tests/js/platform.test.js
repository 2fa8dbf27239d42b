import assert from "node:assert/strict";
import { test } from "node:test";

import { constraintsFor, endingOf, mimeTypeFor } from "../../static/js/lib/capture-format.js";
import { platformOf, unblockWord } from "../../static/js/lib/platform.js";

const IPHONE = platformOf({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile Safari/604.1" });
const IPAD = platformOf({ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15", maxTouchPoints: 5 });
const MAC = platformOf({ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15" });
const PIXEL = platformOf({ userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36" });
const FIREFOX = platformOf({ userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" });
const ALL = () => true;

test("an iPad that calls itself a Mac is known by its touch screen", () => {
  assert.deepEqual([IPHONE.ios, IPAD.ios, MAC.ios], [true, true, false]);
  assert.deepEqual([IPAD.mobile, PIXEL.mobile, MAC.mobile], [true, true, false]);
});

test("Safari records MP4, everybody else WebM with Opus", () => {
  assert.deepEqual([IPHONE, MAC].map((one) => mimeTypeFor(one, ALL)), ["audio/mp4", "audio/mp4"]);
  assert.deepEqual([PIXEL, FIREFOX].map((one) => mimeTypeFor(one, ALL)), ["audio/webm;codecs=opus", "audio/webm;codecs=opus"]);
  assert.equal(mimeTypeFor(PIXEL, () => false), "");
});

test("processing made for calls is off, except on iOS where the browser decides", () => {
  assert.deepEqual(constraintsFor(PIXEL), { echoCancellation: false, noiseSuppression: false, autoGainControl: true, channelCount: 1 });
  assert.equal(constraintsFor(IPHONE), true);
  assert.deepEqual(constraintsFor(IPHONE, { deviceId: "a" }), { deviceId: { exact: "a" } });
});

test("each browser gets its own way to unblock the microphone", () => {
  const words = [IPHONE, MAC, PIXEL, FIREFOX].map(unblockWord);
  assert.deepEqual(words, ["unblock-ios", "unblock-safari", "unblock-android", "unblock-firefox"]);
});

test("a saved file gets the ending of what is in it", () => {
  assert.deepEqual(["audio/webm;codecs=opus", "audio/mp4", "x/y"].map(endingOf), ["webm", "m4a", "audio"]);
});
