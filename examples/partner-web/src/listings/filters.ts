import type { ListingFilterInput, ListingOrderInput } from '../gql/graphql';

/** What the reader looks for, as it stands in the address. Prices are in 万元. */
export interface Filters {
  search: string;
  district: string;
  area: string;
  bedrooms: string;
  from: string;
  to: string;
  order: string;
}

const names = ['search', 'district', 'area', 'bedrooms', 'from', 'to', 'order'] as const;

export const orders: Record<string, { label: string; order: ListingOrderInput[] }> = {
  '': { label: '最近更新', order: [{ modificationTimestamp: 'DESC' }] },
  cheap: { label: '总价从低到高', order: [{ listPrice: 'ASC' }] },
  dear: { label: '总价从高到低', order: [{ listPrice: 'DESC' }] },
  'unit-cheap': { label: '单价从低到高', order: [{ unitPrice: 'ASC' }] },
  large: { label: '面积从大到小', order: [{ livingArea: 'DESC' }] },
};

/** The last one means five and more. */
export const bedroomChoices = ['1', '2', '3', '4', '5'];

export function filtersOf(query: URLSearchParams): Filters {
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Record<(typeof names)[number], string>;
}

export function queryOf(filters: Filters): URLSearchParams {
  return new URLSearchParams(names.filter((name) => filters[name] !== '').map((name) => [name, filters[name]]));
}

export function orderOf({ order }: Filters): ListingOrderInput[] {
  return (orders[order] ?? orders['']!).order;
}

/** All filters but the 板块: the heat picture shows the 板块 around the chosen one, too. */
export function whereAround({ district, bedrooms, from, to }: Filters): ListingFilterInput {
  const rooms = Number(bedrooms);
  const listPrice = { ...(yuan(from) && { gte: yuan(from) }), ...(yuan(to) && { lte: yuan(to) }) };
  return {
    standardStatus: { eq: 'ACTIVE' },
    ...(district && { district: { eq: district } }),
    ...(rooms && { bedroomsTotal: rooms >= 5 ? { gte: 5 } : { eq: rooms } }),
    ...(Object.keys(listPrice).length > 0 && { listPrice }),
  };
}

export function whereOf(filters: Filters): ListingFilterInput {
  return { ...whereAround(filters), ...(filters.area && { mlsAreaMajor: { eq: filters.area } }) };
}

function yuan(tenThousands: string): number | undefined {
  const value = Number(tenThousands);
  return tenThousands !== '' && Number.isFinite(value) && value >= 0 ? value * 10_000 : undefined;
}
