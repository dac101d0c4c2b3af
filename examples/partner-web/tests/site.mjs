// The built pages in a real browser, in front of the server under test.
import { EventEmitter, once } from 'node:events';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const picture = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#789"/></svg>',
);

export async function serve() {
  const site = await preview({ preview: { host: '127.0.0.1', port: 0 }, logLevel: 'silent' });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
  return {
    open: (persona, hash) => open(browser, site.resolvedUrls.local[0], persona, hash),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/** A page of somebody's own: signed in as the persona, at the address. `complaints` is what its console said. */
async function open(browser, address, persona, hash = '#/listings') {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  // The demo's photos lie at a name that resolves to nothing.
  await page.route('https://media.lintel.example/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: picture }));
  const sockets = new Sockets();
  await page.routeWebSocket('**/graphql', (socket) => sockets.add(socket));
  await page.goto(address + hash);
  await signIn(page, persona);
  return { page, complaints, sockets, close: () => context.close() };
}

export async function signIn(page, persona) {
  await page.locator('.personas button', { has: page.getByText(persona, { exact: true }) }).click();
  await page.locator('.viewer').waitFor();
}

/** The page's sockets, with a hand on the line: what went each way is kept, the line can be cut and held. */
class Sockets {
  sent = [];
  received = [];
  /** The code with which the next subscription is refused in the server's name. */
  refusal;
  #said = new EventEmitter();
  #lines = [];
  #mend;
  #isMended = Promise.resolve();

  async add(socket) {
    await this.#isMended;
    const server = socket.connectToServer();
    this.#lines.push(socket);
    socket.onMessage((text) => {
      const message = JSON.parse(text);
      this.sent.push(message);
      this.#said.emit('sent');
      if (message.type === 'subscribe' && this.refusal) {
        const payload = [{ message: this.refusal, extensions: { code: this.refusal } }];
        this.refusal = undefined;
        this.say({ id: message.id, type: 'error', payload });
      } else {
        server.send(text);
      }
    });
    server.onMessage((text) => {
      this.received.push(JSON.parse(text));
      socket.send(text);
    });
  }

  /** The variables of each subscription of the page, once there are so many. */
  async subscriptions(number) {
    for (;;) {
      const variables = this.sent.filter(({ type }) => type === 'subscribe').map(({ payload }) => payload.variables);
      if (variables.length >= number) return variables;
      await once(this.#said, 'sent');
    }
  }

  /** Says something to the page in the server's name. */
  say(message) {
    this.#lines.at(-1).send(JSON.stringify(message));
  }

  /** Cuts the line; nobody gets through again before it is mended. */
  async cut(code = 1012) {
    this.#isMended = new Promise((resolve) => (this.#mend = resolve));
    await this.#lines.at(-1).close({ code, reason: 'cut' });
  }

  mend() {
    this.#mend();
  }
}
