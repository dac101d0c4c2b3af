import { createContext, useContext } from 'react';
import { graphql } from '../gql';
import type { SessionQuery } from '../gql/graphql';
import { connect, type Graph } from '../graph/client';
import { TokenSource, type Persona } from './personas';

// Introspection shows a viewer its own graph only. So the graph itself says which buttons and panels this viewer has: no list of roles
// here that would have to follow the server's.
const SessionDocument = graphql(`
  query Session {
    viewer {
      name
      role
      store {
        officeName
      }
      franchise {
        officeName
      }
      brand {
        officeName
      }
    }
    Listing: __type(name: "Listing") {
      fields {
        name
      }
    }
    Deal: __type(name: "Deal") {
      fields {
        name
      }
    }
    Client: __type(name: "Client") {
      fields {
        name
      }
    }
    Mutation: __type(name: "Mutation") {
      fields {
        name
      }
    }
  }
`);

type GraphType = 'Listing' | 'Deal' | 'Client' | 'Mutation';

/** Who the pages speak as, over which connections, and what that viewer's graph has. */
export interface Session extends Graph {
  tokens: TokenSource;
  viewer: SessionQuery['viewer'];
  /** Whether the viewer's graph has all of these fields of a type. */
  has: (type: GraphType, ...fields: string[]) => boolean;
}

export async function signIn(persona: Persona): Promise<Session> {
  const tokens = new TokenSource(persona);
  const graph = connect(tokens);
  const { data } = await graph.apollo.query({ query: SessionDocument, fetchPolicy: 'no-cache' });
  if (!data) throw new Error('The graph said nothing about the viewer.');
  return {
    ...graph,
    tokens,
    viewer: data.viewer,
    has: (type, ...fields) => fields.every((field) => data[type]?.fields?.some(({ name }) => name === field) ?? false),
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}
