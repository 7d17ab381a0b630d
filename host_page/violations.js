/*
 * What the browser has blocked by the page's own Content-Security-Policy, told to Python once a second.
 *
 * Counted by directive and by the origin of what was blocked, of which a few are told apart: a client can bring it about
 * as often as it likes, and with any address. Nothing of what was blocked is told but that.
 */
(() => {
  "use strict";

  const TELL_EVERY_MS = 1000;
  const SOURCES = 10; // of one directive that are told apart
  const OTHERS = "other sources";

  const bridge = self.workspaceBridge;
  const known = new Map(); // directive -> the sources that are told apart
  const counts = new Map(); // JSON of [directive, source] -> how often since it was told
  let timer = 0;

  /** An origin, a scheme, or the browser's word for what has no address. */
  function sourceOf(blocked) {
    try {
      const { origin, protocol } = new URL(blocked);
      return origin === "null" ? protocol : origin;
    } catch {
      return blocked || "inline";
    }
  }

  function kindOf({ effectiveDirective, blockedURI }) {
    const sources = known.get(effectiveDirective) ?? new Set();
    known.set(effectiveDirective, sources);
    const source = sourceOf(blockedURI);
    if (!sources.has(source) && sources.size >= SOURCES) {
      return [effectiveDirective, OTHERS];
    }
    sources.add(source);
    return [effectiveDirective, source];
  }

  function tell() {
    timer = 0;
    const lines = [...counts].map(([kind, count]) => [...JSON.parse(kind), count]);
    counts.clear();
    bridge.ask("violations", JSON.stringify(lines));
  }

  document.addEventListener("securitypolicyviolation", (event) => {
    const kind = JSON.stringify(kindOf(event));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    bridge.ready.then(() => (timer ||= setTimeout(tell, TELL_EVERY_MS)));
  });
})();
