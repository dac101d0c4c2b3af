import { date, percent, price } from '../app/format';
import { graphql, unmask, type FragmentType } from '../gql';

const PriceHistoryFragment = graphql(`
  fragment PriceHistory on Listing {
    prices(first: 100, order: [{ changedAt: ASC }]) {
      nodes {
        id
        price
        previousPrice
        reason
        changedAt
      }
    }
  }
`);

const [width, height, edge] = [600, 120, 8];

export function PriceHistory({ listing }: { listing: FragmentType<typeof PriceHistoryFragment> }) {
  const steps = unmask(PriceHistoryFragment, listing).prices.nodes;
  return (
    <section className="panel history">
      <h2>价格走势</h2>
      {steps.length > 1 && <Steps prices={steps.map((step) => ({ price: step.price, at: Date.parse(step.changedAt) }))} />}
      <ol reversed>
        {steps.toReversed().map((step) => (
          <li key={step.id}>
            <time dateTime={step.changedAt}>{date(step.changedAt)}</time>
            <strong>{price(step.price)}</strong>
            {step.previousPrice == null ? (
              <span>首次挂牌</span>
            ) : (
              <span className={step.price < step.previousPrice ? 'down' : 'up'}>
                {step.price < step.previousPrice ? '↓' : '↑'} {percent(Math.abs(step.price / step.previousPrice - 1))}
              </span>
            )}
            {step.reason && <q>{step.reason}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A price holds until the next one: steps, from the first day to today. */
function Steps({ prices }: { prices: { price: number; at: number }[] }) {
  const values = prices.map(({ price: value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [start, end] = [prices[0]!.at, Date.now()];
  const x = (at: number) => edge + ((at - start) / (end - start)) * (width - 2 * edge);
  const y = (value: number) => height - edge - ((value - low) / (high - low || 1)) * (height - 2 * edge);
  const line = prices.map(
    ({ price: value, at }, index) => `${index === 0 ? 'M' : 'H'}${x(at)}${index === 0 ? ` ${y(value)}` : `V${y(value)}`}`,
  );
  const path = `${line.join('')}H${x(end)}`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="under" d={`${path}V${height}H${edge}Z`} />
      <path className="line" d={path} />
    </svg>
  );
}
