/*
 * The Service Client API with postMessage alone: all that the protocol asks of a client, in one page.
 *
 * - A message goes to one window and one origin, and is taken from these alone.
 * - A reply has the referenceId of its request; `errorMessage` makes it a failure. None may come: hence the time limit.
 * - An event has the name in `event`, and comes after a subscription to it.
 */
const HOST_WINDOW = window.opener ?? window.parent;
const PATIENCE_MS = 10000;

export function connect(hostOrigin) {
  const pending = new Map(); // referenceId -> what takes the reply
  const handlers = new Map(); // event -> what takes it
  let references = 0;

  function send(message) {
    const referenceId = String(references);
    references += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        pending.delete(referenceId);
        reject(new Error("no answer"));
      }, PATIENCE_MS);
      pending.set(referenceId, (reply) => {
        clearTimeout(timer);
        pending.delete(referenceId);
        if (reply.errorMessage === undefined) {
          resolve(reply);
        } else {
          reject(new Error(reply.errorMessage));
        }
      });
      HOST_WINDOW.postMessage({ ...message, referenceId, userAgent: "WWE Client", protocolVersion: 2 }, hostOrigin);
    });
  }

  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== HOST_WINDOW || origin !== hostOrigin || data?.userAgent !== "WWE Server") {
      return; // somebody else's
    }
    if (data.event !== undefined) {
      handlers.get(data.event)?.(data.data);
    } else {
      pending.get(data.referenceId)?.(data);
    }
  });

  return {
    request: (name, ...parameters) => send({ request: name, parameters }).then((reply) => reply.data),
    subscribe(event, handler) {
      handlers.set(event, handler);
      return send({ event: "subscribe", data: event });
    },
  };
}
