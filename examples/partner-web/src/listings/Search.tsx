import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { count } from '../app/format';
import { addressOf, replaceQuery } from '../app/route';
import { Failure } from '../app/Failure';
import { graphql } from '../gql';
import { FilterBar } from './FilterBar';
import { filtersOf, orderOf, queryOf, whereAround, whereOf, type Filters } from './filters';
import { ListingCard } from './ListingCard';
import { PriceHeat } from './PriceHeat';
import './search.css';

const pageSize = 24;

const SearchDocument = graphql(`
  query Search($first: Int!, $after: String, $where: ListingFilterInput!, $search: String, $order: [ListingOrderInput!]!) {
    listings(first: $first, after: $after, where: $where, search: $search, order: $order) {
      totalCount
      nodes {
        id
        ...ListingCard
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export function Search({ query }: { query: URLSearchParams }) {
  const filters = filtersOf(query);
  const change = (changed: Partial<Filters>) => replaceQuery((present) => queryOf({ ...filtersOf(present), ...changed }));
  return (
    <main className="search">
      <title>在售房源</title>
      <FilterBar filters={filters} onChange={change} />
      <PriceHeat
        where={whereAround(filters)}
        search={filters.search}
        district={filters.district}
        area={filters.area}
        addressOf={(place) => addressOf('listings', queryOf({ ...filters, ...place }))}
      />
      <Results filters={filters} />
    </main>
  );
}

function Results({ filters }: { filters: Filters }) {
  const [isLoadingMore, setLoadingMore] = useState(false);
  const variables = { first: pageSize, where: whereOf(filters), search: filters.search || null, order: orderOf(filters) };
  const { data, previousData, error, refetch, fetchMore } = useQuery(SearchDocument, { variables });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;

  // What was there stays until the new rows are: nothing jumps while somebody types.
  const shown = data ?? previousData;
  if (!shown) return <section className="results" aria-busy="true" />;
  const { nodes, pageInfo, totalCount } = shown.listings;
  const loadMore = async () => {
    setLoadingMore(true);
    await fetchMore({ variables: { after: pageInfo.endCursor } }).finally(() => setLoadingMore(false));
  };
  return (
    <section className="results" aria-busy={!data}>
      <h2>
        共 <output>{count(totalCount)}</output> 套在售
      </h2>
      {nodes.length === 0 && <p className="nothing">没有符合条件的房源。放宽价格或换个板块试试。</p>}
      <ol>
        {nodes.map((listing) => (
          <li key={listing.id}>
            <ListingCard listing={listing} />
          </li>
        ))}
      </ol>
      {pageInfo.hasNextPage && (
        <button type="button" className="more" disabled={isLoadingMore} onClick={() => void loadMore()}>
          {isLoadingMore ? '正在加载…' : `再看 ${Math.min(pageSize, totalCount - nodes.length)} 套`}
        </button>
      )}
    </section>
  );
}
