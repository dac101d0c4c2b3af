import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, type Reference } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { RetryLink } from '@apollo/client/link/retry';
import { createClient, type Client } from 'graphql-ws';
import type { TokenSource } from '../session/personas';

/** The two ways to the graph: requests by HTTP with a cache of entities, streams by WebSocket. */
export interface Graph {
  apollo: ApolloClient;
  socket: Client;
}

interface Page {
  nodes: Reference[];
}

const endpoint = new URL('/graphql', location.href);

export function connect(tokens: TokenSource): Graph {
  const signIn = new SetContextLink(async ({ headers }) => ({
    headers: { ...headers, authorization: `Bearer ${await tokens.current()}` },
  }));
  // A lost line only: what the graph itself refuses stays refused. Mutations bear it, since each has its idempotency key.
  const retry = new RetryLink({
    delay: { initial: 300, max: 5_000, jitter: true },
    attempts: { max: 4, retryIf: (error) => !CombinedGraphQLErrors.is(error) },
  });
  return {
    apollo: new ApolloClient({
      link: ApolloLink.from([retry, signIn, new HttpLink({ uri: endpoint.href })]),
      cache: new InMemoryCache({
        typePolicies: {
          Query: {
            fields: {
              listings: { keyArgs: ['where', 'search', 'order', 'first'], merge: appendPage },
            },
          },
        },
      }),
    }),
    socket: createClient({
      url: endpoint.href.replace(/^http/, 'ws'),
      connectionParams: async () => ({ authorization: `Bearer ${await tokens.current()}` }),
      keepAlive: 15_000,
      // Whoever follows a stream reconnects behind the last item handled; the same operation again would lose its place.
      retryAttempts: 0,
    }),
  };
}

/** A page behind a cursor goes to the end of what is there. A row that changed meanwhile may come again and is shown once. */
function appendPage(known: Page | undefined, page: Page, { args }: { args: Record<string, unknown> | null }): Page {
  if (!known || !args?.['after']) return { ...known, ...page };
  const seen = new Set(known.nodes.map((node) => node.__ref));
  return { ...page, nodes: [...known.nodes, ...page.nodes.filter((node) => !seen.has(node.__ref))] };
}
