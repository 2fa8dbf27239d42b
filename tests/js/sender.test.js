import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem } from "../../static/js/lib/api.js";
import { newDraft } from "../../static/js/lib/draft.js";
import { Drafts } from "../../static/js/lib/drafts.js";
import { Sender } from "../../static/js/lib/sender.js";
import { SmallServer } from "./small-server.js";

let count = 0;
const free = { request: (_name, _options, work) => work({}) };
const taken = { request: (_name, _options, work) => work(null) };

/** A stored draft of two takes (a b · c), a server, and a sender whose waits the test ends at once. */
async function scene({ publishWanted = true, locks = free, ...given } = {}) {
  const drafts = new Drafts(`sender-${count++}`);
  await drafts.add(newDraft({ id: "d", personId: "ada", mimeType: "audio/webm", publishWanted, ...given }));
  for (const [take, text] of [[0, "a"], [0, "b"], [1, "c"]]) await drafts.addPart("d", take, new TextEncoder().encode(text).buffer, 4000);
  const server = new SmallServer();
  const sender = new Sender("d", drafts, { api: server, locks, random: () => 0 });
  const told = [];
  for (const type of ["progress", "trouble"]) sender.addEventListener(type, ({ detail }) => told.push(detail));
  sender.addEventListener("trouble", ({ detail }) => detail.state === "waiting" && setTimeout(() => sender.send()));
  return { drafts, server, sender, told };
}

test("parts go one by one, then the whole is completed and checked before it is forgotten here", async () => {
  const { drafts, server, sender } = await scene();
  const end = await sender.send();
  assert.equal(end.state, "sent");
  assert.deepEqual(server.calls, ["begin", "look", "put 0/0", "put 0/1", "put 1/0", "complete", "check"]);
  assert.deepEqual(server.bytes, ["a", "b", "c"]);
  assert.equal(await drafts.get("d"), undefined);
});

test("while it is still being recorded nothing is completed", async () => {
  const { drafts, server, sender } = await scene({ publishWanted: false });
  assert.equal((await sender.send()).state, "caught-up");
  assert.equal(server.calls.includes("complete"), false);
  assert.notEqual(await drafts.get("d"), undefined);
});

test("a part recorded while another is on its way is sent too", async () => {
  const { drafts, server, sender } = await scene({ publishWanted: false });
  const sending = sender.send();
  await drafts.addPart("d", 1, new TextEncoder().encode("late").buffer, 4000);
  sender.nudge();
  await sending;
  assert.equal(server.bytes.at(-1), "late");
});

test("after a reload only the missing parts are sent", async () => {
  const { server, sender } = await scene({ recordingId: "recording-0", trackId: "track-0" });
  server.recordings.set("recording-0", { status: "uploading", parts: { 0: [0, 1] } });
  await sender.send();
  assert.deepEqual(server.calls, ["look", "put 1/0", "complete", "check"]);
});

test("without a network it goes on by itself and loses nothing", async () => {
  const { server, sender, told } = await scene();
  server.fails(0).fails(0).fails(503);
  assert.equal((await sender.send()).state, "sent");
  assert.deepEqual(told.filter(({ trouble }) => trouble).map(({ trouble }) => trouble.word),
    ["trouble-offline", "trouble-offline", "trouble-server"]);
});

test("what got through, though its answer was lost, is a reason not to wait longer each time", async () => {
  const { server, sender, told } = await scene();
  const loseAnswer = (take, part) => () => {
    const { parts } = server.recordings.get("recording-0");
    parts[take] = [...(parts[take] ?? []), part];
    throw new Problem(0);
  };
  server.troubles.push(null, null, loseAnswer(0, 0), null, loseAnswer(0, 1), null, loseAnswer(1, 0));
  assert.equal((await sender.send()).state, "sent");
  assert.deepEqual(told.filter(({ trouble }) => trouble).map(({ waitMs }) => waitMs), [500, 500, 500]);
});

for (const [status, word] of [[413, "trouble-too-large"], [401, "trouble-signed-out"], [422, "trouble-refused"]]) {
  test(`a refusal with ${status} keeps everything and waits for the person`, async () => {
    const { drafts, server, sender } = await scene();
    server.fails(status);
    const end = await sender.send();
    assert.deepEqual([end.state, end.trouble.word], ["blocked", word]);
    assert.equal((await drafts.get("d")).takes.length, 2);
    assert.equal((await sender.send()).state, "sent");
  });
}

for (const [status, word] of [[500, "trouble-server"], [507, "trouble-storage-full"], [429, "trouble-busy"]]) {
  test(`trouble with ${status} is shown, and tried again`, async () => {
    const { server, sender, told } = await scene();
    server.troubles.push(null);
    server.fails(status);
    assert.equal((await sender.send()).state, "sent");
    assert.equal(told.find(({ trouble }) => trouble).trouble.word, word);
  });
}

test("when the server holds other bytes, Retry starts a new recording from this device", async () => {
  const { drafts, server, sender } = await scene();
  server.troubles.push(null, null);
  server.fails(409);
  assert.equal((await sender.send()).state, "blocked");
  assert.equal((await drafts.get("d")).recordingId, null);
  assert.equal(server.recordings.has("recording-0"), false);
  assert.equal((await sender.send()).state, "sent");
  assert.deepEqual(server.recordings.get("recording-1").parts, { 0: [0, 1], 1: [0] });
});

test("parts that the server lost before completing are sent again", async () => {
  const { server, sender } = await scene();
  const lose = () => { server.recordings.get("recording-0").parts[0] = [1]; };
  server.troubles.push(null, null, null, null, null, () => { lose(); throw new Problem(409, "", { missing: [{ take: 0, part: 0 }] }); });
  await sender.send();
  assert.deepEqual(server.recordings.get("recording-0").parts, { 0: [0, 1], 1: [0] });
});

test("it is forgotten here only when the server's copy is whole", async () => {
  const { drafts, server, sender } = await scene();
  server.isWhole = async () => { sender.stop(); return false; };
  assert.equal((await sender.send()).state, "stopped");
  assert.notEqual(await drafts.get("d"), undefined);
});

test("a tab that finds another one sending leaves it alone", async () => {
  const { server, sender } = await scene({ locks: taken });
  assert.equal((await sender.send()).state, "elsewhere");
  assert.deepEqual(server.calls, []);
});

test("a draft without a single part is not sent", async () => {
  const drafts = new Drafts(`sender-${count++}`);
  await drafts.add(newDraft({ id: "d", personId: "ada", mimeType: "" }));
  const server = new SmallServer();
  assert.equal((await new Sender("d", drafts, { api: server, locks: free }).send()).state, "caught-up");
  assert.deepEqual(server.calls, []);
});

test("progress counts what has arrived", async () => {
  const { sender, told } = await scene();
  await sender.send();
  assert.deepEqual(told.map(({ sent, total }) => [sent, total]).slice(0, 3), [[1, 3], [2, 3], [3, 3]]);
});
