// A page with many frames of another site, each with a port, to which it posts in a loop: nothing else is done.
const { client, frames: count } = Object.fromEntries(new URLSearchParams(location.search));
const ports = [];

async function open() {
  const frame = document.createElement("iframe");
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = client;
  document.documentElement.append(frame);
  await loaded;
  const { port1, port2 } = new MessageChannel();
  frame.contentWindow.postMessage("port", new URL(client).origin, [port2]);
  ports.push(port1);
}

const opened = Promise.all(Array.from({ length: Number(count) }, open)).then(() => true);

function post(text) {
  for (const port of ports) port.postMessage(text);
}
