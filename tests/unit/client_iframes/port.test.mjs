/* The library's way to a MessagePort, and back: nothing is lost, nothing overtakes, and a host need not know of it. */

import assert from "node:assert/strict";
import test from "node:test";

import { HOST, newClient, settled } from "./host_double.mjs";

const spoken = (messages) => messages.map(({ request, event, messagePort }) => request ?? event ?? messagePort);

/** A client whose host has offered a port, with so many messages together, and taken it. */
function onPort(together) {
  const client = newClient();
  client.service.agent.get(() => {});
  const port = client.offer(client.hostWindow, HOST, { together });
  client.say({ messagePort: "taken" });
  return { client, port };
}

test("only the first message asks for a port", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  client.service.agent.getState(() => {});
  assert.deepEqual(client.posted.map(({ messagePort }) => messagePort), [true, undefined]);
});

test("a host that knows nothing of it answers as ever, and everything stays with the windows", () => {
  const client = newClient();
  const got = [];
  client.service.agent.get(() => got.push("agent"));
  client.service.agent.getState(() => got.push("state"));
  client.answer(0, {});
  client.answer(1, {});
  assert.deepEqual(got, ["agent", "state"]);
  assert.deepEqual(spoken(client.posted), ["agent.get", "agent.getState"]);
});

test("between the last message by the window and the host's, messages are kept; then they go by the port, in order", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  const port = client.offer();
  assert.deepEqual(spoken(client.posted), ["agent.get", "taken"]);
  client.service.agent.getState(() => {});
  client.service.media.getMediaList(() => {});
  assert.deepEqual(spoken(client.posted), ["agent.get", "taken"]);
  assert.deepEqual(port.sent, []);
  client.say({ messagePort: "taken" });
  client.service.voice.answer("1", () => {});
  assert.deepEqual(spoken(port.sent), ["agent.getState", "media.getMediaList", "voice.answer"]);
  assert.deepEqual(spoken(client.posted), ["agent.get", "taken"]);
  assert.ok(port.sent.every(({ userAgent, protocolVersion }) => userAgent === "WWE Client" && protocolVersion === 2));
});

test("what the host has sent by the window is heard before what it sends by the port", () => {
  const client = newClient();
  const got = [];
  client.service.subscribe("agent", ({ data }) => got.push(data));
  const port = client.offer();
  port.say({ event: "agent", data: "by the port" });
  client.answer(0, { subscriptionId: 0 });
  return new Promise((resolve) => setImmediate(resolve)).then(() => {
    client.say({ event: "agent", data: "by the window" });
    client.say({ messagePort: "taken" });
    assert.deepEqual(got, ["by the window", "by the port"]);
  });
});

test("answers, events, texts and the frame's id come by the port as they did by the window", async () => {
  const { client, port } = onPort();
  const got = [];
  client.service.onMessage = (text) => got.push(text);
  const answer = client.service.agent.getState();
  port.say({ referenceId: port.sent[0].referenceId, request: "agent.getState", data: { type: "READY" } });
  assert.equal((await answer).data.type, "READY");
  port.say("wwe hello");
  port.say({ frameId: "frame7" });
  assert.deepEqual(got, ["wwe hello"]);
  assert.equal(client.window.frameId, "frame7");
});

test("a late answer by the window is taken all the same", () => {
  const client = newClient();
  const got = [];
  client.service.agent.get(() => got.push("agent"));
  client.offer();
  client.say({ messagePort: "taken" });
  client.answer(0, {});
  assert.deepEqual(got, ["agent"]);
});

test("a host that does not take its port in time gets what was kept by the window, and may take it later", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  const port = client.offer();
  client.service.agent.getState(() => {});
  [...client.timers.values()].find(({ delay }) => delay === 2000).callback();
  client.service.media.getMediaList(() => {});
  assert.deepEqual(spoken(client.posted), ["agent.get", "taken", "agent.getState", "media.getMediaList"]);
  client.say({ messagePort: "taken" });
  client.service.voice.answer("1", () => {});
  assert.deepEqual(spoken(port.sent), ["voice.answer"]);
});

test("when the port is closed everything goes by the window, and the next message asks for another", () => {
  const { client, port } = onPort();
  port.say({ messagePort: "closed", received: 0 });
  assert.ok(port.closed);
  client.service.agent.getState(() => {});
  assert.equal(client.posted.at(-1).messagePort, true);
  const second = client.offer();
  client.say({ messagePort: "taken" });
  client.service.media.getMediaList(() => {});
  assert.deepEqual(spoken(second.sent), ["media.getMediaList"]);
});

test("what the host has not received of what was sent by the port is sent again by the window, in order", () => {
  const { client, port } = onPort();
  for (const name of ["agent.getState", "media.getMediaList", "interaction.getInteractions", "outbound.getCampaigns"]) {
    client.service.sendMessage({ request: name });
  }
  port.say({ referenceId: port.sent[0].referenceId, request: "agent.getState" });
  port.say({ messagePort: "closed", received: 2 });
  assert.deepEqual(spoken(client.posted.slice(2)), ["interaction.getInteractions", "outbound.getCampaigns"]);
  assert.deepEqual(client.posted.slice(2).map(({ messagePort }) => messagePort), [true, undefined]);
});

test("when all has come nothing is sent twice", () => {
  const { client, port } = onPort();
  client.service.agent.getState(() => {});
  port.say({ messagePort: "closed", received: 1 });
  assert.deepEqual(spoken(client.posted), ["agent.get", "taken"]);
});

test("what comes late by a port that another has replaced is not taken", () => {
  const { client, port } = onPort();
  const second = client.offer();
  const got = [];
  client.service.onMessage = (text) => got.push(text);
  port.say("wwe late");
  client.say({ messagePort: "taken" });
  second.say("wwe hello");
  assert.deepEqual(got, ["wwe hello"]);
});

test("offers of other windows and origins, and what is none, are not taken", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  client.answer(0, {});
  for (const [source, origin] of [
    [{}, undefined],
    [undefined, "http://evil.example"],
  ]) {
    assert.equal(client.offer(source, origin).listener, undefined);
  }
  client.deliver({ messagePort: "offered", userAgent: "WWE Server" });
  client.say({ messagePort: "taken" });
  client.service.agent.getState(() => {});
  assert.deepEqual(spoken(client.posted), ["agent.get", "agent.getState"]);
});

test("an offer tells the host's origin as an answer does", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  client.offer();
  assert.equal(client.service.hostOrigin, "http://host.example");
  assert.equal(client.posted.at(-1).targetOrigin, "http://host.example");
});

test("what cannot be copied fails at once, also while messages are kept and by the port", () => {
  const client = newClient();
  client.service.agent.get(() => {});
  client.offer();
  const got = [];
  const dial = () => client.service.voice.dial("1", { key: () => {} }, () => {}, ({ errorMessage }) => got.push(errorMessage));
  dial();
  client.say({ messagePort: "taken" });
  dial();
  assert.equal(got.length, 2);
});

test("another window, and the end, close the port", () => {
  const one = onPort();
  one.client.service.targetWWEWindow({ postMessage: () => {} });
  assert.ok(one.port.closed);
  const other = onPort();
  other.client.service.unload();
  assert.ok(other.port.closed);
});

test("the first message of a moment goes at once, the others behind it as one, as many as the offer says", async () => {
  const { client, port } = onPort(3);
  const { agent, media, voice } = client.service;
  agent.get(() => {});
  assert.deepEqual(spoken(port.sent), ["agent.get"]);
  agent.getState(() => {});
  media.getMediaList(() => {});
  assert.equal(port.sent.length, 1);
  voice.answer("1", () => {});
  voice.hold("1", () => {});
  assert.deepEqual(port.sent.slice(1).map(spoken), [["agent.getState", "media.getMediaList", "voice.answer"]]);
  await settled();
  assert.deepEqual(spoken(port.sent.slice(2)), ["voice.hold"], "one alone is no array");
  agent.get(() => {});
  agent.getState(() => {});
  assert.equal(spoken(port.sent)[3], "agent.get", "another moment");
});

test("a host that says nothing of it gets one message at a time", () => {
  const { client, port } = onPort();
  client.service.agent.get(() => {});
  client.service.agent.getState(() => {});
  assert.deepEqual(spoken(port.sent), ["agent.get", "agent.getState"]);
});

test("what goes later goes as it was when it was sent, and what cannot be copied fails at once", async () => {
  const { client, port } = onPort(16);
  const data = { key: "now" };
  const got = [];
  client.service.agent.get(() => {});
  client.service.interaction.setUserData("1", data, () => {});
  client.service.interaction.setUserData("1", { key: () => {} }, () => {}, ({ errorMessage }) => got.push(errorMessage));
  assert.equal(got.length, 1);
  data.key = "later";
  await settled();
  assert.deepEqual(port.sent[1].parameters, ["1", { key: "now" }]);
});

test("answers that come together settle each their own request, in order", async () => {
  const { client, port } = onPort(16);
  const got = [];
  for (const name of ["a", "b", "c"]) {
    client.service.sendMessage({ request: name, referenceId: name }, ({ request }) => got.push(request));
  }
  client.service.onMessage = (text) => got.push(text);
  await settled();
  port.say({ request: "a", referenceId: "a" }, "wwe hello", { request: "b", referenceId: "b" }, { request: "c", referenceId: "c" });
  assert.deepEqual(got, ["a", "wwe hello", "b", "c"]);
});

test("of messages that went together all have come or none: what is missing goes by the window, once and in order", async () => {
  const { client, port } = onPort(2);
  for (const name of ["a", "b", "c", "d", "e"]) {
    client.service.sendMessage({ request: name, referenceId: name }, () => {});
  }
  await settled();
  assert.deepEqual(port.sent.map((sent) => spoken([sent].flat())), [["a"], ["b", "c"], ["d", "e"]]);
  port.say({ request: "b", referenceId: "b" });
  port.say({ request: "a", referenceId: "a" });
  port.say({ messagePort: "closed", received: 2 });
  assert.deepEqual(spoken(client.posted.slice(2)), ["d", "e"]);
});

test("what waits for the end of the moment goes before the port is closed", () => {
  for (const end of [(service) => service.unload(), (service) => service.targetWWEWindow({ postMessage: () => {} })]) {
    const { client, port } = onPort(16);
    client.service.agent.get(() => {});
    client.service.agent.getState(() => {});
    end(client.service);
    assert.deepEqual([spoken(port.sent), port.closed], [["agent.get", "agent.getState"], true]);
  }
});
