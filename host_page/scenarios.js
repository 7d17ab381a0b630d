/*
 * Another scenario than the one that is served: one that comes along, or that was chosen from a file, which the tab keeps.
 * The address names it; only then its text is asked for.
 */
import { bridge } from "./border.js";

const KEPT = "workspace.scenario"; // in the storage of the tab
const WITHOUT = [null, "", "built-in"];

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? undefined;
  } catch {
    return undefined; // denied, or of somebody else
  }
}

/** The text of `/workspace.json` with the scenarios that the address may mean. */
export async function withScenarios(text) {
  if (WITHOUT.includes(new URLSearchParams(location.search).get("scenario"))) {
    return text;
  }
  const response = await fetch("/scenarios.json");
  const supplied = response.ok ? await response.json() : {}; // another server may have none
  return JSON.stringify({ ...JSON.parse(text), supplied, file: kept() });
}

Object.assign(bridge, {
  /** Loads the page again with a scenario of a file. */
  beginWithScenario(name, text) {
    sessionStorage.setItem(KEPT, JSON.stringify({ name, text }));
    location.search = "?scenario=file";
  },
});
