/* The way of a message to Python: what goes on at once, what waits, what ends, and when a silence does. */

import assert from "node:assert/strict";
import test from "node:test";

import { newIntake, request } from "./page_scripts.mjs";

const OUT = "TIME_BUDGET_EXHAUSTED";

test("within the budgets a message goes on at once", () => {
  const stage = newIntake();
  stage.send(request("0"));
  assert.deepEqual(stage.heard, [
    { kind: "message", frame: "frame1", origin: "http://crm.example", waited: 0, message: request("0"), at: 0 },
  ]);
  assert.equal(stage.timers.size, 0);
});

test("what a listed frame has no budget for waits, in order, and is carried out in time", () => {
  const stage = newIntake();
  stage.pythonTakes = 10;
  for (let i = 0; i < 150; i += 1) {
    stage.send(request(i));
  }
  assert.equal(stage.heard.length, 20, "200 ms");
  stage.advance(9000);
  assert.deepEqual(stage.ids(), [...Array(150).keys()]);
  assert.ok(stage.heard.every(({ waited, message }) => waited < 8000 && message.request === "agent.get"));
  assert.deepEqual(stage.reports, []);
});

test("it waits as long as the budget asks for, and no longer", () => {
  const stage = newIntake();
  stage.pythonTakes = 300;
  stage.send(request("0"));
  stage.pythonTakes = 1;
  stage.send(request("1"));
  stage.advance(499);
  assert.equal(stage.heard.length, 1);
  stage.advance(2);
  assert.deepEqual(stage.heard.map(({ kind }) => kind), ["message", "waited"]);
  assert.ok(Math.abs(stage.heard[1].waited - 501) < 2);
});

test("beyond 1,000 that wait, or 8 MiB, the rest is dropped", () => {
  const stage = newIntake();
  stage.pythonTakes = 300;
  for (let i = 0; i < 1100; i += 1) {
    stage.send(request(i));
  }
  assert.equal(stage.count(OUT), 99);
  const large = newIntake();
  large.pythonTakes = 300;
  for (let i = 0; i < 12; i += 1) {
    large.send(request(i, { parameters: ["x".repeat(1_000_000)] }));
    large.time += 130; // the characters of a second are not to be used up
  }
  assert.ok(large.count(OUT) >= 2);
  assert.ok(large.heard.length + large.count(OUT) < 12);
});

test("whose turn does not come in time is answered as too late, before the nine seconds are over", () => {
  const stage = newIntake();
  stage.pythonTakes = 3000;
  stage.send(request("first"));
  stage.pythonTakes = 1;
  for (let i = 0; i < 300; i += 1) {
    stage.send(request(i, { parameters: ["x".repeat(3000)] }));
  }
  const came = stage.time;
  stage.advance(9000);
  assert.deepEqual(stage.ids(), ["first", ...Array(300).keys()]);
  const late = stage.heard.slice(1);
  assert.ok(late.every(({ waited, at }) => waited === 9000 && at < came + 9000));
  assert.ok(late.every(({ message }) => message.parameters === undefined), "it is not carried out, so it is told short");
});

test("what is too late is told without what fills a page, and never made up", () => {
  const stage = newIntake();
  stage.pythonTakes = 3000;
  stage.send(request("first"));
  const long = "x".repeat(3000);
  for (const data of [request(long), { event: "subscribe", data: long, referenceId: 7, userAgent: "WWE Client" }, [long], long]) {
    stage.send(data);
  }
  stage.pythonTakes = 0;
  stage.advance(9000);
  assert.deepEqual(stage.heard.slice(1).map(({ message }) => message), [
    { request: "agent.get", userAgent: "WWE Client" },
    { event: "subscribe", referenceId: 7, userAgent: "WWE Client" },
    {},
    {},
  ]);
});

test("what an origin sends that is not listed does not wait", () => {
  const stage = newIntake({ listed: false });
  stage.pythonTakes = 300;
  for (let i = 0; i < 20; i += 1) {
    stage.send(request(i));
  }
  assert.equal(stage.heard.length, 1);
  assert.equal(stage.count(OUT), 19);
  stage.advance(10_000);
  assert.equal(stage.heard.length, 1);
});

test("another origin in the window has its own standing", () => {
  const stage = newIntake();
  stage.pythonTakes = 300;
  stage.send(request("0"));
  stage.listed = false;
  stage.send(request("1"), { origin: "http://other.example" });
  assert.equal(stage.count(OUT), 1);
  stage.listed = true;
  stage.send(request("2"));
  stage.advance(9000);
  assert.deepEqual(stage.ids(), ["0", "2"]);
});

test("other rules are asked for anew", () => {
  const stage = newIntake({ listed: false });
  stage.pythonTakes = 300;
  stage.send(request("0"));
  stage.send(request("1"));
  stage.listed = true;
  stage.intake.endSilences();
  stage.send(request("2"));
  stage.advance(9000);
  assert.deepEqual(stage.ids(), ["0", "2"]);
});

test("a message that is dear to read is not read without a budget, and its frame pays for it", () => {
  const stage = newIntake();
  stage.readingTakes = 200;
  const text = "x".repeat(200_000_000);
  for (let i = 0; i < 8; i += 1) {
    stage.send(text);
  }
  assert.equal(stage.read, 1);
  assert.equal(stage.count("TEXT_TOO_LONG"), 1);
  stage.advance(60_000);
  assert.equal(stage.read, 1, "the next budget comes after they were given up");
  assert.equal(stage.count(OUT), 7);
  assert.equal(stage.timers.size, 0);
  assert.equal(stage.heard.length, 0);
});

test("what was not read waits, too, and in its order", () => {
  const stage = newIntake();
  stage.readingTakes = 25;
  stage.pythonTakes = 0;
  for (let i = 0; i < 20; i += 1) {
    stage.send(request(i));
  }
  assert.equal(stage.read, 1);
  stage.advance(100);
  assert.ok(stage.read < 3);
  stage.readingTakes = 0;
  stage.advance(2000);
  assert.deepEqual(stage.ids(), [...Array(20).keys()]);
});

test("one frame's debt is no other's", () => {
  const stage = newIntake();
  stage.pythonTakes = 300;
  stage.send(request("0"));
  stage.pythonTakes = 1;
  stage.send(request("1"));
  stage.send(request("2"), { frame: "frame2" });
  assert.deepEqual(stage.ids(), ["0", "2"]);
});

test("a frame that goes on beyond its budget for long has nothing wait any more", () => {
  const stage = newIntake();
  stage.pythonTakes = 10;
  for (let i = 0; i < 3000; i += 1) {
    stage.send(request(i));
    stage.advance(10);
  }
  const before = stage.heard.length;
  const dropped = stage.count(OUT);
  for (let i = 0; i < 1000; i += 1) {
    stage.send(request(i));
    stage.advance(10);
  }
  assert.ok(stage.count(OUT) - dropped > 950);
  assert.ok(stage.heard.length - before < 20);
});

test("a load event keeps its place among the messages that wait", () => {
  const stage = newIntake();
  stage.intake.loaded("frame1");
  stage.pythonTakes = 300;
  stage.send(request("old"));
  stage.pythonTakes = 1;
  stage.send(request("old too"));
  stage.intake.loaded("frame1");
  stage.send(request("new"));
  stage.advance(2000);
  assert.deepEqual(stage.heard.map(({ kind, message }) => message?.referenceId ?? kind), ["loaded", "old", "old too", "loaded", "new"]);
});

test("what comes before Python answers waits for it, whosever it is, and within the budgets of its frame", () => {
  const stage = newIntake({ opened: false });
  stage.pythonTakes = 30;
  for (let i = 0; i < 40; i += 1) {
    stage.send(request(i));
  }
  stage.advance(5000);
  assert.equal(stage.heard.length, 0);
  stage.intake.open();
  assert.ok(stage.heard.length >= 1);
  stage.advance(8900);
  assert.deepEqual(stage.ids(), [...Array(40).keys()]);
  assert.equal(stage.heard[0].waited, 5000);
});

test("early messages of an unlisted origin do not hold up the start", () => {
  const stage = newIntake({ opened: false, listed: false });
  stage.pythonTakes = 30;
  for (let i = 0; i < 1100; i += 1) {
    stage.send(request(i));
  }
  assert.equal(stage.count("TOO_MANY_EARLY_MESSAGES"), 100);
  stage.whenHeard = () => stage.heard.length === 10 && stage.intake.silence("frame1", "http://crm.example", 60_000);
  stage.intake.open();
  stage.advance(10_000);
  assert.equal(stage.heard.length, 10, "the failures of a minute");
  assert.equal(stage.count("UNLISTED_FLOOD"), 990);
});

test("a start that takes long loses nothing: Python decides what is too late then", () => {
  const stage = newIntake({ opened: false });
  stage.send(request("0"));
  stage.advance(20_000);
  stage.intake.open();
  assert.deepEqual(stage.heard.map(({ waited }) => waited), [20_000]);
});

test("a silence holds for one origin in one window, and nothing is read meanwhile", () => {
  const stage = newIntake({ listed: false });
  stage.intake.silence("frame1", "http://evil.example", 30_000);
  for (const [frame, origin] of [
    ["frame1", "http://evil.example"],
    ["frame1", "http://crm.example"],
    ["frame2", "http://evil.example"],
  ]) {
    stage.send(request(`${frame} ${origin}`), { frame, origin });
  }
  assert.deepEqual(stage.reports, [["frame1", "http://evil.example", "UNLISTED_FLOOD"]]);
  assert.equal(stage.read, 2);
  assert.equal(stage.heard.length, 2);
});

test("a silence ends when it is over, when all are ended, and when the frame begins anew", () => {
  const stage = newIntake({ listed: false });
  const origin = "http://evil.example";
  const heard = () => {
    const before = stage.heard.length;
    stage.send(request("0"), { origin });
    return stage.heard.length > before;
  };
  stage.intake.silence("frame1", origin, 30_000);
  stage.advance(29_999);
  assert.ok(!heard());
  stage.advance(1);
  assert.ok(heard());
  for (const end of [() => stage.intake.endSilences(), () => stage.intake.forget("frame1")]) {
    stage.intake.silence("frame1", origin, 30_000);
    assert.ok(!heard());
    end();
    assert.ok(heard());
  }
});

test("a window that hops over origins keeps the newest silences, and fills no memory", () => {
  const stage = newIntake({ listed: false });
  for (let i = 0; i < 1000; i += 1) {
    stage.intake.silence("frame1", `http://evil${i}.example`, 30_000);
  }
  stage.send(request("0"), { origin: "http://evil999.example" });
  assert.equal(stage.heard.length, 0);
  stage.send(request("0"), { origin: "http://evil0.example" });
  assert.equal(stage.heard.length, 1);
});

test("what waits ends with its frame", () => {
  const stage = newIntake();
  stage.pythonTakes = 300;
  stage.send(request("0"));
  stage.send(request("1"));
  stage.intake.forget("frame1");
  assert.equal(stage.timers.size, 0);
  stage.advance(10_000);
  assert.deepEqual(stage.ids(), ["0"]);
});

test("what comes by a frame's port has the frame's budgets and its place in the order, and keeps its address", () => {
  const stage = newIntake();
  stage.pythonTakes = 300;
  stage.send(request("0"));
  stage.pythonTakes = 1;
  stage.send(request("1"), { address: "frame1/1" });
  stage.send(request("2"));
  stage.send(request("3"), { address: "frame1/1" });
  assert.deepEqual(stage.ids(), ["0"]);
  stage.advance(2000);
  assert.deepEqual(stage.ids(), ["0", "1", "2", "3"]);
  assert.deepEqual(stage.heard.map(({ frame }) => frame), ["frame1", "frame1/1", "frame1", "frame1/1"]);
});

test("a silence holds for the port as well", () => {
  const stage = newIntake({ listed: false });
  stage.intake.silence("frame1", "http://crm.example", 30_000);
  stage.send(request("0"), { address: "frame1/1" });
  assert.equal(stage.read, 0);
});

const BY_PORT = { address: "frame1/1", together: 16 };
const several = (count, from = 0) => Array.from({ length: count }, (_, place) => request(from + place));

test("messages that come together by a port are heard one by one, in order, and answered together", () => {
  const stage = newIntake();
  stage.send(several(16), BY_PORT);
  stage.send(several(1, 16), BY_PORT);
  assert.deepEqual(stage.ids(), [...Array(17).keys()]);
  assert.ok(stage.heard.every(({ frame }) => frame === "frame1/1"));
  assert.deepEqual(stage.heard.map(({ waited }) => waited).slice(0, 3), [0, 1, 2], "for those before it");
  assert.deepEqual(stage.together, [["frame1", 16]], "one alone is not held back");
});

test("an array of a window, or within others, is one message", () => {
  const stage = newIntake();
  stage.send(several(2));
  stage.send([several(2), request("x")], BY_PORT);
  assert.deepEqual(stage.heard.map(({ message }) => message), [several(2), several(2), request("x")]);
});

test("more than may go together are not heard, nor is an empty array", () => {
  const stage = newIntake();
  stage.send(several(17), BY_PORT);
  stage.send([], BY_PORT);
  assert.deepEqual([stage.heard, stage.reports.map(([, , reason]) => reason)], [[], ["TOO_MANY_MESSAGES", "NOT_OURS"]]);
});

test("of messages that come together each counts, and one that is held back costs the others nothing", () => {
  const stage = newIntake();
  const own = {};
  own.self = own;
  stage.pythonTakes = 0;
  stage.send([request("a"), own, request("b"), { n: 1n }], BY_PORT);
  assert.deepEqual([stage.ids(), stage.count("NOT_SERIALISABLE")], [["a", "b"], 2]);
  for (let n = 0; n < 200; n += 1) {
    stage.send(several(16), BY_PORT);
  }
  assert.deepEqual([stage.heard.length, stage.count("TOO_MANY_MESSAGES") > 0], [1998, true], "2,000 a second");
});

test("of messages that come together those wait that there is no time for, and go on in order before what came later", () => {
  const stage = newIntake();
  stage.pythonTakes = 50;
  stage.send(several(10), BY_PORT);
  assert.equal(stage.heard.length, 4, "200 ms");
  stage.send(several(2, 10), BY_PORT);
  stage.advance(9000);
  assert.deepEqual(stage.ids(), [...Array(12).keys()]);
});

test("messages that came together before there was time to read them are heard in order, each with its own fate", () => {
  const stage = newIntake();
  stage.readingTakes = 30;
  stage.send(request("first"), BY_PORT);
  stage.readingTakes = 0;
  const before = stage.read;
  stage.send([request("a"), 1n, request("b")], BY_PORT);
  stage.send([2n], BY_PORT);
  stage.send(request("c"), BY_PORT);
  assert.equal(stage.read, before, "the time for reading is used up");
  stage.advance(3000);
  assert.deepEqual(stage.ids(), ["first", "a", "b", "c"]);
  assert.equal(stage.count("NOT_SERIALISABLE"), 2);
});
