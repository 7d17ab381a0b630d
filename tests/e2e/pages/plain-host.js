// Answers each request by the window, as hosts do that know nothing of ports; keeps what it was asked.
const asked = [];
window.addEventListener("message", ({ data, source, origin, ports }) => {
  asked.push({ request: data.request, ports: ports.length });
  const { request, referenceId } = data;
  source.postMessage({ request, referenceId, data: {}, userAgent: "WWE Server", protocolVersion: 2 }, origin);
});
const frame = document.createElement("iframe");
frame.src = new URLSearchParams(location.search).get("client");
document.body.append(frame);
