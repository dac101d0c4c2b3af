// What clients that nobody here wrote are asked to do, and what a plain fetch says to it.
import { run } from './server.mjs';

/** Listings of one agent that are for sale, the oldest first: rows and an order that no other test file changes. */
export const listingPage = `
  query Listings($agent: ID!, $first: Int!, $after: String) {
    listings(first: $first, after: $after, where: { status: { eq: ACTIVE }, listAgent: { id: { eq: $agent } } }, order: [{ createdAt: ASC }]) {
      edges { cursor node { id title listPrice version listAgent { id memberFullName } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

export const reprice = `
  mutation Reprice($input: ListingRepriceInput!) {
    listingReprice(input: $input) {
      listing { id listPrice version }
      errors {
        __typename
        ... on UserError { code message path }
        ... on StaleListing { currentVersion current { id listPrice } }
        ... on WrongState { state }
      }
    }
  }`;

export const alerts = `
  subscription Alerts($after: String) {
    dealAlerts(after: $after) {
      __typename
      ... on StreamItem { sequence position }
      ... on DealAlert { kind task { id status } }
    }
  }`;

/** The id of the agent whom a token stands for. */
export const agentOf = async (token) => (await run('{ viewer { agent { id } } }', {}, token)).viewer.agent.id;

/** Listings that the agent may reprice; those of one test file are not those of another, since each has an agent of its own. */
export async function ownListings(token) {
  const { viewer } = await run(
    '{ viewer { agent { listings(first: 2, where: { status: { eq: ACTIVE } }, order: [{ createdAt: ASC }]) { nodes { id listPrice version } } } } }',
    {},
    token,
  );
  return viewer.agent.listings.nodes;
}

/** Completes a task of the agent's that can be completed now, the first or the last one: its id and where that stands in the event log. */
export async function completeTask(token, which = 0) {
  const { viewer } = await run(
    '{ viewer { agent { deals(first: 50) { nodes { stage tasks(first: 50, where: { status: { eq: OPEN } }) { nodes { id stage } } } } } } }',
    {},
    token,
  );
  const { id } = viewer.agent.deals.nodes.flatMap(({ stage, tasks }) => tasks.nodes.filter((task) => task.stage === stage)).at(which);
  const { dealTaskComplete } = await run(
    'mutation ($input: DealTaskCompleteInput!) { dealTaskComplete(input: $input) { sequence errors { __typename } } }',
    { input: { taskId: id } },
    token,
  );
  if (dealTaskComplete.errors.length > 0) throw new Error(JSON.stringify(dealTaskComplete.errors));
  return { id, sequence: dealTaskComplete.sequence };
}

/** fetch with the token, and the names of the operations that went through it. */
export function countedFetch(token) {
  const operations = [];
  const fetcher = (address, options = {}) => {
    const { query, operationName } = JSON.parse(options.body);
    operations.push(operationName ?? /^\s*(?:query|mutation) (\w+)/.exec(query)?.[1]);
    const headers = new Headers(options.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(address, { ...options, headers });
  };
  return { fetcher, operations };
}

/** The first of the states that a client shows which is the wanted one. `subscribe` is given a listener and a refusal, and gives the way to end it. */
export const shown = (subscribe, isWanted) =>
  new Promise((resolve, reject) => {
    const end = (settle, value) => {
      clearTimeout(deadline);
      // Not at once: the first state may come before there is anything to end.
      queueMicrotask(() => unsubscribe());
      settle(value);
    };
    const deadline = setTimeout(() => end(reject, new Error('The wanted state was not shown within 10 s.')), 10_000);
    const unsubscribe = subscribe(
      (data) => data && isWanted(data) && end(resolve, data),
      (error) => end(reject, error),
    );
  });
