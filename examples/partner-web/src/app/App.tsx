import { ApolloProvider } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Board } from '../deals/Board';
import { ListingPage } from '../listings/ListingPage';
import { Search } from '../listings/Search';
import { loadPersonas, type Persona } from '../session/personas';
import { SessionContext, signIn, type Session } from '../session/session';
import { SignIn } from '../session/SignIn';
import { useRoute, useScrollMemory, type Route } from './route';
import { roles, wordFor } from './words';
import './app.css';

/** The browser remembers the name only; the token is fetched on each visit. */
const remembered = {
  read: () => sessionStorage.getItem('partner-web:persona'),
  write: (name: string) => sessionStorage.setItem('partner-web:persona', name),
  clear: () => sessionStorage.removeItem('partner-web:persona'),
};

export function App() {
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState<string>();
  const [isReturning, setReturning] = useState(remembered.read() !== null);

  const enter = async (persona: Persona) => {
    try {
      setSession(await signIn(persona));
      setFailure(undefined);
      remembered.write(persona.name);
    } catch (error) {
      setFailure(`没有登录成功：${error instanceof Error ? error.message : String(error)}`);
    }
  };

  useEffect(() => {
    const name = remembered.read();
    if (name === null) return;
    loadPersonas()
      .then((personas) => personas.find((persona) => persona.name === name))
      .then((persona) => persona && enter(persona))
      .catch(() => remembered.clear())
      .finally(() => setReturning(false));
  }, []);

  const leave = () => {
    remembered.clear();
    void session?.socket.dispose();
    session?.apollo.stop();
    setSession(undefined);
  };

  if (session) {
    return (
      <SessionContext value={session}>
        <ApolloProvider client={session.apollo}>
          <Frame session={session} onLeave={leave} />
        </ApolloProvider>
      </SessionContext>
    );
  }
  return isReturning ? null : <SignIn failure={failure} onPick={(persona) => void enter(persona)} />;
}

function Frame({ session: { viewer }, onLeave }: { session: Session; onLeave: () => void }) {
  const route = useRoute();
  useScrollMemory(route);
  const isDeals = route.page === 'deals';
  return (
    <>
      <header className="frame">
        <a className="house" href="#/listings">
          <span className="mark">Lintel</span>
          <span>{viewer.franchise?.officeName ?? viewer.brand?.officeName}</span>
        </a>
        <nav aria-label="主导航">
          <a href="#/listings" aria-current={isDeals ? undefined : 'page'}>
            房源
          </a>
          <a href="#/deals" aria-current={isDeals ? 'page' : undefined}>
            交易
          </a>
        </nav>
        <div className="viewer">
          <span>
            {viewer.name}
            <small>
              {wordFor(roles, viewer.role)}
              {viewer.store && `·${viewer.store.officeName}`}
            </small>
          </span>
          <button type="button" className="quiet" onClick={onLeave}>
            换身份
          </button>
        </div>
      </header>
      <Page route={route} />
    </>
  );
}

function Page({ route }: { route: Route }) {
  if (route.page === 'deals') return <Board openId={route.id} />;
  if (route.id) return <ListingPage key={route.id} id={route.id} />;
  return <Search query={route.query} />;
}
