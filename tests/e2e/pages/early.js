// Asks one thing after the other from the very beginning, through its own load event, until it is told to stop.
let asking = true;
const answered = [];
const failed = [];

async function askOn() {
  for (let number = 0; asking; number += 1) {
    try {
      await genesys.wwe.service.sendMessage({ request: "agent.get", referenceId: `e${number}` });
      answered.push(number);
    } catch (error) {
      failed.push([number, error.message]);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

askOn();
