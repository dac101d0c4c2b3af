import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { httpAddress, run, tokenOf } from '../../../tests/conformance/server.mjs';
import { serve, signIn } from './site.mjs';

let site;
before(async () => (site = await serve()));
after(() => site.close());

const listingsQuery = `query ($where: ListingFilterInput, $search: String, $order: [ListingOrderInput!], $first: Int, $after: String) {
  listings(where: $where, search: $search, order: $order, first: $first, after: $after) {
    totalCount
    nodes { id listingId }
    pageInfo { endCursor }
  }
}`;

const shownListings = (page) =>
  page.locator('.results [data-listing]').evaluateAll((cards) => cards.map((card) => card.dataset.listing));

/** Until the results are those of as many listings in all. */
async function settled(page, total) {
  await page
    .locator('.results[aria-busy="false"] output', { hasText: new RegExp(`^${total.toLocaleString('zh-CN')}$`) })
    .waitFor();
}

test('the search shows the rows of the graph, in its order, and loads more behind them', async () => {
  const token = await tokenOf('partner-east');
  const where = {
    standardStatus: { eq: 'ACTIVE' },
    district: { eq: '朝阳' },
    bedroomsTotal: { eq: 2 },
    listPrice: { gte: 2_000_000, lte: 9_000_000 },
  };
  const order = [{ unitPrice: 'ASC' }];
  const first = (await run(listingsQuery, { where, order, first: 24 }, token)).listings;
  const second = (await run(listingsQuery, { where, order, first: 24, after: first.pageInfo.endCursor }, token)).listings;
  assert.ok(first.totalCount > 24, 'the demo has too few of them');

  const { page, complaints, close } = await site.open('partner-east');
  // Prices are searched for when the typing pauses, and all of them are between these: the number of rows does not say that it has been done.
  const searched = page.waitForResponse((response) => {
    if (response.request().method() !== 'POST') return false;
    const { operationName, variables } = response.request().postDataJSON();
    return operationName === 'Search' && isDeepStrictEqual([variables.where, variables.order], [where, order]);
  });
  await page.getByLabel('区', { exact: true }).selectOption('朝阳');
  await page.getByRole('radio', { name: '2' }).click();
  await page.getByLabel('总价从').fill('200');
  await page.getByLabel('总价到').fill('900');
  await page.getByLabel('排序').selectOption('单价从低到高');
  await searched;
  await settled(page, first.totalCount);
  assert.deepEqual(
    await shownListings(page),
    first.nodes.map((node) => node.listingId),
  );

  await page.locator('.more').click();
  await page.locator('.results [data-listing]').nth(24).waitFor();
  const both = [...first.nodes, ...second.nodes].map((node) => node.listingId);
  assert.deepEqual(await shownListings(page), both);

  await page.locator('.results [data-listing]').nth(30).click();
  await page.getByRole('heading', { name: '房源信息' }).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.goBack();
  await page.waitForFunction(() => scrollY > 2_000);
  assert.deepEqual(await shownListings(page), both, 'coming back shows all that was loaded');
  assert.deepEqual(complaints, []);
  await close();
});

test('words are searched for, and what is looked for stands in the address', async () => {
  const token = await tokenOf('partner-east');
  const where = { standardStatus: { eq: 'ACTIVE' } };
  const order = [{ modificationTimestamp: 'DESC' }];
  const found = (await run(listingsQuery, { where, order, search: '望京 南北', first: 24 }, token)).listings;
  assert.ok(found.totalCount > 0);

  const { page, complaints, close } = await site.open('partner-east');
  await page.getByRole('searchbox').fill('望京 南北');
  await settled(page, found.totalCount);
  assert.deepEqual(
    await shownListings(page),
    found.nodes.map((node) => node.listingId),
  );

  await page.reload();
  await settled(page, found.totalCount);
  assert.equal(await page.getByRole('searchbox').inputValue(), '望京 南北');
  assert.deepEqual(complaints, []);
  await close();
});

test('the heat picture has a field for each 板块, with its median, that leads to its listings', async () => {
  const token = await tokenOf('partner-east');
  const { listings } = await run(
    `{
      listings(first: 0, where: { standardStatus: { eq: ACTIVE }, district: { eq: "通州" } }) {
        aggregate { groups { key { mlsAreaMajor } count percentile(at: 0.5) { unitPrice } } }
      }
    }`,
    {},
    token,
  );
  const groups = listings.aggregate.groups;
  const { page, complaints, close } = await site.open('partner-east', `#/listings?district=${encodeURIComponent('通州')}`);
  const fields = page.locator('.heat svg a');
  await page
    .locator('.heat[aria-busy="false"] svg a')
    .nth(groups.length - 1)
    .waitFor();
  const labels = await fields.evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')));
  assert.deepEqual(
    labels.toSorted(),
    groups
      .map(({ key, count, percentile }) => {
        const median = Math.round(percentile.unitPrice).toLocaleString('zh-CN');
        return `通州 ${key.mlsAreaMajor}，${count} 套，${median} 元/㎡`;
      })
      .toSorted(),
  );

  await page.locator(`.heat a[aria-label^="通州 ${groups[0].key.mlsAreaMajor}，"]`).click();
  await settled(page, groups[0].count);
  assert.equal(await page.locator('.heat a[aria-current]').count(), 1);
  assert.deepEqual(complaints, []);
  await close();
});

test('a listing has its prices, photos, community, agent and history', async () => {
  const token = await tokenOf('partner-east');
  const { listings } = await run(
    `{
      listings(first: 100, where: { standardStatus: { eq: ACTIVE } }) {
        nodes {
          id title listPrice unitPrice livingArea
          community { name }
          listAgent { memberFullName memberMobilePhone }
          media { id }
          prices(first: 100) { totalCount }
        }
      }
    }`,
    {},
    token,
  );
  const listing = listings.nodes.find(({ prices }) => prices.totalCount > 1);
  const { page, complaints, close } = await site.open('partner-east', `#/listings/${listing.id}`);
  await page.getByRole('heading', { level: 1, name: listing.title }).waitFor();
  const text = (selector) => page.locator(selector).innerText();
  assert.equal(
    await text('output[name=listPrice]'),
    `${(listing.listPrice / 10_000).toLocaleString('zh-CN', { maximumFractionDigits: 1 })} 万`,
  );
  assert.equal(await text('output[name=unitPrice]'), `${Math.round(listing.unitPrice).toLocaleString('zh-CN')} 元/㎡`);
  assert.match(
    await text('.listing aside'),
    new RegExp(`${listing.listAgent.memberFullName}[^]*${listing.listAgent.memberMobilePhone}`),
  );
  assert.match(await text('.listing dl.grid'), new RegExp(`${listing.livingArea} ㎡[^]*${listing.community.name}`));
  assert.equal(await page.locator('.history li').count(), listing.prices.totalCount);
  assert.equal(await page.locator('.gallery img').count(), listing.media.length);
  await page.waitForFunction(() => [...document.querySelectorAll('.gallery img')].every((image) => image.naturalWidth === 40));
  assert.equal(await page.getByRole('heading', { name: '业主' }).count(), 0, 'a partner has no owners in its graph');
  assert.deepEqual(complaints, []);
  await close();
});

test('what a role has masked is shown masked, and says so', async () => {
  const token = await tokenOf('agent-li');
  const { listings } = await run(
    `{
      listings(first: 100, where: { standardStatus: { eq: ACTIVE }, listAgent: { memberFullName: { neq: "李知行" } } }) {
        nodes { id ownerName ownerPhone }
      }
    }`,
    {},
    token,
  );
  const listing = listings.nodes.find((node) => node.ownerPhone?.includes('****'));
  const { page, complaints, close } = await site.open('agent-li', `#/listings/${listing.id}`);
  const owner = page.locator('.panel', { has: page.getByRole('heading', { name: '业主' }) });
  await owner.waitFor();
  assert.deepEqual(await owner.locator('.value.masked').allInnerTexts(), [
    `${listing.ownerName}已脱敏`,
    `${listing.ownerPhone}已脱敏`,
  ]);
  assert.deepEqual(complaints, []);
  await close();
});

const stageOf = (page, deal) => page.locator('[data-stage]', { has: page.locator(`[data-deal="${deal.dealNumber}"]`) });
const cardAt = (page, deal, stage) => page.locator(`[data-stage="${stage}"] [data-deal="${deal.dealNumber}"]`);

/** A deal under way with some of its present tasks open, other than those that were taken. */
async function openDeal(token, taken = []) {
  const { deals } = await run(
    `{
      deals(
        first: 100
        where: {
          stage: { in: [DEPOSITED, SIGNED, FILED, FUNDED, LOAN_APPROVED, TAXED, TRANSFERRED, CERTIFIED, PAID_OUT] }
          tasks: { some: { status: { eq: OPEN } } }
        }
      ) {
        nodes { id dealNumber stage version tasks(first: 100) { nodes { id name stage status } } }
      }
    }`,
    {},
    token,
  );
  const found = deals.nodes.find(
    (deal) => !taken.includes(deal.id) && deal.tasks.nodes.some((task) => task.stage === deal.stage && task.status === 'OPEN'),
  );
  assert.ok(found, 'the demo has no such deal left: start the server with a new state folder');
  return found;
}

/** Does what is left to do and moves the deal on, as another program would; answers with the stage it is at then. */
async function advance(deal, token) {
  for (const task of deal.tasks.nodes.filter(({ stage, status }) => stage === deal.stage && status === 'OPEN')) {
    await run(
      `mutation ($taskId: ID!) { dealTaskComplete(input: { taskId: $taskId }) { errors { __typename } } }`,
      { taskId: task.id },
      token,
    );
  }
  const { dealAdvance } = await run(
    `mutation ($dealId: ID!) { dealAdvance(input: { dealId: $dealId }) { deal { stage } errors { __typename } } }`,
    { dealId: deal.id },
    token,
  );
  assert.deepEqual(dealAdvance.errors, []);
  return dealAdvance.deal.stage;
}

async function numberOfDeals() {
  return (await run('{ deals(first: 0) { totalCount } }', {}, await tokenOf('partner-east'))).deals.totalCount;
}

async function boardHas(page, total) {
  await page.waitForFunction(
    (number) =>
      [...document.querySelectorAll('[data-stage] h2 small')].reduce((sum, { textContent }) => sum + Number(textContent), 0) ===
      number,
    total,
  );
}

test('the board has every deal at its stage, and a card moves when the deal does', async () => {
  const director = await tokenOf('director-sun');
  const { deals } = await run(
    '{ deals(first: 0) { aggregate { groups { key { stage } count } } } }',
    {},
    await tokenOf('partner-east'),
  );
  const { page, complaints, sockets, close } = await site.open('partner-east', '#/deals');
  await boardHas(page, await numberOfDeals());
  for (const { key, count } of deals.aggregate.groups) {
    assert.equal(await page.locator(`[data-stage="${key.stage}"] h2 small`).innerText(), String(count));
  }
  const [init] = sockets.sent;
  assert.equal(init.type, 'connection_init');
  assert.equal(JSON.parse(atob(init.payload.authorization.split('.')[1])).sub, 'demo|partner-east');

  const deal = await openDeal(director);
  await cardAt(page, deal, deal.stage).waitFor();
  const next = await advance(deal, director);
  await cardAt(page, deal, next).waitFor();
  assert.equal(await cardAt(page, deal, deal.stage).count(), 0);
  assert.equal(await page.locator('.last-move code').innerText(), deal.dealNumber);
  assert.deepEqual(complaints, []);
  await close();
});

test('after a lost line the board goes on behind the last item, and takes nothing twice', async () => {
  const director = await tokenOf('director-sun');
  const { page, complaints, sockets, close } = await site.open('partner-east', '#/deals');
  const first = await openDeal(director);
  await cardAt(page, first, first.stage).waitFor();
  const next = await advance(first, director);
  await cardAt(page, first, next).waitFor();

  const last = sockets.received.findLast(({ type }) => type === 'next');
  await sockets.cut();
  await page.locator('[data-connection="waiting"]').waitFor();
  const other = await openDeal(director, [first.id]);
  const otherNext = await advance(other, director);
  assert.equal(await cardAt(page, other, otherNext).count(), 0);

  sockets.mend();
  await cardAt(page, other, otherNext).waitFor();
  await page.locator('[data-connection="live"]').waitFor();
  const subscribe = sockets.sent.findLast(({ type }) => type === 'subscribe');
  assert.deepEqual(subscribe.payload.variables, { after: last.payload.data.dealAlerts.position });

  const repeated = structuredClone(last);
  repeated.id = subscribe.id;
  repeated.payload.data.dealAlerts.deal.stage = 'CLOSED';
  sockets.say(repeated);
  const third = await openDeal(director, [first.id, other.id]);
  const thirdNext = await advance(third, director);
  await cardAt(page, third, thirdNext).waitFor();
  assert.equal(await cardAt(page, first, next).count(), 1);
  assert.deepEqual(complaints, []);
  await close();
});

test('closed with 4403 the board asks for another token, and where its place is not kept any more it begins anew', async () => {
  const total = await numberOfDeals();
  const { page, complaints, sockets, close } = await site.open('partner-east', '#/deals');
  await boardHas(page, total);
  const asked = page.waitForRequest('**/graphiql/personas.json');
  sockets.refusal = 'POSITION_NOT_RETAINED';
  await sockets.cut(4403);
  sockets.mend();
  await asked;
  const [first, refused, anew] = await sockets.subscriptions(3);
  assert.deepEqual([first, anew], [{ snapshot: true }, { snapshot: true }]);
  assert.ok(refused.after);
  await boardHas(page, total);
  assert.deepEqual(complaints, []);
  await close();
});

test('whoever may advances a deal: refused with what is to do, then done, each with its key', async () => {
  const token = await tokenOf('director-sun');
  const deal = await openDeal(token);
  const open = deal.tasks.nodes.filter(({ stage, status }) => stage === deal.stage && status === 'OPEN');
  const { page, complaints, close } = await site.open('director-sun', `#/deals/${deal.id}`);
  const inputs = [];
  page.on('request', (request) => {
    const { operationName, variables } = request.postDataJSON() ?? {};
    if (operationName === 'AdvanceDeal') inputs.push(variables.input);
  });

  const button = page.getByRole('button', { name: /^推进到/ });
  await button.click();
  const refusal = page.locator('.advance [role=alert]');
  await refusal.waitFor();
  assert.equal(await refusal.innerText(), `DEAL_TASKS_OPEN 先完成任务：${open.map(({ name }) => name).join('、')}`);
  assert.equal(await stageOf(page, deal).getAttribute('data-stage'), deal.stage);

  for (const { name } of open) {
    const line = page.locator('.way .present li', { hasText: name });
    await line.getByRole('button', { name: '完成' }).click();
    await page.locator('.way .present li[data-status="DONE"]', { hasText: name }).waitFor();
  }
  await button.click();
  await page.locator(`[data-stage]:not([data-stage="${deal.stage}"]) [data-deal="${deal.dealNumber}"]`).waitFor();
  assert.equal(inputs.length, 2);
  for (const input of inputs) {
    assert.deepEqual(Object.keys(input).toSorted(), ['dealId', 'expectedVersion', 'idempotencyKey']);
    assert.equal(input.dealId, deal.id);
  }
  assert.notEqual(inputs[0].idempotencyKey, inputs[1].idempotencyKey);
  assert.deepEqual(complaints, []);
  await close();
});

test('every role has its pages, one after the other, without a complaint', async () => {
  const personas = await (await fetch(new URL('/graphiql/personas.json', httpAddress))).json();
  const { page, complaints, close } = await site.open('partner-west');
  for (const { name, token } of new Map(personas.map((persona) => [persona.role, persona])).values()) {
    await page.getByRole('button', { name: '换身份' }).click();
    await signIn(page, name);
    await page.getByRole('link', { name: '房源', exact: true }).click();
    const where = { standardStatus: { eq: 'ACTIVE' } };
    const { listings, deals } = await run(
      `query ($where: ListingFilterInput) { listings(where: $where, first: 1) { totalCount } deals(first: 1) { totalCount } }`,
      { where },
      token,
    );
    await settled(page, listings.totalCount);
    if (listings.totalCount > 0) {
      await page.locator('.listing-card').first().click();
      await page.getByRole('heading', { name: '房源信息' }).waitFor();
    }
    await page.getByRole('link', { name: '交易' }).click();
    await page.locator('[data-connection="live"]').waitFor();
    if (deals.totalCount > 0) {
      await page.locator('.deal').first().click();
      await page.locator('.deal-panel .way').waitFor();
    }
    assert.deepEqual(complaints, [], name);
  }
  await close();
});
