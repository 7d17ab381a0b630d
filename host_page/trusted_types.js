/*
 * Trusted Types: which strings may become code. Must be the first script but for the list of PyScript's strings.
 *
 * PyScript makes one function from a string while it starts; that very string passes, every other `eval`, `innerHTML`,
 * or script address throws. The HTML that our own templates render enters through a policy of its own, which page.js
 * makes and keeps to itself. In an engine without Trusted Types the rest of the Content-Security-Policy still holds.
 */
(() => {
  "use strict";

  const admitted = new Set(self.PYSCRIPT_STRINGS);
  self.trustedTypes?.createPolicy("default", {
    createScript: (text) => (admitted.has(text) ? text : null),
  });
})();
