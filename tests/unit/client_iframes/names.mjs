/* Prints, as JSON, the requests that the library offers and the tables of the explorer. */

import { readFileSync } from "node:fs";

import { newClient } from "./host_double.mjs";

// A browser's module with a .js name: older Node versions take the name for another kind of script, a data: address not.
const TABLES = readFileSync(new URL("../../../client_iframes/explorer/requests.js", import.meta.url), "utf8");
globalThis.location = { origin: "http://client.example" };
const { EVENT_PERMISSIONS, MUST_BE_NAMED, REQUESTS } = await import(`data:text/javascript,${encodeURIComponent(TABLES)}`);

const { service, posted } = newClient();
for (const namespace of Object.values(service).filter((member) => member && typeof member === "object")) {
  for (const request of Object.values(namespace)) {
    request();
  }
}
console.log(
  JSON.stringify({
    library: Object.fromEntries(posted.map(({ request, parameters }) => [request, (parameters ?? []).length])),
    explorer: Object.fromEntries(
      [...REQUESTS].map(([name, { fields }]) => [name, fields.map(({ optional = false }) => optional)]),
    ),
    mustBeNamed: [...MUST_BE_NAMED],
    events: Object.fromEntries(EVENT_PERMISSIONS),
  }),
);
