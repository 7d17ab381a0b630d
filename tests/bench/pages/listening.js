// Listens to what happens to interactions. Frames of one site share a process and reach each other: the first frame of
// the page around them counts what all of them receive, and knows when the last one has.
const counter = parent.frames[0];

function note() {
  counter.received += 1;
  if (counter.received === counter.expected) counter.complete(counter.performance.now());
}

/** So many receipts are expected from now on; `completed` is when the last one came, by this frame's clock. */
function expect(count) {
  counter.received = 0;
  counter.expected = count;
  counter.completed = new Promise((resolve) => (counter.complete = resolve));
}

addEventListener("message", ({ data, source, ports }) => {
  if (data === "time") source.postMessage({ time: performance.now() }, "*");
  if (data === "port") ports[0].onmessage = note;
});

const listening = self.genesys?.wwe.service.subscribe("interaction", ({ data }) => {
  if (data.eventType !== "ATTACHED_DATA_CHANGED") return;
  counter.last = data;
  note();
});
