/* The ports of frames: who is heard by one, from when, and until when. */

import assert from "node:assert/strict";
import test from "node:test";

import { Ports } from "./page_scripts.mjs";

/** Both ends of a channel; what one end posts is in the other's `got`, or heard once it is started. */
class Channel {
  constructor() {
    const [one, other] = [new End(), new End()];
    Object.assign(this, { port1: one, port2: other });
    one.other = other;
    other.other = one;
    Channel.last = this;
  }
}

class End {
  got = [];
  closed = false;
  started = false;
  waiting = [];

  addEventListener(_, listener) {
    this.listener = listener;
  }

  start() {
    this.started = true;
    this.waiting.splice(0).forEach((event) => this.listener(event));
  }

  postMessage(data, isTrusted = true) {
    if (this.closed || this.other.closed) {
      return;
    }
    this.other.got.push(data);
    const event = { data, isTrusted, origin: "" };
    if (this.other.started) {
      this.other.listener(event);
    } else {
      this.other.waiting.push(event);
    }
  }

  close() {
    this.closed = true;
  }
}

globalThis.MessageChannel = Channel;

function newPorts() {
  const heard = [];
  const reports = [];
  const ports = new Ports({
    receive: (frameId, { origin, data }, address) => heard.push([frameId, origin, data, address]),
    report: (...report) => reports.push(report),
  });
  return { ports, heard, reports };
}

test("a port is heard when it is opened, with what came before, as from the origin of its handshake", () => {
  const { ports, heard } = newPorts();
  const mine = ports.offer("frame1", "http://crm.example", 1);
  mine.postMessage("before");
  assert.deepEqual(heard, []);
  ports.open("frame1", 1);
  mine.postMessage("after");
  assert.deepEqual(heard, [
    ["frame1", "http://crm.example", "before", "frame1/1"],
    ["frame1", "http://crm.example", "after", "frame1/1"],
  ]);
});

test("its data is not read before it is asked for", () => {
  const messages = [];
  const ports = new Ports({ receive: (_, message) => messages.push(message), report: () => {} });
  ports.offer("frame1", "http://crm.example", 1);
  ports.open("frame1", 1);
  let read = 0;
  Channel.last.port1.listener({ isTrusted: true, get data() { read += 1; return "x"; } });
  assert.equal(read, 0);
  assert.deepEqual([messages[0].data, read], ["x", 1]);
});

test("an event that the browser did not make is reported, not heard", () => {
  const { ports, heard, reports } = newPorts();
  const mine = ports.offer("frame1", "http://crm.example", 1);
  ports.open("frame1", 1);
  mine.postMessage("forged", false);
  assert.deepEqual(heard, []);
  assert.deepEqual(reports, [["frame1", "http://crm.example", "NOT_TRUSTED"]]);
});

test("what is posted reaches the port of this frame and number only", () => {
  const { ports } = newPorts();
  const one = ports.offer("frame1", "http://crm.example", 1);
  const other = ports.offer("frame2", "http://crm.example", 1);
  for (const address of ["frame1/1", "frame1/2", "frame3/1", "frame1/", "frame1/1x"]) {
    ports.post(address, address);
  }
  assert.deepEqual([one.got, other.got], [["frame1/1"], []]);
});

test("another offer closes the port before, and only the new one is opened", () => {
  const { ports, heard } = newPorts();
  const first = ports.offer("frame1", "http://crm.example", 1);
  ports.open("frame1", 1);
  const { port1 } = Channel.last;
  const second = ports.offer("frame1", "http://other.example", 2);
  assert.ok(port1.closed);
  ports.open("frame1", 1);
  first.postMessage("late");
  second.postMessage("early");
  assert.deepEqual(heard, []);
  ports.open("frame1", 2);
  assert.deepEqual(heard, [["frame1", "http://other.example", "early", "frame1/2"]]);
});

test("a port that is closed is told so, and how much has come; it carries nothing more", () => {
  const { ports, heard } = newPorts();
  const mine = ports.offer("frame1", "http://crm.example", 1);
  ports.open("frame1", 1);
  mine.postMessage("one");
  mine.postMessage("two");
  heard.length = 0;
  const closed = { messagePort: "closed" };
  ports.close("frame1", closed);
  ports.close("frame1", closed);
  mine.postMessage("late");
  ports.post("frame1/1", "late");
  assert.deepEqual([heard, mine.got], [[], [{ ...closed, received: 2 }]]);
});

test("what is posted while messages are acted on together goes as one, to this port alone, and nothing is lost", () => {
  const { ports } = newPorts();
  const one = ports.offer("frame1", "http://crm.example", 1);
  const other = ports.offer("frame2", "http://crm.example", 1);
  ports.together("frame1", () => {
    ports.post("frame1/1", "a");
    ports.post("frame2/1", "x");
    ports.post("frame1/1", "b");
    assert.deepEqual([one.got, other.got], [[], ["x"]]);
  });
  ports.together("frame1", () => ports.post("frame1/1", "c"));
  ports.together("frame1", () => {});
  ports.together("frame9", () => ports.post("frame1/1", "d"));
  assert.throws(() => ports.together("frame1", () => {
    ports.post("frame1/1", "e");
    throw new Error("a bug");
  }));
  ports.post("frame1/1", "f");
  assert.deepEqual(one.got, [["a", "b"], "c", "d", "e", "f"]);
});

test("a port that is closed meanwhile has posted what was posted before", () => {
  const { ports } = newPorts();
  const mine = ports.offer("frame1", "http://crm.example", 1);
  ports.open("frame1", 1);
  mine.postMessage(["one", "two"]);
  ports.together("frame1", () => {
    ports.post("frame1/1", "a");
    ports.post("frame1/1", "b");
    ports.close("frame1", { messagePort: "closed" });
    ports.post("frame1/1", "late");
  });
  assert.deepEqual(mine.got, [["a", "b"], { messagePort: "closed", received: 1 }]);
});

test("a message tells how many may have come together in it", () => {
  const messages = [];
  const ports = new Ports({ receive: (_, message) => messages.push(message), report: () => {} });
  ports.offer("frame1", "http://crm.example", 1, 16).postMessage(["one"]);
  ports.open("frame1", 1);
  assert.deepEqual(messages.map(({ together, data }) => [together, data]), [[16, ["one"]]]);
});
