/* What is kept of the traffic: every tab is the scripts anew, with the same database and the storage of its own. */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import test from "node:test";
import { Storage } from "./tab_storage.mjs";

globalThis.self = globalThis;
const { trafficStore } = await import("../../../host_page/traffic_store.js");
let loads = 0;

/** The page, loaded in a tab: what it finds, and its store. */
async function load(storage, { key = "one key", most = 1000 } = {}) {
  Object.defineProperty(globalThis, "sessionStorage", { value: storage, configurable: true });
  loads += 1;
  const { store, vault } = await import(`../../../host_page/session_store.js?traffic${loads}`);
  await store.take(key);
  const traffic = trafficStore(vault, loads, most);
  return { traffic, found: JSON.parse((await traffic.take()) || "[]") };
}

test("blocks are there after a reload, in their order, over several pages", async () => {
  const storage = new Storage();
  const first = await load(storage);
  assert.deepEqual(first.found, []);
  first.traffic.keep("[1]");
  first.traffic.keep("[2]");
  await first.traffic.done();
  const second = await load(storage);
  assert.deepEqual(second.found, [[1], [2]]);
  second.traffic.keep("[3]");
  await second.traffic.done();
  assert.deepEqual((await load(storage)).found, [[1], [2], [3]]);
});

test("what a page leaves at its end comes last, and is still there after another reload", async () => {
  const storage = new Storage();
  const first = await load(storage);
  first.traffic.keep("[1]");
  first.traffic.keepAtOnce("[2]");
  first.traffic.keepAtOnce("[3]");
  await first.traffic.done();
  for (let turn = 0; turn < 2; turn += 1) {
    assert.deepEqual((await load(storage)).found, [[1], [2], [3]]);
  }
});

test("the oldest blocks go when there are too many characters", async () => {
  const storage = new Storage();
  const { traffic } = await load(storage, { most: 25 });
  for (const letter of "abcd") traffic.keep(JSON.stringify([letter.repeat(6)])); // 10 characters each
  await traffic.done();
  const next = await load(storage, { most: 25 });
  assert.deepEqual(next.found, [["cccccc"], ["dddddd"]]);
  next.traffic.keep(JSON.stringify(["e".repeat(40)]));
  await next.traffic.done();
  assert.deepEqual((await load(storage)).found, [["e".repeat(40)]], "the newest stays, however long it is");
});

test("a block on its way to the database when the page goes is there, once", async () => {
  for (const finished of [false, true]) {
    const storage = new Storage();
    const first = await load(storage);
    first.traffic.keep("[1]");
    await first.traffic.done();
    first.traffic.keep("[2]");
    first.traffic.keepAtOnce("");
    if (finished) {
      await first.traffic.done();
    }
    const second = await load(storage);
    assert.deepEqual(second.found, [[1], [2]]);
    await first.traffic.done();
    assert.deepEqual((await load(storage)).found, [[1], [2]]);
  }
});

test("a page that goes with everything written leaves nothing with the tab", async () => {
  const storage = new Storage();
  const { traffic } = await load(storage);
  traffic.keep("[1]");
  await traffic.done();
  const before = new Map(storage.texts);
  traffic.keepAtOnce("");
  assert.deepEqual(storage.texts, before);
});

test("what is forgotten does not come back", async () => {
  const storage = new Storage();
  const { traffic } = await load(storage);
  traffic.keep("[1]");
  traffic.keepAtOnce("[2]");
  traffic.forget();
  traffic.keep("[3]");
  await traffic.done();
  assert.deepEqual((await load(storage)).found, [[3]]);
});

test("another key and another tab find nothing, and nothing readable is in the database", async () => {
  const storage = new Storage();
  const { traffic } = await load(storage);
  traffic.keep('["Jane Doe"]');
  await traffic.done();
  assert.deepEqual((await load(new Storage())).found, []);
  const request = indexedDB.open("agent-workspace");
  await new Promise((resolve) => (request.onsuccess = resolve));
  const reading = request.result.transaction("traffic").objectStore("traffic").getAll();
  await new Promise((resolve) => (reading.onsuccess = resolve));
  request.result.close();
  assert.ok(reading.result.length > 0);
  for (const { data } of reading.result) {
    assert.ok(!new TextDecoder("latin1").decode(data).includes("Jane"));
  }
  assert.deepEqual((await load(storage, { key: "another build" })).found, []);
  assert.deepEqual((await load(storage)).found, [], "with another build what was kept was deleted");
});

test("a tab that is denied its storage keeps nothing, and says nothing of it", async () => {
  const denied = new Storage();
  denied.setItem = () => {
    throw new Error("denied");
  };
  const { traffic, found } = await load(denied);
  traffic.keep("[1]");
  traffic.keepAtOnce("[2]");
  traffic.forget();
  await traffic.done();
  assert.deepEqual(found, []);
});
