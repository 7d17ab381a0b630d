/*
 * Keeps the state of the session for the reload of its last tab, in the browser's database.
 *
 * Loaded before the script that replaces `indexedDB` for PyScript. Which session this tab is of is kept with the tab
 * itself: a new tab begins anew, and so does one that goes to the page again instead of reloading it.
 */
(() => {
  "use strict";

  const databases = self.indexedDB;
  const DATABASE = "agent-workspace";
  const STORE = "sessions";
  const TAB_KEY = "agent-workspace-session";
  const LAST_KEY = "agent-workspace-last-state";

  function open() {
    return new Promise((resolve, reject) => {
      const request = databases.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  async function run(mode, act) {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const request = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  /** What is kept with the tab. A browser may deny it to an embedded page; then a reload begins anew. */
  const tab = {
    take(key) {
      try {
        const text = sessionStorage.getItem(key);
        sessionStorage.removeItem(key);
        return text;
      } catch {
        return null;
      }
    },
    read(key) {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write(key, text) {
      try {
        sessionStorage.setItem(key, text);
        return true;
      } catch {
        return false;
      }
    },
  };

  function begin() {
    const session = crypto.randomUUID();
    tab.write(TAB_KEY, session);
    return session;
  }

  self.workspaceStore = Object.freeze({
    /** Keeps a text in the database; the last one counts. */
    keep(key, text) {
      const kept = { key, session: tab.read(TAB_KEY) ?? begin(), text };
      run("readwrite", (store) => store.put(kept, DATABASE)).catch(() => {});
    },

    /** A page that goes has no time for the database: its text stays with the tab, where writing is at once. */
    keepAtOnce(key, text) {
      if (!tab.write(LAST_KEY, key + text)) this.keep(key, text); // too long for that place
    },

    /** The text that this tab's session kept, if the page was reloaded; begins a session of its own otherwise. */
    async take(key) {
      const [navigation] = performance.getEntriesByType("navigation");
      const session = tab.read(TAB_KEY);
      const last = tab.take(LAST_KEY);
      if (navigation?.type === "reload" && session !== null) {
        if (last?.startsWith(key)) return last.slice(key.length);
        const kept = await run("readonly", (store) => store.get(DATABASE)).catch(() => undefined);
        if (kept?.key === key && kept.session === session) return kept.text;
      }
      begin();
      return "";
    },
  });
})();
