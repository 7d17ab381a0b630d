// A CometD client, the one of npm, against a server: does what it reads on its input, says what happens on its output.
// Each line is a JSON object. Arguments: address, credentials, token of CSRF (or nothing), "ack" for that extension.

import readline from "node:readline";
import { CookieXmlHttpRequest } from "./xml_http_request.mjs";

globalThis.window = { setTimeout, clearTimeout, console: { error() {}, warn() {}, info() {}, log() {}, debug() {} } };
window.XMLHttpRequest = CookieXmlHttpRequest;

const { CometD, AckExtension } = await import("cometd");

const [url, credentials, ...more] = process.argv.slice(2);
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const cometd = new CometD();
cometd.configure({
  url,
  logLevel: "error",
  appendMessageTypeToURL: true,
  backoffIncrement: 20,
  maxNetworkDelay: 5000,
  requestHeaders: { Authorization: credentials },
  useWorkerScheduler: false,
});
if (more.includes("ack")) cometd.registerExtension("ack", new AckExtension());

cometd.addListener("/meta/handshake", ({ successful, clientId }) => {
  say({ meta: "handshake", successful, clientId });
  if (successful) {
    cometd.subscribe(
      "/v2/me/*",
      ({ channel, data }) => say({ channel, data }),
      ({ successful: subscribed }) => say({ meta: "subscribe", successful: subscribed }),
    );
  }
});
let connected = false;
cometd.addListener("/meta/connect", ({ successful }) => {
  if (cometd.isDisconnected()) return;
  if (successful !== connected) say({ meta: "connect", successful });
  connected = successful;
});
cometd.handshake();

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "disconnect") cometd.disconnect(({ successful }) => say({ meta: "disconnect", successful }));
}).on("close", () => process.exit(0));
