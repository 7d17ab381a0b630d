// The least that a page can do with a message: answer it.
addEventListener("message", (event) => {
  const { request, referenceId } = event.data;
  event.source.postMessage({ request, referenceId, data: {}, userAgent: "WWE Server" }, event.origin);
});
const frame = document.createElement("iframe");
frame.src = new URLSearchParams(location.search).get("client");
document.documentElement.append(frame);
