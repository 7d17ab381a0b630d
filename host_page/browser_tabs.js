/*
 * The browser tabs of one session: they elect a leader by a lock, and talk on a channel.
 *
 * The tab that holds the lock leads. The browser gives it to the next one when the tab is closed, crashes or goes
 * elsewhere, so there are never two. The tab that the agent was in last holds another lock: it takes it from the tab
 * that had it, and the others wait for it, should that tab go. Locks and channels belong to the origin: no other page
 * reaches them.
 */
import { bridge } from "./border.js";
import { store, vault } from "./session_store.js";
import { nameTab } from "./tab_name.js";
import { trafficStore } from "./traffic_store.js";

const traffic = trafficStore(vault, performance.timeOrigin);
const naming = nameTab(vault.tab, navigator.locks); // while Python starts
let channel = null;
let callsHere = false;
let storeKey = "";
let activeLock = "";
let ownLock = "";
let active = null; // whether the agent was in this tab last; not known yet
let taking = false; // the lock of the active tab, at this moment
let waiting = null; // the end of waiting for it

const untilTheTabGoes = () => new Promise(() => {});

async function elect(name) {
  const locks = navigator.locks;
  const stored = await store.take(storeKey, (await naming).stayed);
  if (locks === undefined) {
    lead(stored);
    return;
  }
  await new Promise((known) => {
    if (isVisible()) {
      takeActiveLock(known);
    } else {
      requestActiveLock({ ifAvailable: true }, known);
    }
  });
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

const isVisible = () => document.visibilityState === "visible";

function tellActive(now) {
  if (active !== now) {
    active = now;
    bridge.ask("tab-active", now ? "yes" : "");
  }
}

function requestActiveLock(options, known = () => {}) {
  navigator.locks.request(activeLock, options, (lock) => {
    tellActive(lock !== null);
    known();
    return lock === null ? undefined : untilTheTabGoes();
  }).then(waitForActiveLock, (error) => {
    if (error.name !== "AbortError") {
      console.error("Which tab is in use cannot be settled:", error);
      tellActive(true);
      known();
    } else if (!options.signal?.aborted) { // another tab has taken it
      tellActive(false);
      waitForActiveLock();
    }
  });
}

function waitForActiveLock() {
  waiting = new AbortController();
  requestActiveLock({ signal: waiting.signal });
}

function takeActiveLock(known = () => {}) {
  taking = true;
  waiting?.abort();
  requestActiveLock({ steal: true }, () => {
    taking = false;
    known();
  });
}

/** The agent has come to this tab. */
function activated() {
  if (active === false && !taking && isVisible()) takeActiveLock();
}

Object.assign(bridge, {
  /** Begins to talk with the tabs that have the same key, and elects a leader among them. */
  joinTabs(key, tab) {
    storeKey = key;
    const name = `agent-workspace:${key}`;
    ownLock = `${name}:tab:`;
    navigator.locks?.request(ownLock + tab, untilTheTabGoes).catch(() => {});
    activeLock = `${name}:active`;
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

  /** Whether calls live in this tab alone. They outlive the page where the browser keeps something for the tab. */
  callsAreHere(here) {
    callsHere = here;
  },

  /** Each tab holds a lock: whoever gets it knows that the tab is gone, even by a crash. */
  watchTab(tab) {
    navigator.locks?.request(ownLock + tab, () => bridge.ask("tab-gone", tab)).catch(() => {});
  },

  keepRows(rows) {
    store.keep(rows);
  },

  keepRowsAtOnce(rows) {
    store.keepAtOnce(rows);
  },

  keepTraffic: (block) => traffic.keep(block),
  keepTrafficAtOnce: (block) => traffic.keepAtOnce(block),
  forgetTraffic: () => traffic.forget(),
});

/** After the start, which waits for none of it. */
bridge.ready.then(async () => {
  const blocks = await traffic.take();
  if (blocks !== "") {
    bridge.ask("traffic-kept", blocks);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (callsHere && !store.keeps()) {
    event.preventDefault(); // the browser asks whether to leave
  }
});
