/* The client library, against the protocol. */

import assert from "node:assert/strict";
import test from "node:test";

import { HOST, newClient, settled } from "./host_double.mjs";

// Objects made by the library belong to another realm, where deepEqual's strict form sees other prototypes.
const same = (actual, expected) => assert.deepEqual(JSON.parse(JSON.stringify(actual)), expected);

test("a request carries the envelope, and no parameters when it takes none", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  same(client.posted, [
    {
      request: "agent.get", referenceId: "0", messagePort: true,
      userAgent: "WWE Client", protocolVersion: 2, targetOrigin: "*",
    },
  ]);
});

test("the success callback gets the message without its referenceId", () => {
  const client = newClient();
  const got = [];
  client.service.agent.getState((reply) => got.push(reply), () => got.push("failed"));
  client.answer(0, { request: "agent.getState", data: { type: "READY" } });
  client.answer(0, { request: "agent.getState", data: { type: "late" } });
  same(got, [{ request: "agent.getState", data: { type: "READY" }, userAgent: "WWE Server", protocolVersion: 2 }]);
});

test("an empty errorMessage is a failure all the same", () => {
  const client = newClient();
  const got = [];
  client.service.agent.get(() => got.push("succeeded"), (problem) => got.push(problem.errorMessage));
  client.answer(0, { request: "agent.get", errorMessage: "" });
  assert.deepEqual(got, [""]);
});

test("dial and email.create take the callbacks in place of userData", () => {
  const client = newClient();
  const got = [];
  client.service.voice.dial("5001", () => got.push("dialled"), () => {});
  client.service.email.create("a@example.com", () => {}, () => got.push("refused"));
  client.service.voice.dial("5002", { Key: "Value" }, () => {});
  same(client.posted.map((message) => message.parameters), [
    ["5001", null],
    ["a@example.com", null],
    ["5002", { Key: "Value" }],
  ]);
  client.answer(0, {});
  client.answer(1, { errorMessage: "no" });
  assert.deepEqual(got, ["dialled", "refused"]);
});

test("surplus arguments are not sent, missing ones are null, and false and 0 stay", () => {
  const client = newClient();
  client.service.interaction.setUserData("1");
  client.service.outbound.setCallResult("1", 0);
  client.service.auth.getPureCloudToken(false);
  client.service.agent.get("surplus");
  same(client.posted.map((message) => message.parameters ?? "none"), [["1", null], ["1", 0], [false], "none"]);
});

test("without a success callback a request returns a promise of the reply", async () => {
  const client = newClient();
  const promise = client.service.agent.get();
  client.answer(0, { request: "agent.get", data: { username: "ada" } });
  assert.equal((await promise).data.username, "ada");
  assert.equal(client.service.agent.get(() => {}), undefined);
});

test("a refused promise is an Error with the reply, and failed is called as well", async () => {
  const client = newClient();
  const got = [];
  const promise = client.service.voice.hold("1", null, (problem) => got.push(problem.errorMessage));
  client.answer(0, { request: "voice.hold", errorMessage: "Error: no." });
  await assert.rejects(promise, (error) => error.message === "Error: no." && error.reply.request === "voice.hold");
  assert.deepEqual(got, ["Error: no."]);
});

test("a failure that nobody looks at makes no noise", async () => {
  // An unhandled rejection would end this process.
  const client = newClient();
  client.service.voice.hold("1");
  client.service.subscribe("agent", () => {});
  client.answer(0, { errorMessage: "no" });
  client.answer(1, { errorMessage: "no" });
  await settled();
  assert.deepEqual(client.logged, ["ServiceClientAPI: Cannot subscribe to this event: agent"]);
});

test("after 10 seconds the failed callback gets the bare text, and a late answer nothing", () => {
  const client = newClient();
  const got = [];
  client.service.agent.get(() => got.push("late"), (problem) => got.push(problem));
  assert.deepEqual([...client.timers.values()].map(({ delay }) => delay), [10000]);
  client.expire();
  client.answer(0, { data: {} });
  assert.deepEqual(got, ["Request timeout"]);
});

test("sendMessage keeps the caller's referenceId, and own numbers step aside for it", () => {
  const client = newClient();
  const got = [];
  client.service.sendMessage({ request: "agent.get", parameters: [], referenceId: "0" }, (reply) => got.push(reply.data));
  client.service.agent.getState((reply) => got.push(reply.data));
  assert.deepEqual(client.posted.map((message) => message.referenceId), ["0", "1"]);
  client.answer(1, { data: "own" });
  client.answer(0, { data: "caller's" });
  assert.deepEqual(got, ["own", "caller's"]);
});

test("what the browser cannot copy fails at once", async () => {
  const client = newClient();
  await assert.rejects(client.service.interaction.setUserData("1", { Key: () => {} }), /could not be cloned/);
  assert.equal(client.timers.size, 0);
});

test("messages of another window, another origin or another program are not heard", async () => {
  const client = newClient({ attribute: `${HOST}/workspace/` });
  const got = [];
  client.service.agent.get((reply) => got.push(reply.data));
  const answer = { referenceId: "0", data: "forged", userAgent: "WWE Server" };
  client.deliver(answer, {}, HOST);
  client.deliver(answer, client.hostWindow, "http://host.example.evil.example");
  client.deliver({ ...answer, userAgent: "WWE Client" });
  client.deliver(null);
  client.deliver(42);
  assert.deepEqual(got, []);
  client.answer(0, { data: "genuine" });
  assert.deepEqual(got, ["genuine"]);
});

test("with a configured origin nothing is ever sent to another", () => {
  const client = newClient({ attribute: "https://Workspace.Example.com:443/path" });
  client.service.agent.get();
  assert.equal(client.posted[0].targetOrigin, "https://workspace.example.com");
});

test("a configured origin that is none stops the page", () => {
  for (const attribute of ["", "*", "workspace.example.com", "file:///tmp", "null"]) {
    assert.throws(() => newClient({ attribute }), /data-host-origin is .*; expected an origin such as/);
  }
});

test("the origin is learned from the first answer to a request, and held", () => {
  const client = newClient();
  client.service.agent.get();
  client.say({ event: "agent", data: {} });
  client.say({ referenceId: "99", data: {} });
  assert.equal(client.service.hostOrigin, null);
  client.answer(0, { data: {} });
  assert.equal(client.service.hostOrigin, HOST);
  client.service.agent.get();
  assert.equal(client.posted[1].targetOrigin, HOST);
});

test("a sandboxed host's origin cannot be a target", () => {
  const client = newClient();
  client.service.agent.get();
  client.deliver({ referenceId: "0", userAgent: "WWE Server" }, client.hostWindow, "null");
  assert.equal(client.service.hostOrigin, null);
});

test("events go to the handler with its context, the latest one per name", async () => {
  const client = newClient();
  const got = [];
  const first = function first(message) { got.push(["first", this.name, message.event]); };
  const second = (message) => got.push(["second", message.event]);
  client.service.subscribe(["agent", "media"], first, { name: "context" });
  client.service.subscribe("agent", second);
  same(client.posted.map(({ event, data }) => [event, data]), [["subscribe", ["agent", "media"]], ["subscribe", "agent"]]);
  client.answer(0, { subscriptionId: 0 });
  client.answer(1, { subscriptionId: 1 });
  await settled();
  for (const event of ["agent", "media", "interaction", "constructor"]) {
    client.say({ event, data: {} });
  }
  assert.deepEqual(got, [["second", "agent"], ["first", "context", "media"]]);
});

test("a handler's error costs no later event", async () => {
  const client = newClient();
  let count = 0;
  client.service.subscribe("agent", () => {
    count += 1;
    throw new Error("mine");
  });
  client.answer(0, { subscriptionId: 0 });
  await settled();
  client.say({ event: "agent" });
  client.say({ event: "agent" });
  assert.equal(count, 2);
  assert.deepEqual(client.logged, ["Error: mine", "Error: mine"]);
});

test("unsubscribe goes by the function itself and names the subscription, 0 included", async () => {
  const client = newClient();
  const got = [];
  const newHandler = (name) => () => got.push(name); // equal source text, different functions
  const one = newHandler("one");
  const two = newHandler("two");
  client.service.subscribe(["agent", "media"], one);
  client.service.subscribe("interaction", two);
  client.answer(0, { subscriptionId: 0 });
  client.answer(1, { subscriptionId: 1 });
  await settled();
  client.service.unsubscribe(one);
  client.service.unsubscribe(() => {});
  for (const event of ["agent", "media", "interaction"]) {
    client.say({ event });
  }
  assert.deepEqual(got, ["two"]);
  same(client.posted.slice(2).map(({ event, data }) => [event, data]), [["unsubscribe", 0]]);
});

test("unsubscribing before the answer releases the subscription when it comes", async () => {
  const client = newClient();
  const handler = () => assert.fail("called");
  client.service.subscribe("agent", handler);
  client.service.unsubscribe(handler);
  client.answer(0, { subscriptionId: 7 });
  await settled();
  client.say({ event: "agent" });
  assert.equal(client.posted[1].data, 7);
});

test("the frame's identity is kept on the window and added to later requests", () => {
  const client = newClient();
  client.service.agent.get();
  client.say({ frameId: "frame-3" });
  client.service.agent.get();
  client.service.subscribe("agent", () => {});
  assert.deepEqual(client.posted.map(({ frameId }) => frameId), [undefined, "frame-3", undefined]);
  assert.equal(client.window.frameId, "frame-3");
});

test("texts that begin with wwe go to onMessage", () => {
  const client = newClient();
  client.deliver("wwe:before anyone listens");
  const got = [];
  client.service.onMessage = (text) => got.push(text);
  client.deliver("wwe:hello");
  client.deliver("other");
  client.deliver("wwe:forged", {});
  assert.deepEqual(got, ["wwe:hello"]);
});

test("the opener comes before the parent, and a chosen window before both", () => {
  const opened = [];
  const opener = { postMessage: (message) => opened.push(message.request) };
  const client = newClient({ opener });
  client.service.agent.get();
  const chosen = [];
  client.service.targetWWEWindow({ postMessage: (message) => chosen.push(message.request) });
  client.service.agent.getState();
  assert.deepEqual([opened, chosen, client.posted], [["agent.get"], ["agent.getState"], []]);
});

test("choosing another window forgets a learned origin", () => {
  const client = newClient();
  client.service.agent.get();
  client.answer(0, {});
  client.service.targetWWEWindow(client.hostWindow);
  assert.equal(client.service.hostOrigin, null);
});

test("unload ends everything and sends nothing", () => {
  const client = newClient();
  client.service.agent.get(() => assert.fail("called"), () => assert.fail("called"));
  client.service.unload();
  client.answer(0, {});
  assert.equal(client.timers.size, 0);
  assert.equal(client.posted.length, 1);
});

test("loading the library twice keeps the first", () => {
  const client = newClient();
  client.load();
  assert.equal(client.window.genesys.wwe.service, client.service);
});

test("an origin that is named by a call is the only one, as one that the script tag names", () => {
  const client = newClient();
  client.service.useHostOrigin(`${HOST}/workspace/`);
  client.service.agent.get(() => {});
  assert.deepEqual(client.posted.map(({ targetOrigin }) => targetOrigin), [HOST]);
  assert.equal(client.service.hostOrigin, HOST);
  for (const text of ["", "*", "workspace.example.com", "null", undefined]) {
    assert.throws(() => client.service.useHostOrigin(text), /The host's origin is .*; expected an origin such as/);
  }
  assert.equal(client.service.hostOrigin, HOST);
});
