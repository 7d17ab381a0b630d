/* What the types of the library admit, and what they do not. Nothing of it is run. */

import service, { agent, interaction, subscribe, system, unsubscribe, voice } from "service-client-api";
import type { EventMessage, Interaction, Problem, ServiceClientError } from "service-client-api";

export async function asksWithPromises(signal: AbortSignal): Promise<Interaction | null> {
  const { data: me } = await agent.get({ signal });
  const name: string = me.username;
  await voice.dial("5001");
  await voice.dial("5001", { Segment: "Gold" }, { signal });
  await voice.dial("5001", { signal });
  await interaction.consult("1", { type: "AGENT", destination: name });
  const toast: string = (await system.popupToast({ title: "Shipped", buttons: ["Open"] })).data;
  await system.closeToast(toast);
  return (await interaction.getByInteractionId(1)).data;
}

export function asksWithCallbacks(signal: AbortSignal): void {
  const failed = (problem: Problem) => console.log(typeof problem === "string" ? problem : problem.errorMessage);
  agent.get((reply) => reply.data.roles.join(), failed);
  voice.dial("5001", (reply) => reply.request.length, failed, { signal });
  voice.dial("5001", { Segment: "Gold" }, () => {});
  service.sendMessage({ request: "agent.get" }, (reply) => reply.data.anything, failed);
}

export function hears(message: EventMessage<"interaction" | "agent" | "messenger:orders">): void {
  if (message.event === "agent") {
    const kind: "STATE_CHANGED" = message.data.eventType;
    console.log(kind);
  } else if (message.event === "interaction" && "interaction" in message.data) {
    console.log(message.data.interaction.userData.Segment);
  }
}

subscribe(["interaction", "agent", "messenger:orders"], hears);
unsubscribe(hears);
genesys.wwe.service.onMessage = (text) => console.log(text);
window.genesys.wwe.service.useHostOrigin("https://workspace.example.com");
export const reason = (error: ServiceClientError) => error.reply;

// @ts-expect-error: there is no such request
agent.getName();
// @ts-expect-error: an argument is missing
voice.hold();
// @ts-expect-error: an argument is of another type
voice.dial(5001);
// @ts-expect-error: no member of the result has this name
agent.get().then((reply) => reply.data.user);
// @ts-expect-error: no target is of this type
interaction.consult("1", { type: "ROBOT", destination: "R2" });
// @ts-expect-error: a toast has a title
system.popupToast({ message: "No title" });
// @ts-expect-error: there is no such event
subscribe("interactions", () => {});
// @ts-expect-error: it is only read
service.hostOrigin = "https://elsewhere.example";
