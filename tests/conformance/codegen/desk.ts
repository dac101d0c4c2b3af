// A deal desk in TypeScript over the types that graphql-codegen makes. codegen.test.mjs compiles and runs it.
import type { ResultOf, TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type FragmentType, graphql, useFragment as read } from './generated';
import type { DealStage, ListingRepriceInput } from './generated/graphql';

const listingLine = graphql(`
  fragment ListingLine on Listing {
    id
    title
    listPrice
    livingArea
    onMarketDate
    modificationTimestamp
    version
    media {
      mediaUrl
    }
  }
`);

const ownListings = graphql(`
  query OwnListings($first: Int!, $where: ListingFilterInput) {
    viewer {
      agent {
        listings(first: $first, where: $where, order: [{ createdAt: ASC }]) {
          nodes {
            ...ListingLine
          }
        }
      }
    }
  }
`);

const dealStages = graphql(`
  query DealStages($first: Int!) {
    deals(first: $first, where: { stage: { eq: CLOSED } }, order: [{ createdAt: ASC }]) {
      nodes {
        id
        stage
        price
        openedOn
      }
    }
  }
`);

const reprice = graphql(`
  mutation Reprice($input: ListingRepriceInput!) {
    listingReprice(input: $input) {
      listing {
        ...ListingLine
      }
      errors {
        __typename
        ... on UserError {
          code
          path
        }
        ... on StaleListing {
          currentVersion
        }
        ... on WrongState {
          state
        }
      }
    }
  }
`);

export const alerts = graphql(`
  subscription Alerts($after: String) {
    dealAlerts(after: $after) {
      __typename
      ... on StreamItem {
        sequence
        position
      }
      ... on DealAlert {
        kind
        toStage
      }
      ... on VisibilityGained {
        node {
          __typename
          id
        }
      }
      ... on VisibilityLost {
        resourceId
      }
    }
  }
`);

/** How a document is sent: the types of its data and of its variables are those of the document. */
export type Send = <TData, TVariables extends object>(document: TypedDocumentNode<TData, TVariables>, variables: TVariables) => Promise<TData>;

const isUnderWay = (stage: DealStage): boolean => stage !== 'CLOSED' && stage !== 'TERMINATED';

function describe(reference: FragmentType<typeof listingLine>) {
  const listing = read(listingLine, reference);
  return { ...listing, perSquareMetre: Math.round(listing.listPrice / listing.livingArea) };
}

export async function soldListings(send: Send, first: number) {
  const { viewer } = await send(ownListings, { first, where: { status: { eq: 'CLOSED' }, bedroomsTotal: { gte: 1 } } });
  return (viewer?.agent?.listings?.nodes ?? []).map(describe);
}

export async function deals(send: Send) {
  const data = await send(dealStages, { first: 3 });
  return data.deals.nodes.map((deal) => ({ ...deal, underWay: isUnderWay(deal.stage) }));
}

export async function setPrice(send: Send, input: ListingRepriceInput): Promise<string> {
  const { listingReprice } = await send(reprice, { input });
  const [refusal] = listingReprice.errors;
  if (!refusal) return `now ${listingReprice.listing ? describe(listingReprice.listing).listPrice : 'unseen'}`;
  switch (refusal.__typename) {
    case 'StaleListing':
      return `${refusal.code}: version ${refusal.currentVersion}`;
    case 'WrongState':
      return `${refusal.code}: ${refusal.state}`;
    case 'InvalidInput':
    case 'NotFound':
      return `${refusal.code}: ${refusal.path.join('.')}`;
    default:
      // A member of the union that is not named above would be no `never`.
      return refusal satisfies never;
  }
}

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Line = ResultOf<typeof listingLine>;

/** No scalar has become `any`. */
export const scalars: [
  Equal<Line['listPrice'], number>,
  Equal<Line['modificationTimestamp'], string>,
  Equal<Line['onMarketDate'], string | null>,
  Equal<Line['version'], number>,
  Equal<Line['media'][number]['mediaUrl'], string>,
] = [true, true, true, true, true];
