/* What is kept for a reload: every tab is the script anew, with the same database and the storage of its own. */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { Storage } from "./tab_storage.mjs";

globalThis.self = globalThis;
const { encrypt } = Object.getPrototypeOf(crypto.subtle);
let loads = 0;
let held = []; // what lets each held encryption go on

/** The page, loaded in a tab: its store. */
async function load(storage) {
  Object.defineProperty(globalThis, "sessionStorage", { value: storage, configurable: true });
  loads += 1;
  const { store } = await import(`../../../host_page/session_store.js?${loads}`);
  return store;
}

/** From now on writing waits, before it is encrypted. */
function holdWriting() {
  crypto.subtle.encrypt = async (...what) => {
    await new Promise((goOn) => held.push(goOn));
    return encrypt.apply(crypto.subtle, what);
  };
}

function letWriting(fails = false) {
  crypto.subtle.encrypt = fails
    ? () => Promise.reject(new Error("no encryption now"))
    : (...what) => encrypt.apply(crypto.subtle, what);
  held.splice(0).forEach((goOn) => goOn());
}

async function until(condition) {
  for (let turn = 0; turn < 1000; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.fail("it did not happen in time");
}

/** Rows as the next load of the tab finds them; the tab's storage stays as it is. */
async function found(storage, key = "one key") {
  return JSON.parse((await (await load(storage.copy())).take(key)) || "{}");
}

async function tab(key = "one key") {
  letWriting();
  const storage = new Storage();
  const store = await load(storage);
  assert.equal(await store.take(key), "");
  return { storage, store };
}

const keep = (store, rows) => store.keep(JSON.stringify(rows));

test("rows are there after a reload, and those set to null are not", async () => {
  const { storage, store } = await tab();
  keep(store, { first: [1], second: [2] });
  keep(store, { second: null, third: [3] });
  await until(async () => "third" in (await found(storage)));
  assert.deepEqual(await found(storage), { first: [1], third: [3] });
});

test("what changes while rows are being written is written after them", async () => {
  const { storage, store } = await tab();
  holdWriting();
  keep(store, { first: [1], same: [1] });
  await until(() => held.length === 1);
  keep(store, { second: [2], same: [2] });
  letWriting();
  await until(async () => "second" in (await found(storage)));
  assert.deepEqual(await found(storage), { first: [1], same: [2], second: [2] });
});

test("forgetting everything once more while everything is being forgotten is not lost", async () => {
  const { storage, store } = await tab();
  holdWriting();
  keep(store, { "": null, first: [1] });
  await until(() => held.length === 1);
  keep(store, { "": null, second: [2] });
  letWriting();
  await until(async () => "second" in (await found(storage)));
  assert.deepEqual(await found(storage), { second: [2] });
});

test("a page that goes leaves what is being written and what is not written yet to its tab", async () => {
  const { storage, store } = await tab();
  holdWriting();
  keep(store, { first: [1] });
  await until(() => held.length === 1);
  keep(store, { second: [2] });
  store.keepAtOnce(JSON.stringify({ third: [3] }));
  assert.deepEqual(await found(storage), { first: [1], second: [2], third: [3] });
  letWriting();
  storage.removeItem("agent-workspace-last-rows");
  await until(async () => "second" in (await found(storage)));
});

test("what could not be written is written with the next change", async () => {
  const { storage, store } = await tab();
  const warned = mock.method(console, "warn", () => {});
  letWriting(true);
  keep(store, { first: [1] });
  await until(() => warned.mock.callCount() === 1);
  warned.mock.restore();
  letWriting();
  keep(store, { second: [2] });
  await until(async () => "second" in (await found(storage)));
  assert.deepEqual(await found(storage), { first: [1], second: [2] });
});

test("another key, and another tab, find nothing; the database holds no readable text", async () => {
  const { storage, store } = await tab();
  keep(store, { name: ["Jane Doe"] });
  await until(async () => "name" in (await found(storage)));
  assert.deepEqual(await found(new Storage()), {});
  const request = indexedDB.open("agent-workspace");
  await new Promise((resolve) => (request.onsuccess = resolve));
  const reading = request.result.transaction("rows").objectStore("rows").getAll();
  await new Promise((resolve) => (reading.onsuccess = resolve));
  request.result.close();
  assert.ok(reading.result.length > 0);
  for (const { data } of reading.result) {
    assert.ok(!new TextDecoder("latin1").decode(data).includes("Jane"));
  }
  assert.deepEqual(await found(storage, "another key"), {});
  assert.deepEqual(await found(storage), {}, "the session of before was deleted with its rows");
});

test("whether anything is kept can be asked: not where the browser denies the tab its storage", async () => {
  const kept = await load(new Storage());
  assert.equal(kept.keeps(), false);
  await kept.take("key");
  assert.equal(kept.keeps(), true);
  const denied = new Storage();
  denied.setItem = () => {
    throw new Error("denied");
  };
  const lost = await load(denied);
  await lost.take("key");
  assert.equal(lost.keeps(), false);
});

test("a tab that was duplicated leaves the session alone that it has a copy of, and keeps its own", async () => {
  const { storage, store } = await tab();
  keep(store, { a: 1, b: 2 });
  await until(async () => (await found(storage)).b === 2);
  const copied = storage.copy();
  const copy = await load(copied);
  assert.equal(await copy.take("one key", false), "");
  keep(copy, { "": null, c: 3 });
  await until(async () => (await found(copied)).c === 3);
  assert.deepEqual(await found(storage), { a: 1, b: 2 });
  assert.deepEqual(await found(copied), { c: 3 });
});
