/*
 * Hears from the server which of its files have changed: configuration, scenario, client apps; and what is wrong with the
 * answers of the apps' own servers.
 *
 * Each message is the whole state, digests by what they are of, so that nothing is missed between two streams. The tabs
 * of a browser share one stream, for it allows few connections to a server: the one that holds a lock listens and tells
 * the others. A page that has failed to start is loaded again when its files are other ones.
 */
import { bridge } from "./border.js";
import { withScenarios } from "./scenarios.js";

const NAME = "agent-workspace-changes"; // of the lock and of the channel
const ASKS = "state?";

const root = document.documentElement;
const channel = new BroadcastChannel(NAME);
let taken = null; // the state that this page has
let latest = null;
let listens = false; // whether this tab has the stream

const changedApps = (before, after) => Object.keys(after).filter((origin) => before[origin] !== after[origin]);

async function takeTexts() {
  const response = await fetch("/workspace.json");
  if (response.ok) {
    bridge.ask("files", await withScenarios(await response.text()), location.search);
  }
}

function act() {
  const before = taken;
  if (root.dataset.workspace === "failed" && latest.texts !== before.texts) {
    location.reload();
  }
  if (root.dataset.workspace !== "ready") {
    return;
  }
  taken = latest;
  if (taken.texts !== before.texts) {
    takeTexts().catch((error) => console.warn("The files that have changed:", error));
  }
  if (JSON.stringify(taken.problems) !== JSON.stringify(before.problems)) {
    bridge.ask("unreadable", JSON.stringify(taken.problems));
  }
  if (JSON.stringify(taken.answers ?? {}) !== JSON.stringify(before.answers ?? {})) {
    bridge.ask("app-answers", JSON.stringify(taken.answers));
  }
  const apps = changedApps(before.apps, taken.apps);
  if (apps.length > 0) {
    bridge.ask("apps-changed", JSON.stringify({ changed: apps, known: Object.keys(taken.apps) }));
  }
}

/** `start` is the digest of the texts that this page has started with. */
function take(state, start) {
  latest = state;
  taken ??= { texts: start, problems: [], apps: state.apps };
  act();
}

function listen(url, start) {
  listens = true;
  new EventSource(url).addEventListener("message", ({ data }) => {
    channel.postMessage(data);
    take(JSON.parse(data), start);
  });
}

async function begin() {
  const { changes, digest } = JSON.parse(await bridge.startTexts);
  if (changes === undefined) {
    return; // another server, which tells of nothing
  }
  channel.addEventListener("message", ({ data }) => {
    if (data !== ASKS) {
      take(JSON.parse(data), digest);
    } else if (listens && latest !== null) {
      channel.postMessage(JSON.stringify(latest));
    }
  });
  channel.postMessage(ASKS);
  bridge.ready.then(() => latest && act());
  if (navigator.locks === undefined) {
    listen(changes, digest); // without TLS from another machine
    return;
  }
  navigator.locks.request(NAME, () => {
    listen(changes, digest);
    return new Promise(() => {}); // until the tab is gone
  }).catch(() => listen(changes, digest)); // denied, as before the start in a page of another site: this one listens too
}

begin().catch((error) => console.warn("Changes of files are not told:", error));
