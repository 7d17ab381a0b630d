/*
 * Looks for what an old browser lacks, before anything uses it, and says which versions will do.
 *
 * Written for such browsers: no syntax in it is younger than what it looks for. Nothing else is loaded then.
 */
(function () {
  "use strict";

  var VERSIONS = "Chrome or Edge 120, Firefox 125, Safari 17.4";
  var NEEDED = {
    "modules": function () { return "noModule" in HTMLScriptElement.prototype; },
    "WebAssembly": function () { return typeof WebAssembly === "object"; },
    "BroadcastChannel": function () { return "BroadcastChannel" in window; },
    "structuredClone": function () { return "structuredClone" in window; },
    "popovers": function () { return "popover" in HTMLElement.prototype; },
    "checkVisibility": function () { return "checkVisibility" in Element.prototype; },
    "userActivation": function () { return "userActivation" in navigator; },
    "nested styles": function () { return CSS.supports("selector(&)"); }
  };

  function put(name, text) {
    var element = document.querySelector('[data-failure="' + name + '"]');
    element.textContent = text;
    element.hidden = false;
  }

  function lacks(name) {
    try {
      return !NEEDED[name]();
    } catch (error) {
      return true;
    }
  }

  var missing = Object.keys(NEEDED).filter(lacks);
  if (missing.length === 0) {
    return;
  }
  document.documentElement.setAttribute("data-workspace", "failed");
  put("title", "This browser is too old");
  put("sentence", "The workspace needs one of these, or a later one: " + VERSIONS + ".");
  put("place", "What it lacks: " + missing.join(", ") + ".");
  document.querySelector(".failure-buttons").hidden = true;
  window.stop(); // nothing that follows would work
})();
