/*
 * The client library as an ES module, for bundlers and `<script type="module">`: the very service of the classic script,
 * which a page may have loaded as well. No script tag names the host here; do so before the first request:
 *
 *     import { agent, subscribe, useHostOrigin } from "service-client-api";
 *
 *     useHostOrigin("https://workspace.example.com");
 *
 * It needs a window, so import it where there is a page. Types are in `service.d.ts`.
 */
import "./wwe-service-client-api.js";

const { service } = window.genesys.wwe;

export default service;
export const {
  agent, auth, configuration, email, interaction, media, messenger, outbound, sipEndpoint, system, voice,
  sendMessage, subscribe, unsubscribe, targetWWEWindow, useHostOrigin, unload,
} = service;
