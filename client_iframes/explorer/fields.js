/* The inputs of a request's arguments: each gives a value to send, or throws an Error that says what is wrong. */

import { element } from "./dom.js";
import { label, live, watch } from "./interactions.js";

/** {node, read} of one field of the table of requests. */
export function newField(field) {
  const maker = { text: textField, number: numberField, json: jsonField, mixed: mixedField, choice: choiceField };
  return field.kind === "interaction" ? interactionField(field) : maker[field.kind](field);
}

function textField(field) {
  const input = element("input", {
    ...attributes(field),
    value: field.value ?? "",
    list: field.suggest,
    autocomplete: "off",
  });
  return { node: labelled(field, input), read: () => (input.value === "" && field.optional ? null : input.value) };
}

function numberField(field) {
  const { node, read } = textField(field);
  return {
    node,
    read() {
      const value = Number(read());
      if (read() === "" || !Number.isFinite(value)) {
        throw new Error(`${field.name}: expected a number`);
      }
      return value;
    },
  };
}

function jsonField(field) {
  const area = jsonArea(field);
  return { node: labelled(field, area), read: () => (area.value.trim() ? parse(field, area.value) : blank(field)) };
}

function mixedField(field) {
  const area = jsonArea(field);
  return {
    node: labelled(field, area),
    read: () => (/^\s*[[{"]/.test(area.value) ? parse(field, area.value) : area.value.trim()),
  };
}

function choiceField(field) {
  const options = field.choices.map((choice) => element("option", { value: choice }, choice));
  const select = element("select", attributes(field), options);
  return { node: labelled(field, select), read: () => select.value };
}

/** A choice of the live interactions, with room for any other id. */
function interactionField(field) {
  const select = element("select", attributes(field));
  const other = element("input", {
    "data-testid": `field:${field.name}:other`,
    "aria-label": `${field.name}, another id`,
    value: "1",
    autocomplete: "off",
  });
  let chosen = false; // by hand; until then the newest interaction is the choice
  const update = () => {
    const before = select.value;
    const fixed = [["other", "Another id"], ...(field.optional ? [["none", "Left out"]] : [])];
    const all = live().reverse().map((interaction) => [interaction.interactionId, label(interaction)]).concat(fixed);
    select.replaceChildren(...all.map(([value, text]) => element("option", { value }, text)));
    const kept = chosen && all.some(([value]) => value === before);
    select.value = kept ? before : all[0][0];
    other.hidden = select.value !== "other";
  };
  select.addEventListener("change", () => {
    chosen = true;
    other.hidden = select.value !== "other";
  });
  watch(update);
  update();
  return {
    node: labelled(field, select, other),
    read() {
      if (select.value === "other") {
        return other.value;
      }
      return select.value === "none" ? null : select.value;
    },
  };
}

function attributes(field) {
  return { id: `field-${field.name}`, "data-testid": `field:${field.name}`, placeholder: field.example };
}

function jsonArea(field) {
  const rows = Math.min(8, Math.max(2, (field.value ?? "").split("\n").length));
  return element("textarea", { ...attributes(field), rows, spellcheck: "false" }, field.value ?? "");
}

function labelled(field, ...inputs) {
  const kind = field.hint ?? (field.kind === "json" ? "JSON" : "");
  const notes = [field.optional && "optional", kind].filter(Boolean).join(", ");
  const title = element("label", { for: `field-${field.name}` }, field.name, notes && element("small", {}, ` ${notes}`));
  return element("div", { class: "field" }, title, ...inputs);
}

function blank(field) {
  if (!field.optional) {
    throw new Error(`${field.name}: expected JSON, found nothing`);
  }
  return null;
}

function parse(field, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${field.name}: expected JSON. ${error.message}`, { cause: error });
  }
}
