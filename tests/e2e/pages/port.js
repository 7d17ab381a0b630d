// Asks for a port, takes it and speaks by it, step by step, as a test tells it.
let port = null;
const told = []; // what the host has said of ports, by the window and by the port
const byPort = []; // messages that came by the port

window.addEventListener("message", ({ data, ports }) => {
  if (data?.messagePort !== undefined) {
    told.push(data.messagePort);
  }
  if (data?.messagePort === "offered") {
    port = ports[0];
  }
});

const client = { userAgent: "WWE Client", protocolVersion: 2 };

async function until(find) {
  for (;;) {
    const found = find();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function askForPort(referenceId) {
  const offers = () => told.filter((what) => what === "offered").length;
  const before = offers();
  send({ request: "agent.get", messagePort: true, referenceId, ...client });
  await until(() => offers() > before);
}

async function takePort() {
  const mine = port;
  mine.onmessage = ({ data }) => {
    byPort.push(data);
    if (data?.messagePort !== undefined) {
      told.push(data.messagePort);
    }
  };
  send({ messagePort: "taken", ...client });
  await until(() => told.includes("taken"));
}

function sendByPort(name, referenceId, parameters = []) {
  port.postMessage({ request: name, parameters, referenceId, ...client });
}

function requestByPort(name, referenceId, parameters = []) {
  sendByPort(name, referenceId, parameters);
  return until(() => byPort.find((message) => message.referenceId === referenceId));
}
