/* Stands in for the CRM: finds a customer by account or number. */

const CUSTOMERS = [
  { name: "Nadia Holt", number: "02079460123", account: "4471-0098", order: "88-2041, delivered" },
  { name: "Jonas Whitfield", number: "+4722001122", account: "5120-4", order: "88-1975, on its way" },
];

const digits = (text) => text.replace(/\D/g, "");

/** The customer, or null; rejects when `signal` is aborted, as `fetch` does. */
export async function find({ account, number }, signal) {
  await new Promise((resolve) => setTimeout(resolve, 30)); // the way to the CRM and back
  signal.throwIfAborted();
  return CUSTOMERS.find((each) => each.account === account || (number && digits(each.number) === digits(number))) ?? null;
}
