/*
 * Writing in a text area: marks on what is selected, and files that are chosen.
 *
 * What a mark does to a text is decided in Python. Here it is written the way a person would write it, so that the
 * browser's own undo takes it back.
 */
(() => {
  "use strict";

  const bridge = self.workspaceBridge;
  const MARK = "[data-mark]"; // a button; the field is in its aria-controls

  const fieldOf = (button) => document.getElementById(button.getAttribute("aria-controls"));

  /** What is before the selection of a field, the selection, and what is after it. */
  function piecesOf({ value, selectionStart, selectionEnd }) {
    return [value.slice(0, selectionStart), value.slice(selectionStart, selectionEnd), value.slice(selectionEnd)];
  }

  /** Makes the text of a field another one, by one change of the part in which they differ. */
  function write(field, [before, selected, after]) {
    const from = field.value;
    const to = before + selected + after;
    const shorter = Math.min(from.length, to.length);
    let start = 0;
    while (start < shorter && from[start] === to[start]) {
      start += 1;
    }
    let end = 0;
    while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) {
      end += 1;
    }
    const text = to.slice(start, to.length - end);
    field.setSelectionRange(start, from.length - end);
    // Old, but the only way to write into a field that undo knows of.
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      field.setRangeText(text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.setSelectionRange(before.length, before.length + selected.length);
  }

  /** Which marks the selection has is seen on the buttons. */
  function showMarks(field) {
    const buttons = document.querySelectorAll(`${MARK}[aria-controls="${field.id}"]`);
    if (buttons.length > 0) {
      const marks = bridge.ask("marks", ...piecesOf(field)).split(" ");
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(marks.includes(button.dataset.mark))));
    }
  }

  // A button that took the focus would hide what is selected.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest(MARK)) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest(MARK);
    const field = button && fieldOf(button);
    if (field) {
      field.focus();
      const pieces = bridge.ask("mark", button.dataset.mark, JSON.stringify(piecesOf(field)));
      if (pieces) {
        write(field, JSON.parse(pieces));
        showMarks(field);
      }
    }
  });

  document.addEventListener("selectionchange", () => {
    const field = document.activeElement;
    if (field?.localName === "textarea") {
      showMarks(field);
    }
  });

  function base64Of(file) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(file);
    });
  }

  /** Tells the chosen files one by one, as base64; one that is too large without its content, which is not even read. */
  document.addEventListener("change", async ({ target }) => {
    if (!target.matches("input[type=file][data-action]") || target.getAttribute("aria-disabled") === "true") {
      return;
    }
    const { action, arg, largest } = target.dataset;
    const files = [...target.files];
    target.value = ""; // so that the same file can be chosen again
    for (const [place, file] of files.entries()) {
      const fields = { name: file.name, type: file.type, size: String(file.size), first: String(place === 0) };
      if (file.size <= Number(largest)) {
        // What cannot be read, for it has gone meanwhile, is told without its content, too.
        fields.data = await base64Of(file).catch(() => undefined);
      }
      bridge.ask("action", action, arg, JSON.stringify(fields));
    }
  });

  Object.assign(bridge, {
    /** Opens the browser's choice of files for an input; within a click only, as the browser demands. */
    chooseFiles(selector) {
      document.querySelector(selector)?.click();
    },
  });
})();
