import 'graphiql/style.css';
import './page.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { firstLook, followDeals } from './firstTabs.js';
import { PersonaPicker } from './PersonaPicker.jsx';

const workers = { json: 'json', graphql: 'graphql' };
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`/graphiql/${workers[label] ?? 'editor'}.worker.js`),
};

const endpoint = new URL('/graphql', location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol.replace('http', 'ws');

/** Tokens come from the server on each visit; the browser remembers only the name of who was picked. */
const remembered = {
  read: () => localStorage.getItem('lintel:persona'),
  write: (name) => localStorage.setItem('lintel:persona', name),
};

function Page({ personas }) {
  const [name, setName] = useState(remembered.read() ?? personas[0]?.name ?? '');
  const persona = personas.find((known) => known.name === name);
  const fetcher = useMemo(() => {
    // A header written in the editor has the same key, so it wins.
    const headers = persona ? { Authorization: `Bearer ${persona.token}` } : {};
    return createGraphiQLFetcher({
      url: endpoint.href,
      subscriptionUrl: socket.href,
      headers,
      wsConnectionParams: headers,
    });
  }, [persona]);

  const pick = (picked) => {
    remembered.write(picked);
    setName(picked);
  };
  return (
    <>
      {personas.length > 0 && <PersonaPicker personas={personas} name={persona?.name ?? ''} onPick={pick} />}
      <GraphiQL
        fetcher={fetcher}
        defaultTabs={[{ query: firstLook }, { query: followDeals }]}
        defaultEditorToolsVisibility={false}
      >
        <GraphiQL.Logo>Lintel</GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

/** Demo personas exist in development only; elsewhere the address answers 404 and the headers editor takes a token. */
async function loadPersonas() {
  const response = await fetch('/graphiql/personas.json').catch(() => undefined);
  return response?.ok ? response.json() : [];
}

createRoot(document.getElementById('root')).render(<Page personas={await loadPersonas()} />);
