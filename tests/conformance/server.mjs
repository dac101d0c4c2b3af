// The server under test, as ./test started it.
export const httpAddress = process.env.LINTEL_URL ?? 'http://127.0.0.1:5080/graphql';
export const socketAddress = httpAddress.replace(/^http/, 'ws');

/** A token of a demo persona, from the list that GraphiQL reads. */
export async function tokenOf(name) {
  const response = await fetch(new URL('/graphiql/personas.json', httpAddress));
  const persona = (await response.json()).find((known) => known.name === name);
  if (!persona) throw new Error(`There is no demo persona ${name}.`);
  return persona.token;
}

/** One operation over HTTP, its data; throws on errors. */
export async function run(query, variables, token) {
  const response = await fetch(httpAddress, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
