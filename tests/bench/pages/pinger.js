// Sends requests to the page around it and measures how long the answers take. Used with the workspace and with an echo.
const waiting = new Map();
let next = 0;

addEventListener("message", (event) => {
  const resolve = waiting.get(event.data?.referenceId);
  if (event.source !== parent || !resolve) return;
  waiting.delete(event.data.referenceId);
  resolve(event.data);
});

function ask(request) {
  const referenceId = String(next++);
  const answer = new Promise((resolve) => waiting.set(referenceId, resolve));
  parent.postMessage({ request, referenceId, userAgent: "WWE Client", protocolVersion: 2 }, "*");
  return answer;
}

async function oneByOne(request, count) {
  const started = performance.now();
  for (let n = 0; n < count; n++) await ask(request);
  return (performance.now() - started) / count;
}

async function allAtOnce(request, count) {
  const started = performance.now();
  await Promise.all(Array.from({ length: count }, () => ask(request)));
  return (1000 * count) / (performance.now() - started);
}
