/* A window with the library in it, and the host's end of the line: what was posted, and a way to answer. */

import { readFileSync } from "node:fs";
import vm from "node:vm";

const LIBRARY = new URL("../../../client_iframes/library/wwe-service-client-api.js", import.meta.url);
export const HOST = "http://host.example";
const SERVER = { userAgent: "WWE Server", protocolVersion: 2 };

/** A port as the client gets it: what it posts is in `sent`, and it hears nothing before it is started. */
function newPort() {
  const waiting = [];
  return {
    sent: [],
    started: false,
    closed: false,
    postMessage(message) {
      this.sent.push(structuredClone(message));
    },
    addEventListener(_, listener) {
      this.listener = listener;
    },
    start() {
      this.started = true;
      waiting.splice(0).forEach((data) => this.listener({ data }));
    },
    close() {
      this.closed = true;
    },
    say(...messages) {
      const each = messages.map((more) => (typeof more === "string" ? more : { ...more, ...SERVER }));
      const data = each.length === 1 ? each[0] : each;
      if (this.started) {
        this.listener({ data });
      } else {
        waiting.push(data);
      }
    },
  };
}

export function newClient({ attribute, opener = null } = {}) {
  const posted = [];
  const logged = [];
  const timers = new Map();
  const hostWindow = {
    postMessage(message, targetOrigin) {
      posted.push({ ...structuredClone(message), targetOrigin });
    },
  };
  const listeners = new Set();
  const window = {
    parent: hostWindow,
    opener,
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
  };
  const context = vm.createContext({
    window,
    document: { currentScript: { dataset: attribute === undefined ? {} : { hostOrigin: attribute } } },
    console: { warn: (text) => logged.push(text), error: (error) => logged.push(String(error)) },
    setTimeout(callback, delay) {
      timers.set(timers.size, { callback, delay });
      return timers.size - 1;
    },
    clearTimeout: (id) => timers.delete(id),
    URL,
    structuredClone,
    queueMicrotask,
  });
  const load = () => vm.runInContext(readFileSync(LIBRARY, "utf8"), context, { filename: LIBRARY.pathname });
  load();
  const deliver = (data, source = hostWindow, origin = HOST, ports = []) =>
    [...listeners].forEach((listener) => listener({ data, source, origin, ports }));
  return {
    window,
    service: window.genesys.wwe.service,
    hostWindow,
    posted,
    logged,
    timers,
    load,
    deliver,
    /** Offers a port, as a host does that knows of it; gives the host's view of it. */
    offer(source = hostWindow, origin = HOST, more = {}) {
      const port = newPort();
      deliver({ messagePort: "offered", ...more, ...SERVER }, source, origin, [port]);
      return port;
    },
    /** Sends what a host sends; `more` completes the envelope. */
    say: (more) => deliver({ ...more, ...SERVER }),
    answer: (index, more) => deliver({ referenceId: posted[index].referenceId, ...more, ...SERVER }),
    expire: () => [...timers.values()].forEach(({ callback }) => callback()),
  };
}

/** Lets the callbacks of settled promises run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
