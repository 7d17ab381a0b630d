/*
 * The browser tabs of one session: they elect a leader by a lock, and talk on a channel.
 *
 * The tab that holds the lock leads. The browser gives it to the next one when the tab is closed, crashes or goes
 * elsewhere, so there are never two. Locks and channels belong to the origin: no other page reaches them.
 */
(() => {
  "use strict";

  const bridge = self.workspaceBridge;
  const store = self.workspaceStore;
  let channel = null;
  let storeKey = "";

  const untilTheTabGoes = () => new Promise(() => {});

  async function elect(name) {
    const locks = navigator.locks;
    const stored = await store.take(storeKey);
    if (locks === undefined) {
      lead(stored);
      return;
    }
    const first = await new Promise((resolve, reject) => {
      locks.request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : untilTheTabGoes();
      }).catch(reject);
    });
    if (first) {
      lead(stored);
      return;
    }
    bridge.ask("tab-following");
    locks.request(name, () => {
      lead(stored);
      return untilTheTabGoes();
    });
  }

  /** What was kept for a reload counts only when no other tab has told more. */
  function lead(stored) {
    bridge.ask("tab-leading", stored);
  }

  function activated() {
    if (document.visibilityState === "visible") bridge.ask("tab-active");
  }

  Object.assign(bridge, {
    /** Begins to talk with the tabs that have the same key, and elects a leader among them. */
    joinTabs(key) {
      storeKey = key;
      const name = `agent-workspace:${key}`;
      channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => bridge.ask("tab-message", data);
      elect(name).catch((error) => {
        console.error("The tabs could not elect a leader:", error);
        lead("");
      });
      addEventListener("focus", activated);
      addEventListener("pointerdown", activated, true);
      document.addEventListener("visibilitychange", activated);
      addEventListener("pagehide", () => bridge.ask("tab-leaving"));
    },

    broadcast(text) {
      channel.postMessage(text);
    },

    storeSession(text) {
      store.keep(storeKey, text);
    },
  });
})();
