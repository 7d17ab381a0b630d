/* Dials a number by a click and says what becomes of it; needs `voice.dial` and `interaction.getInteractions`. */
import { connect } from "/samples/without-library/messages.js";

const NUMBERS = [
  ["Nordpost, returns", "+4930123456"],
  ["Jonas Whitfield", "+4722001122"],
];
const say = (text) => {
  document.getElementById("status").textContent = text;
};

/** A line with a button that dials. */
function line(service, name, number) {
  const [item, label, button] = ["li", "span", "button"].map((tag) => document.createElement(tag));
  label.textContent = `${name}, ${number}`;
  button.type = "button";
  button.textContent = "Dial";
  button.setAttribute("aria-label", `Dial ${name}`);
  button.addEventListener("click", () => {
    service.request("voice.dial", number).catch((error) => say(error.message));
  });
  item.append(button, label);
  return item;
}

// An app of yours names the origin of its workspace here; this one is told, for it may be at any port.
const host = new URLSearchParams(location.search).get("host");
if (host === null) {
  say("Name the workspace in the address: ?host=http://localhost:8000");
} else {
  const service = connect(new URL(host).origin);
  document.getElementById("numbers").append(...NUMBERS.map(([name, number]) => line(service, name, number)));
  service
    .subscribe("interaction", ({ eventType, interaction }) => {
      if (interaction?.media === "voice") {
        say(`${interaction.dnis ?? interaction.ani ?? "A call"}: ${eventType === "REMOVED" ? "done" : interaction.state}`);
      }
    })
    .catch((error) => say(error.message));
}
