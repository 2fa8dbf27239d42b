import assert from "node:assert/strict";
import { test } from "node:test";

import { asksBeforeLeaving, isCapturing, step } from "../../static/js/lib/recorder-states.js";

const walk = (...moves) => moves.reduce((state, move) => state && step(state, move), "idle");

test("the whole way leads from idle to saved", () => {
  assert.equal(walk("ask", "grant", "start", "pause", "resume", "stop", "publish", "finish"), "saved");
});

test("an interruption goes on only through a new microphone", () => {
  assert.equal(walk("ask", "grant", "start", "interrupt", "resume"), null);
  assert.equal(walk("ask", "grant", "start", "interrupt", "goOn", "grant"), "recording");
  assert.equal(walk("ask", "grant", "start", "interrupt", "goOn", "deny"), "interrupted");
});

test("a refusal keeps the recording, and Retry publishes again", () => {
  assert.equal(walk("ask", "grant", "start", "stop", "publish", "block", "publish", "finish"), "saved");
});

test("a denied microphone can be asked for again, and an earlier recording brought back", () => {
  assert.equal(walk("ask", "deny", "ask", "grant"), "ready");
  assert.equal(walk("ask", "grant", "bringBack"), "stopped");
  assert.equal(walk("ask", "grant", "start", "bringBack"), null);
});

test("leaving asks exactly while something could be lost", () => {
  assert.deepEqual(["idle", "ready", "denied", "saved"].map(asksBeforeLeaving), [false, false, false, false]);
  assert.deepEqual(["recording", "interrupted", "stopped", "blocked"].map(asksBeforeLeaving), [true, true, true, true]);
});

test("only a running or paused take is captured", () => {
  assert.deepEqual(["recording", "paused", "interrupted", "ready"].map(isCapturing), [true, true, false, false]);
});
