import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { Failure } from '../app/Failure';
import { Masked } from '../app/Masked';
import { count, date, daysSince, price, squareMeters, unitPrice } from '../app/format';
import { addressOf } from '../app/route';
import { buildingTypes, decorations, statuses, wordFor } from '../app/words';
import { graphql } from '../gql';
import type { ListingPageQuery } from '../gql/graphql';
import { useSession } from '../session/session';
import { floorOf, layoutOf, metroOf, orientationOf, sellingPoints } from './facts';
import { Gallery } from './Gallery';
import { PriceHistory } from './PriceHistory';
import { Surroundings } from './Surroundings';
import './listing.css';

const ListingPageDocument = graphql(`
  query ListingPage($id: ID!) {
    node(id: $id) {
      ... on Listing {
        id
        listingId
        title
        status
        listPrice
        originalListPrice
        closePrice
        unitPrice
        livingArea
        district
        mlsAreaMajor
        decoration
        buildingType
        hasElevator
        yearBuilt
        followerCount
        showingCount
        onMarketDate
        modificationTimestamp
        community {
          id
          name
          yearBuilt
          listings(first: 0, where: { standardStatus: { eq: ACTIVE } }) {
            totalCount
          }
        }
        listAgent {
          id
          memberFullName
          memberMobilePhone
          jobTitle
        }
        listOffice {
          id
          officeName
        }
        media {
          id
          ...Picture
        }
        ...Building
        ...Facts
        ...PriceHistory
        ...Surroundings
      }
    }
  }
`);

// Not in every role's graph: an operation that names what a role has not got is refused as a whole. So it stands apart.
const ListingOwnerDocument = graphql(`
  query ListingOwner($id: ID!) {
    node(id: $id) {
      ... on Listing {
        id
        ownerName
        ownerPhone
      }
    }
  }
`);

const ListingMandateDocument = graphql(`
  query ListingMandate($id: ID!) {
    node(id: $id) {
      ... on Listing {
        id
        floorPrice
        mandateOn
      }
    }
  }
`);

type Listing = Extract<ListingPageQuery['node'], { __typename?: 'Listing' }>;

export function ListingPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(ListingPageDocument, { variables: { id } });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <main className="listing" aria-busy="true" />;
  if (data.node?.__typename !== 'Listing') {
    return (
      <main className="listing">
        <p className="nothing">没有这套房源，或者您看不到它。</p>
      </main>
    );
  }
  return <Details listing={data.node} />;
}

function Details({ listing }: { listing: Listing }) {
  const place = [
    { label: listing.district, query: { district: listing.district } },
    { label: listing.mlsAreaMajor, query: { district: listing.district, area: listing.mlsAreaMajor } },
    { label: listing.community?.name, query: { search: listing.community?.name } },
  ];
  return (
    <main className="listing">
      <title>{listing.title}</title>
      <header>
        <nav aria-label="位置">
          {place.map(
            ({ label, query }) =>
              label && (
                <a key={label} href={addressOf('listings', new URLSearchParams(query as Record<string, string>))}>
                  {label}
                </a>
              ),
          )}
        </nav>
        <h1>{listing.title}</h1>
        <p>
          <span className="status" data-status={listing.status}>
            {wordFor(statuses, listing.status)}
          </span>
          <code>{listing.listingId}</code>
          {sellingPoints(listing).map((point) => (
            <span className="tag" key={point}>
              {point}
            </span>
          ))}
        </p>
      </header>
      <Gallery pictures={listing.media} building={listing} />
      <div className="columns">
        <div>
          <Facts listing={listing} />
          <PriceHistory listing={listing} />
          <Surroundings listing={listing} />
        </div>
        <aside>
          <Price listing={listing} />
          <People listing={listing} />
        </aside>
      </div>
    </main>
  );
}

function Price({ listing }: { listing: Listing }) {
  const change = listing.listPrice - listing.originalListPrice;
  return (
    <section className="panel money">
      <h2>{listing.closePrice == null ? '挂牌价' : '成交价'}</h2>
      <p className="figure">
        <output name="listPrice">{price(listing.closePrice ?? listing.listPrice)}</output>
      </p>
      <p>
        <output name="unitPrice">{unitPrice(listing.unitPrice)}</output>·{squareMeters(listing.livingArea)}
      </p>
      {change !== 0 && (
        <p className={change < 0 ? 'down' : 'up'}>
          比首次挂牌{change < 0 ? '降' : '涨'} {price(Math.abs(change))}
        </p>
      )}
    </section>
  );
}

function Facts({ listing }: { listing: Listing }) {
  const { community, yearBuilt } = listing;
  const year = yearBuilt ?? community?.yearBuilt;
  const facts: [string, ReactNode][] = [
    ['户型', layoutOf(listing)],
    ['建筑面积', squareMeters(listing.livingArea)],
    ['朝向', orientationOf(listing)],
    ['楼层', floorOf(listing)],
    ['装修', listing.decoration && wordFor(decorations, listing.decoration)],
    ['建筑类型', listing.buildingType && wordFor(buildingTypes, listing.buildingType)],
    ['电梯', listing.hasElevator == null ? null : listing.hasElevator ? '有' : '无'],
    ['建成', year && `${year} 年`],
    ['地铁', metroOf(listing)],
    ['楼盘', community && `${community.name}（${count(community.listings.totalCount)} 套在售）`],
    ['上市', listing.onMarketDate && `${date(listing.onMarketDate)}（${daysSince(listing.onMarketDate)} 天）`],
    ['带看', `${count(listing.showingCount)} 次`],
    ['关注', `${count(listing.followerCount)} 人`],
  ];
  return (
    <section className="panel">
      <h2>房源信息</h2>
      <dl className="grid">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function People({ listing }: { listing: Listing }) {
  const { has } = useSession();
  return (
    <>
      {listing.listAgent && (
        <section className="panel">
          <h2>维护人</h2>
          <p className="person">
            <strong>{listing.listAgent.memberFullName}</strong>
            <span>{[listing.listAgent.jobTitle, listing.listOffice?.officeName].filter(Boolean).join('·')}</span>
            <Masked value={listing.listAgent.memberMobilePhone} />
          </p>
        </section>
      )}
      {has('Listing', 'ownerName', 'ownerPhone') && <Owner id={listing.id} />}
      {has('Listing', 'floorPrice', 'mandateOn') && <Mandate id={listing.id} />}
    </>
  );
}

function Owner({ id }: { id: string }) {
  const { data } = useQuery(ListingOwnerDocument, { variables: { id } });
  if (data?.node?.__typename !== 'Listing') return null;
  // Not on file, or not this viewer's to see: the graph does not tell which.
  const known = [data.node.ownerName, data.node.ownerPhone].filter((value) => value != null);
  if (known.length === 0) return null;
  return (
    <section className="panel">
      <h2>业主</h2>
      <p className="person">
        {known.map((value) => (
          <Masked key={value} value={value} />
        ))}
      </p>
    </section>
  );
}

function Mandate({ id }: { id: string }) {
  const { data } = useQuery(ListingMandateDocument, { variables: { id } });
  if (data?.node?.__typename !== 'Listing') return null;
  const { floorPrice, mandateOn } = data.node;
  if (floorPrice == null && mandateOn == null) return null;
  return (
    <section className="panel">
      <h2>委托</h2>
      <dl>
        <div>
          <dt>底价</dt>
          <dd>{floorPrice == null ? '未约定' : price(floorPrice)}</dd>
        </div>
        <div>
          <dt>委托日期</dt>
          <dd>{mandateOn == null ? '未签' : date(mandateOn)}</dd>
        </div>
      </dl>
    </section>
  );
}
