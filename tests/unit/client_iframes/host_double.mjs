/* A window with the library in it, and the host's end of the line: what was posted, and a way to answer. */

import { readFileSync } from "node:fs";
import vm from "node:vm";

const LIBRARY = new URL("../../../client_iframes/library/wwe-service-client-api.js", import.meta.url);
export const HOST = "http://host.example";
const SERVER = { userAgent: "WWE Server", protocolVersion: 2 };

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
  });
  const load = () => vm.runInContext(readFileSync(LIBRARY, "utf8"), context, { filename: LIBRARY.pathname });
  load();
  const deliver = (data, source = hostWindow, origin = HOST) =>
    [...listeners].forEach((listener) => listener({ data, source, origin }));
  return {
    window,
    service: window.genesys.wwe.service,
    hostWindow,
    posted,
    logged,
    timers,
    load,
    deliver,
    /** Sends what a host sends; `more` completes the envelope. */
    say: (more) => deliver({ ...more, ...SERVER }),
    answer: (index, more) => deliver({ referenceId: posted[index].referenceId, ...more, ...SERVER }),
    expire: () => [...timers.values()].forEach(({ callback }) => callback()),
  };
}

/** Lets the callbacks of settled promises run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
