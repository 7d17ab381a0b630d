// Sends what a test tells it, as it is, and keeps what comes.
const host = window.opener ?? window.parent;
const received = [];
window.addEventListener("message", (event) => received.push(event.data));

function send(message) {
  host.postMessage(message, "*");
}

/** Waits until something is found in what has come, up to some milliseconds; null when it never is. */
async function foundIn(find, patience) {
  const end = performance.now() + patience;
  for (;;) {
    const found = find();
    if (found !== undefined) {
      return found;
    }
    const left = end - performance.now();
    if (left <= 0) {
      return null;
    }
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(left, 1e9));
      const heard = () => {
        clearTimeout(timer);
        resolve();
      };
      window.addEventListener("message", heard, { once: true });
    });
  }
}

/** The first reply to a request with this referenceId; waits for it. */
function reply(referenceId) {
  return foundIn(() => received.find((message) => message.referenceId === referenceId), Infinity);
}

const isReply = (message) =>
  message !== null && typeof message === "object" && "referenceId" in message &&
  !("event" in message) && !("frameId" in message);

/** The text of the reply to a reference of any kind that comes after as many others to it; null if it never does. */
function replyAfter(others, reference, patience) {
  const wanted = JSON.stringify(reference);
  const isOne = (message) => isReply(message) && JSON.stringify(message.referenceId) === wanted;
  const find = () => received.filter(isOne)[others];
  return foundIn(find, patience).then((found) => found && JSON.stringify(found));
}

/** Whether as many messages come. */
function come(count, patience) {
  return foundIn(() => (received.length >= count ? true : undefined), patience).then(Boolean);
}

function request(name, referenceId, parameters = []) {
  send({ request: name, parameters, referenceId, userAgent: "WWE Client", protocolVersion: 2 });
  return reply(referenceId);
}

function subscribe(data, referenceId) {
  send({ event: "subscribe", data, referenceId, userAgent: "WWE Client", protocolVersion: 2 });
}

const events = (name) => received.filter((message) => message.event === name);
