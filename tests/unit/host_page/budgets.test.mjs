/* What a frame may take of the page's time; every time here is in milliseconds of a clock that the test moves. */

import assert from "node:assert/strict";
import test from "node:test";

import { Account } from "./page_scripts.mjs";

const limits = { python: 200, measuring: 20 };

test("Python's time is that of one second, and a debt is paid off before more", () => {
  const account = new Account(limits, 0);
  account.asked(150);
  assert.ok(account.mayAsk(150));
  account.asked(150);
  assert.ok(!account.mayAsk(300));
  assert.equal(Math.round(account.opensIn(300)), 501, "100 ms are owed, and 200 ms come each second");
  assert.ok(!account.mayAsk(799));
  assert.ok(account.mayAsk(801));
});

test("reading has a budget of its own", () => {
  const account = new Account(limits, 0);
  account.read(21, 100);
  assert.ok(!account.mayRead(21));
  assert.ok(account.mayAsk(21));
  assert.ok(account.mayRead(72));
});

test("no more than one second's worth is kept", () => {
  const account = new Account(limits, 0);
  account.asked(201);
  assert.ok(!account.mayAsk(201));
  account.mayAsk(60_000);
  account.asked(201);
  assert.ok(!account.mayAsk(60_201));
});

test("while the page works for a frame, the frame's own clock stands still: a backlog brings no budget with it", () => {
  const account = new Account(limits, 0);
  let time = 0;
  let done = 0;
  // The page is never idle: the next message is there whenever one has been dealt with, over ten seconds.
  while (time < 10_000) {
    if (account.comes(time) && account.mayAsk(time)) {
      account.asked(50);
      time += 50;
      done += 1;
    } else {
      time += 1;
    }
  }
  const idle = 10_000 - 50 * done;
  assert.ok(50 * done <= 200 + 0.2 * idle + 50, `${done} messages`);
  assert.ok(done >= 30);
});

test("2,000 messages, and 8 MiB of text, are the share of one second", () => {
  const account = new Account(limits, 0);
  let passed = 0;
  for (let i = 0; i < 3000; i += 1) {
    passed += account.comes(0);
  }
  assert.equal(passed, 2000);
  account.asked(1000);
  assert.ok(account.comes(1000), "the next second brings more, though the page has worked for the frame all the time");
  const other = new Account(limits, 0);
  for (let i = 0; i < 9; i += 1) {
    assert.equal(other.comes(0), i < 8);
    other.read(0, 1_048_576);
  }
  assert.ok(other.comes(200));
});

test("0 lifts a limit, of one budget or of both, also while the frame lives", () => {
  const changing = { python: 200, measuring: 20 };
  const account = new Account(changing, 0);
  account.asked(10_000);
  account.read(10_000, 0);
  assert.ok(!account.mayAsk(20_000) && !account.mayRead(20_000));
  changing.python = 0;
  assert.ok(account.mayAsk(20_000) && !account.mayRead(20_000));
  changing.measuring = 0;
  assert.ok(account.mayRead(20_000));
  assert.equal(account.opensIn(20_000), 0);
});

test("what is owed ends: a page that slept silences no frame for hours", () => {
  const account = new Account(limits, 0);
  account.asked(3_600_000);
  assert.ok(!account.mayAsk(3_600_000));
  assert.ok(account.mayAsk(3_600_000 + 60_001));
});

test("1,000 messages may wait, or 8 MiB; what is not read counts as much as those before it, about", () => {
  const account = new Account(limits, 0);
  for (let i = 0; i < 1000; i += 1) {
    assert.ok(account.wait(i, 100));
  }
  assert.ok(!account.wait("one more", 100));
  account.next();
  assert.ok(account.wait("now", 100));
  assert.equal(account.waiting[0].message, 1);

  const small = new Account(limits, 0);
  for (let i = 0; i < 1000; i += 1) {
    assert.ok(small.wait(i));
  }
  const large = new Account(limits, 0);
  large.read(1, 16 * 1_048_576);
  for (let i = 0; i < 8; i += 1) {
    assert.ok(large.wait(i));
  }
  assert.ok(!large.wait(8));
  large.next();
  assert.ok(large.wait(8));
});

/** Seconds in which so many messages come; what is within the budgets takes Python `each` ms. */
function live(account, from, seconds, messages, each) {
  let done = 0;
  for (let time = from; time < from + 1000 * seconds; time += 1000 / messages) {
    account.comes(time);
    if (account.mayAsk(time)) {
      account.asked(each);
      done += each;
    }
  }
  return done / seconds;
}

test("more than the budget for ten seconds on end cuts it by half a second at a time, to a 64th", () => {
  const account = new Account(limits, 0);
  const before = live(account, 0, 10, 100, 10);
  assert.ok(before > 150 && before <= 220, `${before} ms a second`);
  assert.ok(!account.cut);
  live(account, 10_000, 10, 100, 10);
  assert.ok(account.cut);
  const after = live(account, 20_000, 60, 100, 10);
  assert.ok(after <= 5, `${after} ms a second`);
});

test("whoever asks for less than the budget again has all of it again, within seconds", () => {
  const account = new Account(limits, 0);
  live(account, 0, 60, 100, 10);
  assert.ok(account.cut);
  live(account, 60_000, 8, 10, 10);
  assert.ok(!account.cut);
  const after = live(account, 68_000, 10, 15, 10);
  assert.ok(after >= 140, `${after} ms a second`);
});

test("a burst of some seconds cuts nothing", () => {
  const account = new Account(limits, 0);
  for (let round = 0; round < 20; round += 1) {
    live(account, 20_000 * round, 5, 200, 10);
    assert.ok(!account.cut);
  }
});
