// Sends what a test tells it, as it is, and keeps what comes.
const host = window.opener ?? window.parent;
const received = [];
window.addEventListener("message", (event) => received.push(event.data));

function send(message) {
  host.postMessage(message, "*");
}

/** The first reply to a request with this referenceId; waits for it. */
async function reply(referenceId) {
  for (;;) {
    const found = received.find((message) => message.referenceId === referenceId);
    if (found) {
      return found;
    }
    await new Promise((resolve) => window.addEventListener("message", resolve, { once: true }));
  }
}

function request(name, referenceId, parameters = []) {
  send({ request: name, parameters, referenceId, userAgent: "WWE Client", protocolVersion: 2 });
  return reply(referenceId);
}

function subscribe(data, referenceId) {
  send({ event: "subscribe", data, referenceId, userAgent: "WWE Client", protocolVersion: 2 });
}

const events = (name) => received.filter((message) => message.event === name);
