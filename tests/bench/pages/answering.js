// One page that answers `agent.get` in every way that is compared: its frames are asking.html of another site.
const { client, answer } = Object.fromEntries(new URLSearchParams(location.search));
const origin = new URL(client).origin;
const agent = JSON.parse(answer);
const reply = ({ request, referenceId }) => ({ request, referenceId, data: agent, userAgent: "WWE Server", protocolVersion: 2 });

const WAYS = {
  "bare window": (frame) =>
    addEventListener("message", (event) => {
      if (event.source === frame && event.data?.userAgent === "WWE Client") frame.postMessage(reply(event.data), origin);
    }),
  "bare port": (frame) =>
    addEventListener("message", (event) => {
      if (event.source !== frame || event.data !== "port") return;
      const [port] = event.ports;
      port.onmessage = ({ data }) => port.postMessage(reply(data));
    }),
  Penpal: (frame) =>
    Penpal.connect({
      messenger: new Penpal.WindowMessenger({ remoteWindow: frame, allowedOrigins: [origin] }),
      methods: { agentGet: () => agent },
    }),
  Comlink: (frame) => Comlink.expose({ agentGet: () => agent }, Comlink.windowEndpoint(frame, self, origin)),
  "post-robot": (frame) => postRobot.on("agent.get", { window: frame, domain: origin }, () => agent),
};

for (const [way, prepare] of Object.entries(WAYS)) {
  const frame = document.createElement("iframe");
  frame.name = way;
  document.documentElement.append(frame);
  prepare(frame.contentWindow);
  frame.src = `${client}?${new URLSearchParams({ way })}`;
}
