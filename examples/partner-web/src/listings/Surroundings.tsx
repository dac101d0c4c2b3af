import { useQuery } from '@apollo/client/react';
import { count, percent, shortUnitPrice } from '../app/format';
import { graphql, unmask, type FragmentType } from '../gql';
import type { ListingFilterInput } from '../gql/graphql';
import { ListingCard } from './ListingCard';

const SurroundingsFragment = graphql(`
  fragment Surroundings on Listing {
    id
    district
    mlsAreaMajor
    bedroomsTotal
    livingArea
    unitPrice
  }
`);

const SurroundingsDocument = graphql(`
  query Surroundings($area: ListingFilterInput!, $similar: ListingFilterInput!) {
    area: listings(first: 0, where: $area) {
      aggregate {
        count
        tenth: percentile(at: 0.1) {
          unitPrice
        }
        median: percentile(at: 0.5) {
          unitPrice
        }
        ninetieth: percentile(at: 0.9) {
          unitPrice
        }
      }
    }
    similar: listings(first: 4, where: $similar, order: [{ unitPrice: ASC }]) {
      nodes {
        id
        ...ListingCard
      }
    }
  }
`);

const similarArea = 0.15;

/** What the listing stands among: the unit prices of its 板块, and the listings most like it. */
export function Surroundings({ listing }: { listing: FragmentType<typeof SurroundingsFragment> }) {
  const { id, district, mlsAreaMajor, bedroomsTotal, livingArea, unitPrice } = unmask(SurroundingsFragment, listing);
  const area: ListingFilterInput = {
    standardStatus: { eq: 'ACTIVE' },
    district: { eq: district ?? null },
    mlsAreaMajor: { eq: mlsAreaMajor ?? null },
  };
  const similar: ListingFilterInput = {
    ...area,
    id: { neq: id },
    bedroomsTotal: { eq: bedroomsTotal ?? null },
    livingArea: { gte: Math.round(livingArea * (1 - similarArea)), lte: Math.round(livingArea * (1 + similarArea)) },
  };
  const { data } = useQuery(SurroundingsDocument, { variables: { area, similar } });
  if (!data) return null;
  const { tenth, median, ninetieth, count: size } = data.area.aggregate;
  return (
    <>
      {mlsAreaMajor && tenth.unitPrice != null && median.unitPrice != null && ninetieth.unitPrice != null && (
        <section className="panel">
          <h2>
            在{mlsAreaMajor}的位置 <small>{count(size)} 套在售</small>
          </h2>
          <Scale low={tenth.unitPrice} middle={median.unitPrice} high={ninetieth.unitPrice} value={unitPrice} />
        </section>
      )}
      {data.similar.nodes.length > 0 && (
        <section className="similar">
          <h2>相似房源</h2>
          <ol>
            {data.similar.nodes.map((node) => (
              <li key={node.id}>
                <ListingCard listing={node} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

interface ScaleProps {
  low: number;
  middle: number;
  high: number;
  value: number;
}

/** Where a unit price lies between what one in ten is below and what one in ten is above. */
function Scale({ low, middle, high, value }: ScaleProps) {
  const [from, to] = [Math.min(low, value) * 0.97, Math.max(high, value) * 1.03];
  const at = (unit: number) => `${((unit - from) / (to - from)) * 100}%`;
  const difference = value / middle - 1;
  return (
    <div className="scale">
      <p>
        单价比中位数{difference < 0 ? '低' : '高'} <strong>{percent(Math.abs(difference))}</strong>
      </p>
      <div>
        <i className="span" style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
        <i className="middle" style={{ left: at(middle) }} />
        <i className="here" style={{ left: at(value) }} />
      </div>
      <ul>
        <li style={{ left: at(low) }}>{shortUnitPrice(low)}</li>
        <li style={{ left: at(middle) }}>中位 {shortUnitPrice(middle)}</li>
        <li style={{ left: at(high) }}>{shortUnitPrice(high)}</li>
      </ul>
    </div>
  );
}
