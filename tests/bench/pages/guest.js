// Asks for the agent once, subscribes as most clients do, and tells the page around it when both are answered.
const { agent, subscribe } = genesys.wwe.service;
const answered = new URLSearchParams(location.search).get("number");
Promise.all([agent.get(), subscribe("interaction", () => {})]).then(() => parent.postMessage({ answered }, "*"));
