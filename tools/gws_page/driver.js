// The page of the driver: forms for its calls. The token comes in the fragment, which is never sent anywhere.

const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);

async function call(name, args = {}) {
  const response = await fetch(`calls/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  const result = await response.json();
  if (!response.ok) throw new Error(result.error);
  return result;
}

function tell(text) {
  at("said").textContent = text;
}

async function act(name, args) {
  try {
    await call(name, args);
    tell("");
    await show();
  } catch (error) {
    tell(error.message);
  }
}

function cell(text) {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}

function row(agent, shown) {
  const made = document.createElement("tr");
  const parties = shown.participants.map((party) => party.digits ?? party).join(", ");
  made.append(cell(agent), cell(shown.state), cell(shown.callType), cell(parties));
  const acts = cell("");
  for (const action of ["answer", "hangUp", "busy", "noAnswer"]) {
    const button = document.createElement("button");
    button.textContent = action;
    button.addEventListener("click", () => act("farEnd", { callUuid: shown.callUuid, action, agent }));
    acts.append(button);
  }
  made.append(acts);
  return made;
}

async function show() {
  const state = await call("state");
  const chosen = at("agents").value;
  at("agents").replaceChildren(
    ...state.agents.map(({ agent, number, device }) => {
      const option = document.createElement("option");
      option.value = agent;
      option.textContent = `${agent} (${number}, ${device.userState?.state ?? device.deviceState})`;
      return option;
    }),
  );
  if (chosen) at("agents").value = chosen;
  at("calls").replaceChildren(...state.agents.flatMap(({ agent, calls }) => calls.map((each) => row(agent, each))));
  at("waiting").textContent = state.waiting.map((each) => `In ${each.queue}: ${each.callUuid}`).join("; ");
  at("now").textContent = new Date(state.now * 1000).toLocaleString();
}

at("ring").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = Object.fromEntries([...new FormData(event.target)].filter(([, text]) => text));
  try {
    if (given.userData) given.userData = JSON.parse(given.userData);
  } catch {
    tell("The attached data is no JSON.");
    return;
  }
  if (given.queue) delete given.agent;
  act("ring", given);
});

at("clock").addEventListener("submit", (event) => {
  event.preventDefault();
  act("advance", { seconds: Number(new FormData(event.target).get("seconds")) });
});

// Looks again now and then: agents act elsewhere.
async function watch() {
  try {
    await show();
  } catch (error) {
    tell(error.message);
  }
  setTimeout(watch, 1000);
}

watch();
