/*
 * A screen pop: shows who calls as soon as it rings, and attaches the account to the call for whoever gets it next.
 * It needs `interaction.getInteractions` or `interaction.getByInteractionId` to be told of calls, and `interaction.setUserData`.
 */
import { find } from "/samples/screen-pop/customers.js";
import { interaction, subscribe, useHostOrigin } from "/service.js";

// The port of the workspace is not known to this file. An app of yours names its host:
// useHostOrigin("https://workspace.example.com");
const host = new URLSearchParams(location.search).get("host");
if (host !== null) {
  useHostOrigin(host);
}

const element = (id) => document.getElementById(id);
const say = (text) => {
  element("status").textContent = text;
};
let call = null; // the one that is shown
let customer = null;
let lookingUp = new AbortController(); // ends what is under way for the call before

async function show(next) {
  lookingUp.abort();
  lookingUp = new AbortController();
  call = next;
  element("card").hidden = true;
  say(`Looking ${next.ani ?? "the caller"} up.`);
  customer = await find({ account: next.userData.AccountNo, number: next.ani }, lookingUp.signal);
  if (customer === null) {
    say(`Nobody is known by ${next.ani ?? "this number"}.`);
    return;
  }
  // What comes from outside is text, never markup.
  element("name").textContent = customer.name;
  element("number").textContent = next.ani ?? "withheld";
  element("order").textContent = customer.order;
  element("card").hidden = false;
  update(call); // as it is by now
}

function update(next) {
  call = next;
  const attached = customer !== null && next.userData.Account === customer.account;
  element("account").textContent = customer === null ? "" : `${customer.account}${attached ? ", attached" : ""}`;
  element("attach").disabled = attached || next.endDate !== null;
  say(`Interaction ${next.interactionId}: ${next.state}.`);
}

function clear() {
  lookingUp.abort();
  call = customer = null;
  element("card").hidden = true;
  say("Waiting for a call.");
}

element("attach").addEventListener("click", async () => {
  element("attach").disabled = true;
  const { signal } = lookingUp;
  try {
    await interaction.setUserData(call.interactionId, { Account: customer.account }, { signal });
  } catch (error) {
    if (!signal.aborted) {
      say(`Not attached: ${error.message}`);
      element("attach").disabled = false;
    }
  }
});

/** A customer who cannot be looked up keeps nobody from taking the call. */
function showOrSay(next) {
  show(next).catch((error) => {
    if (error.name !== "AbortError") {
      say(`Not looked up: ${error.message}`);
    }
  });
}

function hear({ eventType, interaction: next }) {
  if (next === undefined || next.media !== "voice") {
    return; // about a case, or of another medium
  }
  if (eventType === "RINGING") {
    showOrSay(next);
  } else if (next.interactionId === call?.interactionId) {
    if (eventType === "REMOVED") {
      clear();
    } else if (customer !== null) {
      update(next);
    } else {
      call = next; // while the caller is looked up
    }
  }
}

async function begin() {
  await subscribe("interaction", ({ data }) => hear(data));
  const { data } = await interaction.getInteractions(); // what was there before this page
  const current = data.find(({ media, endDate }) => media === "voice" && endDate === null);
  if (current !== undefined && call === null) {
    showOrSay(current);
  }
}

begin().catch((error) => say(`The workspace refused: ${error.message}`));
