/* What a tab is called: always the same, and never as another living tab. */

import assert from "node:assert/strict";
import test from "node:test";
import { nameTab } from "../../../host_page/tab_name.js";
import { Locks } from "./locks.mjs";
import { Storage } from "./tab_storage.mjs";

const LONG_MS = 60_000;

const tabOf = (storage) => ({
  read: (key) => JSON.parse(storage.getItem(key)),
  write: (key, value) => storage.setItem(key, JSON.stringify(value)),
});

test("a new tab has a new name", async () => {
  const locks = new Locks();
  const [one, other] = await Promise.all([1, 2].map(() => nameTab(tabOf(new Storage()), locks.ofPage())));
  assert.deepEqual([one.stayed, other.stayed], [false, false]);
  assert.notEqual(one.name, other.name);
});

test("it stays over a reload, also when the page before takes its time to go", async () => {
  const [locks, tab] = [new Locks(), tabOf(new Storage())];
  const page = locks.ofPage();
  const { name } = await nameTab(tab, page);
  const next = nameTab(tab, locks.ofPage(), LONG_MS);
  page.go();
  assert.deepEqual(await next, { name, stayed: true });
});

test("a copy of a tab that is there takes a name of its own, and keeps that", async () => {
  const [locks, storage] = [new Locks(), new Storage()];
  const { name } = await nameTab(tabOf(storage), locks.ofPage());
  const [copied, page] = [tabOf(storage.copy()), locks.ofPage()];
  const copy = await nameTab(copied, page, 0);
  assert.equal(copy.stayed, false);
  assert.notEqual(copy.name, name);
  page.go();
  assert.deepEqual(await nameTab(copied, locks.ofPage(), 0), { name: copy.name, stayed: true });
});

test("a tab that was closed and is opened again has its name back", async () => {
  const [locks, storage] = [new Locks(), new Storage()];
  const page = locks.ofPage();
  const { name } = await nameTab(tabOf(storage), page);
  page.go();
  assert.deepEqual(await nameTab(tabOf(storage.copy()), locks.ofPage(), 0), { name, stayed: true });
});

test("without locks a tab is taken for what it was", async () => {
  const storage = new Storage();
  assert.equal((await nameTab(tabOf(storage), undefined)).stayed, true);
  assert.equal(storage.texts.size, 0);
});
