/*
 * What Python shows: rendered regions morphed into the page, running times, announcements, and small favours that only
 * a browser can do.
 *
 * Our templates are the only source of HTML, and this file keeps the one Trusted Types policy that lets it in.
 */
(() => {
  "use strict";

  const bridge = self.workspaceBridge;
  const byId = (id) => document.getElementById(id);

  const plain = { createHTML: (html) => html };
  const policy = self.trustedTypes?.createPolicy("workspace", plain) ?? plain;

  // Set by people and scripts, not by templates; the pressed state only of marks.
  const LIVE_STATE = new Set(["open", "style", "tabindex", "aria-pressed"]);
  const NEAR = 40; // pixels from the end of a list at which it still counts as followed
  const followed = new WeakMap(); // list -> whether it was at its end when it was last scrolled
  const TYPED = new Set(["value", "checked", "selected"]);
  let keepsInput = false; // of the element that is being morphed

  /** Whether the template asks for the same content of a field as before: then what was typed since stays. */
  function asksTheSame(before, after) {
    switch (before.localName) {
      case "input":
        return (
          before.getAttribute("value") === after.getAttribute("value") &&
          before.hasAttribute("checked") === after.hasAttribute("checked")
        );
      case "option":
        return before.hasAttribute("selected") === after.hasAttribute("selected");
      case "textarea":
        return before.defaultValue === after.defaultValue;
      default:
        return false;
    }
  }

  function isLive(name, element) {
    switch (name) {
      case "open":
        return element.localName === "dialog" || element.localName === "details";
      case "tabindex":
        return element.closest(bridge.ROVING) !== null;
      case "aria-pressed":
        return element.dataset.mark !== undefined;
      default:
        return true;
    }
  }

  const MORPHING = {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed(before, after) {
        keepsInput =
          before.nodeType === Node.ELEMENT_NODE && (before === document.activeElement || asksTheSame(before, after));
        return true;
      },
      beforeAttributeUpdated(name, element) {
        return !((TYPED.has(name) && keepsInput) || (LIVE_STATE.has(name) && isLive(name, element)));
      },
      afterNodeAdded(node) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          const field = node.matches("[autofocus]") ? node : node.querySelector("[autofocus]");
          field?.focus();
          field?.select?.();
        }
      },
    },
  };

  /** `style` attributes are blocked, in trusted HTML too; what a template wants to say with one is in `data-css-var`. */
  function applyVariables(region) {
    for (const element of region.querySelectorAll("[data-css-var]")) {
      for (const declaration of element.dataset.cssVar.split(";")) {
        const colon = declaration.indexOf(":");
        const name = declaration.slice(0, colon).trim();
        const value = declaration.slice(colon + 1).trim();
        if (name.startsWith("--") && element.style.getPropertyValue(name) !== value) {
          element.style.setProperty(name, value);
        }
      }
    }
  }

  // Where a list was when it was last scrolled, by whomever: what makes it higher or lower is no scrolling.
  document.addEventListener("scroll", ({ target }) => {
    if (target instanceof Element && target.dataset.follow !== undefined) {
      followed.set(target, target.scrollTop + target.clientHeight >= target.scrollHeight - NEAR);
    }
  }, { capture: true, passive: true });

  /** Lists from whose end people have scrolled away: they stay where they are. */
  function leftAlone(scope) {
    const away = [...scope.querySelectorAll("[data-follow]")].filter((list) => followed.get(list) === false);
    return new Set(away.map((list) => list.id));
  }

  /** A list that follows its end is there again after it has grown. */
  function followEnd(scope, away) {
    for (const list of scope.querySelectorAll("[data-follow]")) {
      if (!away.has(list.id)) {
        list.scrollTop = list.scrollHeight;
        followed.set(list, true); // a list that is too short to scroll tells nothing
      }
    }
  }

  /** Where what scrolls stands: an element that is moved among its neighbours begins at its top again. */
  function places(scope) {
    return [...scope.querySelectorAll(".scroll, [data-scroll]")].map((list) => [list, list.scrollTop]);
  }

  // A part that gets lower, as when the workbench is opened, would hide the end of what is followed.
  const lower = new ResizeObserver((entries) => entries.forEach(({ target }) => followEnd(target, leftAlone(target))));
  ["toasts", "case", "traffic"].forEach((id) => lower.observe(byId(id)));

  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  Object.assign(bridge, {
    /**
     * Makes the content of a region what this HTML says, keeping what people do with it: focus, text, open menus. When
     * what had the focus is gone, the element that `data-heir` of the region names gets it.
     */
    morph(regionId, html) {
      const template = document.createElement("template");
      template.innerHTML = policy.createHTML(html);
      const region = byId(regionId);
      const scope = regionId === "bottom" ? document : region; // the bottom bar decides which regions are seen
      const away = leftAlone(scope);
      const scrolled = places(region);
      const heir = region.contains(document.activeElement) ? byId(region.dataset.heir) : null;
      Idiomorph.morph(region, [...template.content.childNodes], MORPHING);
      applyVariables(region);
      for (const [list, top] of scrolled.filter(([each, before]) => each.scrollTop !== before)) {
        list.scrollTop = top;
      }
      followEnd(scope, away);
      bridge.settleGroups(region);
      if (heir !== null && !region.contains(document.activeElement)) {
        heir.focus({ preventScroll: true });
      }
    },

    /** Sets the texts of running times, and how much is left of shrinking bars; `text` is JSON, text by key. */
    setTimes(text) {
      const times = JSON.parse(text);
      for (const element of document.querySelectorAll("[data-time]")) {
        const time = times[element.dataset.time];
        if (time !== undefined && element.textContent !== time) {
          element.textContent = time;
        }
      }
      for (const bar of document.querySelectorAll("[data-share]")) {
        const share = times[bar.dataset.share];
        if (share !== undefined) {
          bar.style.setProperty("--share", share);
        }
      }
    },

    /** Has a screen reader say something: `kind` is assertive, polite or log. */
    announce(kind, text) {
      const line = document.createElement("p");
      line.textContent = text;
      if (kind === "log") {
        byId("live-log").append(line);
      } else {
        byId(`live-${kind}`).replaceChildren(line);
      }
    },

    setTitle(text) {
      document.title = text;
    },

    /** `light` or `dark`; the empty text leaves it to the system. */
    setTheme(theme) {
      if (theme) {
        document.documentElement.dataset.theme = theme;
      } else {
        delete document.documentElement.dataset.theme;
      }
    },

    copyText(text) {
      // Refused in a page that is embedded without the permission.
      navigator.clipboard?.writeText(text).catch(() => copyBySelection(text)) ?? copyBySelection(text);
    },

    /** Saves a file; with `download` the browser opens none, whatever its type says. */
    download(name, mediaType, base64) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },

    focusOn(selector) {
      const element = document.querySelector(selector);
      element?.focus();
      element?.scrollIntoView({ block: "nearest" });
      if (element?.localName === "input") {
        element.select(); // a longer text is gone on with at its end
      }
    },

    /** Remembers a text from one visit to the next, where the browser lets us. */
    remember(key, text) {
      try {
        localStorage.setItem(`workspace.${key}`, text);
      } catch {
        // Blocked or full: the next visit starts with the default.
      }
    },

    recall(key) {
      try {
        return localStorage.getItem(`workspace.${key}`) ?? "";
      } catch {
        return "";
      }
    },
  });

  bridge.setTheme(bridge.recall("theme"));
})();
