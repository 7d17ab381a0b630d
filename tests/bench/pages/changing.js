// Asks the page around it whatever the benchmark says, as the published library spells it.
const waiting = new Map();
let next = 0;

addEventListener("message", ({ data }) => {
  waiting.get(data?.referenceId)?.(data);
  waiting.delete(data?.referenceId);
});

/** The answer to one request. */
function ask(request, parameters) {
  return new Promise((resolve, reject) => {
    const referenceId = String(next++);
    waiting.set(referenceId, (answer) => (answer.errorMessage === undefined ? resolve(answer.data) : reject(new Error(answer.errorMessage))));
    parent.postMessage({ request, parameters, referenceId, userAgent: "WWE Client", protocolVersion: 2 }, "*");
  });
}
