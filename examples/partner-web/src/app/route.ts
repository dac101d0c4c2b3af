import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';

/** Where the reader is. It stands behind the # of the address, so that static files need no server that knows the pages. */
export interface Route {
  page: string;
  id: string | undefined;
  query: URLSearchParams;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => location.hash);
  return useMemo(() => parse(hash), [hash]);
}

const places = new Map<string, number>();

/** Each page keeps its place: a new one begins at its top, one that is come back to is where it was left. */
export function useScrollMemory({ page, id }: Route): void {
  const key = `${page}/${id ?? ''}`;
  useLayoutEffect(() => {
    history.scrollRestoration = 'manual';
    scrollTo(0, places.get(key) ?? 0);
    const keep = () => void places.set(key, scrollY);
    addEventListener('scroll', keep, { passive: true });
    return () => removeEventListener('scroll', keep);
  }, [key]);
}

/** Changes the query as it is at this moment, without a step in the history. */
export function replaceQuery(change: (query: URLSearchParams) => URLSearchParams): void {
  const { page, query } = parse(location.hash);
  location.replace(addressOf(page, change(query)));
}

export function addressOf(page: string, query: URLSearchParams): string {
  return query.size > 0 ? `#/${page}?${query}` : `#/${page}`;
}

export function listingAddress(id: string): string {
  return `#/listings/${encodeURIComponent(id)}`;
}

export function dealAddress(id: string): string {
  return `#/deals/${encodeURIComponent(id)}`;
}

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, id] = path.split('/');
  return { page: page || 'listings', id: id && decodeURIComponent(id), query: new URLSearchParams(query) };
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
