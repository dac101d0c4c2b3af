import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import type { DealStreamSubscription } from '../gql/graphql';
import type { TokenSource } from '../session/personas';
import { DealStreamDocument, type DealMirror } from './mirror';

/** The place is not kept in the log, or belongs to another one. */
const lostPlace = ['POSITION_NOT_RETAINED', 'POSITION_AHEAD'];
/** Ends of a stream that can go on: docs/errors.md. */
const passing = [
  'ACCESS_CHANGED',
  'BUDGET_EXHAUSTED',
  'EXECUTION_TIMED_OUT',
  'INTERNAL',
  'SERVER_STOPPING',
  'SLOW_CONSUMER',
  'TOKEN_EXPIRED',
  'TOO_MANY_OPERATIONS',
  'TOO_MANY_SUBSCRIPTIONS',
];
/** Close codes after which the same again would fail the same way. */
const final = [4400, 4401, 4406, 4409, 4429];
const forbidden = 4403;

const longestWait = 20_000;

/** Keeps a mirror current over as many connections as it takes, each going on behind the last item handled; ends with the signal. */
export async function follow(socket: Client, tokens: TokenSource, mirror: DealMirror, signal: AbortSignal): Promise<void> {
  signal.addEventListener(
    'abort',
    socket.on('connected', () => mirror.connectionIs('live')),
  );
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      await receive(socket, mirror, signal, () => (failures = 0));
      mirror.connectionIs('ended');
      return;
    } catch (loss) {
      const { codes, close } = reasonsOf(loss);
      if (close === forbidden || codes.includes('ACCESS_CHANGED') || codes.includes('TOKEN_EXPIRED')) tokens.renew();
      if (codes.some((code) => lostPlace.includes(code))) mirror.startAnew();
      else if ((close !== undefined && final.includes(close)) || codes.some((code) => !passing.includes(code))) {
        mirror.connectionIs('ended', codes[0] ?? String(close));
        return;
      }
    }
    if (signal.aborted) return;
    mirror.connectionIs('waiting');
    await pause(Math.min(longestWait, 250 * 2 ** failures) * (0.5 + Math.random() / 2), signal);
  }
}

/** One connection, from the mirror's place on. Ends with the stream or the signal; throws what ended it otherwise. */
async function receive(socket: Client, mirror: DealMirror, signal: AbortSignal, received: () => void): Promise<void> {
  const results = socket.iterate<DealStreamSubscription>({ query: print(DealStreamDocument), variables: mirror.resume });
  const stop = () => void results.return?.();
  signal.addEventListener('abort', stop);
  try {
    for await (const { data, errors } of results) {
      if (errors) throw errors;
      received();
      if (data) mirror.apply(data.dealAlerts);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** graphql-ws throws a close event when the connection went, and GraphQL errors when the server refused or ended the stream. */
function reasonsOf(loss: unknown): { codes: string[]; close: number | undefined } {
  if (Array.isArray(loss))
    return { codes: loss.map((error) => String(error?.extensions?.code ?? error?.message)), close: undefined };
  const close =
    typeof loss === 'object' && loss !== null && 'code' in loss && typeof loss.code === 'number' ? loss.code : undefined;
  return { codes: [], close };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
