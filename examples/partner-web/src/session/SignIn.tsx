import { useEffect, useState } from 'react';
import type { Role } from '../gql/graphql';
import { roles, wordFor } from '../app/words';
import { loadPersonas, type Persona } from './personas';
import './sign-in.css';

interface Props {
  failure: string | undefined;
  onPick: (persona: Persona) => void;
}

export function SignIn({ failure, onPick }: Props) {
  const [personas, setPersonas] = useState<Persona[]>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    loadPersonas().then(
      (known) => setPersonas(partnersFirst(known)),
      (error: unknown) => setProblem(String(error)),
    );
  }, []);

  return (
    <main className="sign-in">
      <header>
        <p className="mark">Lintel</p>
        <h1>加盟商前台</h1>
        <p>选一个演示身份登录。不同身份看到的房源、交易和字段各不相同，由服务器决定。</p>
      </header>
      {failure && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
      {problem && (
        <p className="problem" role="alert">
          没有取到演示身份，只有开发环境的服务器提供。{problem}
        </p>
      )}
      <ul className="personas">
        {personas?.map((persona) => (
          <li key={persona.name}>
            <button type="button" onClick={() => onPick(persona)}>
              <strong>{wordFor(roles, persona.role as Role)}</strong>
              <code>{persona.name}</code>
              <span lang="en">{persona.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}

function partnersFirst(personas: Persona[]): Persona[] {
  return personas.toSorted((one, other) => Number(other.role === 'PARTNER') - Number(one.role === 'PARTNER'));
}
