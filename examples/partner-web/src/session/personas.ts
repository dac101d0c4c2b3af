/** A person of the demo brokerage with a token to speak as. A development server lists them; a real front end has a login page here. */
export interface Persona {
  name: string;
  role: string;
  description: string;
  token: string;
}

const renewAfter = 3_600_000;

export async function loadPersonas(): Promise<Persona[]> {
  const response = await fetch('/graphiql/personas.json');
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Persona[];
}

/** The bearer token of one persona, another one when it is old or was refused. */
export class TokenSource {
  #token: Promise<string>;
  #since = Date.now();

  constructor(private readonly persona: Persona) {
    this.#token = Promise.resolve(persona.token);
  }

  current(): Promise<string> {
    if (Date.now() - this.#since > renewAfter) this.renew();
    return this.#token;
  }

  renew(): void {
    const present = this.#token;
    this.#since = Date.now();
    this.#token = loadPersonas().then(
      (known) => known.find(({ name }) => name === this.persona.name)?.token ?? present,
      () => present,
    );
  }
}
