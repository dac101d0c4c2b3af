// The server under test, as ./test started it.
export const httpAddress = process.env.LINTEL_URL ?? 'http://127.0.0.1:5080/graphql';
export const socketAddress = httpAddress.replace(/^http/, 'ws');

/** A token of a demo persona, from the list that GraphiQL reads. */
export async function token(role) {
  const response = await fetch(new URL('/graphiql/personas.json', httpAddress));
  const persona = (await response.json()).find((known) => known.role === role);
  if (!persona) throw new Error(`There is no demo persona with the role ${role}.`);
  return persona.token;
}

/** One operation over HTTP, its data; throws on errors. */
export async function run(query, variables, bearer) {
  const response = await fetch(httpAddress, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
