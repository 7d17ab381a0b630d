// Asks the page around it for `agent.get` in one way, given in the address, and measures how long the answers take.
const way = new URLSearchParams(location.search).get("way");

/** Sends requests as the published library spells them, and knows which answer belongs to which. */
function byReference(post) {
  const waiting = new Map();
  let next = 0;
  const answered = ({ data }) => {
    const resolve = waiting.get(data?.referenceId);
    if (!resolve) return;
    waiting.delete(data.referenceId);
    resolve(data.data);
  };
  const ask = () =>
    new Promise((resolve) => {
      const referenceId = String(next++);
      waiting.set(referenceId, resolve);
      post({ request: "agent.get", referenceId, userAgent: "WWE Client", protocolVersion: 2 });
    });
  return { ask, answered };
}

const WAYS = {
  async library() {
    return async () => (await genesys.wwe.service.agent.get()).data;
  },
  async "bare window"() {
    const { ask, answered } = byReference((message) => parent.postMessage(message, "*"));
    addEventListener("message", answered);
    return ask;
  },
  async "bare port"() {
    const { port1, port2 } = new MessageChannel();
    const { ask, answered } = byReference((message) => port1.postMessage(message));
    port1.onmessage = answered;
    parent.postMessage("port", "*", [port2]);
    return ask;
  },
  async Penpal() {
    const messenger = new Penpal.WindowMessenger({ remoteWindow: parent, allowedOrigins: ["*"] });
    const remote = await Penpal.connect({ messenger }).promise;
    return () => remote.agentGet();
  },
  async Comlink() {
    const remote = Comlink.wrap(Comlink.windowEndpoint(parent, self, "*"));
    return () => remote.agentGet();
  },
  async "post-robot"() {
    return async () => (await postRobot.send(parent, "agent.get")).data;
  },
};

const connected = WAYS[way === null ? "bare window" : way]();

/** Milliseconds of one request, the mean over some that wait for each other. */
async function oneByOne(count) {
  const ask = await connected;
  const started = performance.now();
  for (let n = 0; n < count; n += 1) await ask();
  return (performance.now() - started) / count;
}

/** Requests answered in a second, of many that are sent at once. */
async function allAtOnce(count) {
  const ask = await connected;
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, () => ask()));
  if (answers.some((answer) => answer?.username === undefined)) throw new Error("an answer without the agent");
  return (1000 * count) / (performance.now() - started);
}

/** Asks so many times for so many answers at once. */
async function again(times, count) {
  for (let n = 0; n < times; n += 1) await allAtOnce(count);
}
