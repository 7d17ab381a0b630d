/* A page for system.openDialog: the host puts the dialog's id into the address, and the page closes its dialog by it. */

import { byId } from "./dom.js";

const { system } = window.genesys.wwe.service;
const dialogId = new URLSearchParams(location.search).get("dialogId");

async function close() {
  try {
    const { data } = await system.closeDialog(dialogId);
    byId("dialog-outcome").textContent = data === false ? `The host knows no dialog "${dialogId}".` : "";
  } catch (error) {
    byId("dialog-outcome").dataset.verdict = "failed";
    byId("dialog-outcome").textContent = error.message;
  }
}

byId("dialog-id").textContent = dialogId ?? "missing: open this page with ?dialogId=$Dialog.Id$";
byId("close-dialog").disabled = dialogId === null;
byId("close-dialog").addEventListener("click", close);
