import { graphql, unmask } from '../gql';
import type { DealCardFragment, DealStage, DealStreamSubscription, DealStreamSubscriptionVariables } from '../gql/graphql';

export const DealStreamDocument = graphql(`
  subscription DealStream($after: String, $snapshot: Boolean) {
    dealAlerts(after: $after, snapshot: $snapshot) {
      __typename
      ... on StreamItem {
        position
      }
      ... on DealAlert {
        fromStage
        toStage
        deal {
          ...DealCard
        }
      }
      ... on VisibilityGained {
        node {
          __typename
          ... on Deal {
            ...DealCard
          }
        }
      }
      ... on VisibilityLost {
        resourceId
      }
    }
  }
`);

const DealCardDocument = graphql(`
  fragment DealCard on Deal {
    id
    dealNumber
    stage
    price
    paymentType
    stageChangedAt
    listing {
      id
      title
    }
    agent {
      id
      memberFullName
    }
  }
`);

type StreamItem = DealStreamSubscription['dealAlerts'];
export type Deal = DealCardFragment;
export type Connection = 'connecting' | 'live' | 'waiting' | 'ended';

interface Move {
  dealId: string;
  dealNumber: string;
  from: DealStage;
  to: DealStage;
}

/** What a reader sees: a new object whenever something changed. */
export interface Picture {
  deals: Deal[];
  connection: Connection;
  /** Why it ended, where the server or the line said so. */
  reason: string | undefined;
  /** The last move that was heard of; none while only the snapshot is told. */
  moved: Move | undefined;
}

/**
 * All deals the viewer sees, made of the stream alone. The position is kept with what was done at it (docs/events.md), so that the next
 * connection goes on exactly there.
 */
export class DealMirror {
  #deals = new Map<string, Deal>();
  #position: string | undefined;
  /** What was told at the present place, by position: an item of a change of access may come again and say something else. */
  #told = new Map<string, string>();
  #state: Omit<Picture, 'deals'> = { connection: 'connecting', reason: undefined, moved: undefined };
  #picture: Picture = { ...this.#state, deals: [] };
  #readers = new Set<() => void>();
  #isDue = false;

  /** The variables that go on behind the last item. A position with a part (`123.…`) lies inside a snapshot, which is then told to its end. */
  get resume(): DealStreamSubscriptionVariables {
    if (this.#position === undefined) return { snapshot: true };
    return isPart(this.#position) ? { after: this.#position, snapshot: true } : { after: this.#position };
  }

  /** Takes an item in; one that was handled already changes nothing. */
  apply(item: StreamItem): void {
    if (!this.#isNew(item)) return;
    switch (item.__typename) {
      case 'DealAlert': {
        const deal = unmask(DealCardDocument, item.deal);
        if (deal) this.#deals.set(deal.id, deal);
        if (deal && item.fromStage && item.toStage) {
          this.#state.moved = {
            dealId: deal.id,
            dealNumber: deal.dealNumber,
            from: item.fromStage,
            to: item.toStage,
          };
        }
        break;
      }
      case 'VisibilityGained':
        if (item.node?.__typename === 'Deal') {
          const deal = unmask(DealCardDocument, item.node);
          this.#deals.set(deal.id, deal);
        }
        break;
      case 'VisibilityLost':
        this.#deals.delete(item.resourceId);
        break;
    }
    this.#publish();
  }

  /** Forgets everything, since the position is worth nothing any more: the next connection begins with a snapshot. */
  startAnew(): void {
    this.#deals.clear();
    this.#told.clear();
    this.#position = undefined;
    this.#publish();
  }

  connectionIs(connection: Connection, reason?: string): void {
    this.#state.connection = connection;
    this.#state.reason = reason;
    this.#publish();
  }

  readonly read = (): Picture => this.#picture;

  readonly listen = (changed: () => void): (() => void) => {
    this.#readers.add(changed);
    return () => this.#readers.delete(changed);
  };

  #isNew(item: StreamItem): boolean {
    const { position } = item;
    const [present, last] = [sequenceOf(position), sequenceOf(this.#position)];
    if (present < last) return false;
    if (present > last) this.#told.clear();
    const text = JSON.stringify(item);
    const before = this.#told.get(position);
    if (before !== undefined && (before === text || !isPart(position))) return false;
    this.#told.set(position, text);
    this.#position = position;
    return true;
  }

  /** A snapshot comes as hundreds of items, so readers hear of them a frame at a time. */
  #publish(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#picture = { ...this.#state, deals: [...this.#deals.values()] };
      this.#readers.forEach((changed) => changed());
    }, 16);
  }
}

function isPart(position: string): boolean {
  return position.includes('.');
}

function sequenceOf(position: string | undefined): number {
  return position === undefined ? -1 : Number(position.split('.')[0]);
}
