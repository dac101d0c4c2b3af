import { useMutation, useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { Failure } from '../app/Failure';
import { Masked } from '../app/Masked';
import { date, price, time } from '../app/format';
import { listingAddress } from '../app/route';
import { payments, stages, wordFor } from '../app/words';
import { graphql } from '../gql';
import type { DealAdvanceInput, DealPageQuery } from '../gql/graphql';
import { useSession } from '../session/session';
import type { Deal } from './mirror';
import { pathOf } from './path';
import { Refusals } from './Refusals';

const DealPageDocument = graphql(`
  query DealPage($id: ID!) {
    node(id: $id) {
      ... on Deal {
        id
        dealNumber
        stage
        price
        paymentType
        openedOn
        signedOn
        closedOn
        version
        listing {
          id
          listingId
          title
        }
        agent {
          id
          memberFullName
        }
        store {
          id
          officeName
        }
        tasks(first: 100) {
          nodes {
            id
            name
            stage
            status
            dueOn
            completedAt
          }
        }
      }
    }
  }
`);

// Not in every role's graph, so it is asked for apart.
const DealClientDocument = graphql(`
  query DealClient($id: ID!) {
    node(id: $id) {
      ... on Deal {
        id
        client {
          id
          fullName
        }
      }
    }
  }
`);

const DealCommissionDocument = graphql(`
  query DealCommission($id: ID!) {
    node(id: $id) {
      ... on Deal {
        id
        commission
      }
    }
  }
`);

const AdvanceDealDocument = graphql(`
  mutation AdvanceDeal($input: DealAdvanceInput!) {
    dealAdvance(input: $input) {
      errors {
        ...Refusal
      }
    }
  }
`);

const CompleteTaskDocument = graphql(`
  mutation CompleteTask($input: DealTaskCompleteInput!) {
    dealTaskComplete(input: $input) {
      errors {
        ...Refusal
      }
    }
  }
`);

type Details = Extract<DealPageQuery['node'], { __typename?: 'Deal' }>;
type Task = Details['tasks']['nodes'][number];

/** One deal with its tasks. The board's stream says when it changed; what it does not carry is asked for then. */
export function DealPanel({ deal }: { deal: Deal }) {
  const { data, error, refetch } = useQuery(DealPageDocument, { variables: { id: deal.id }, fetchPolicy: 'cache-and-network' });
  const known = useRef(deal);
  useEffect(() => {
    if (known.current === deal) return;
    known.current = deal;
    void refetch();
  }, [deal, refetch]);

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') location.hash = '#/deals';
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);

  return (
    <aside className="deal-panel" aria-label={`交易 ${deal.dealNumber}`}>
      <header>
        <code>{deal.dealNumber}</code>
        <a href="#/deals" aria-label="关闭">
          ✕
        </a>
      </header>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.node?.__typename === 'Deal' && <Facts deal={data.node} />}
    </aside>
  );
}

function Facts({ deal }: { deal: Details }) {
  const { has } = useSession();
  return (
    <>
      <h2>{deal.listing ? <a href={listingAddress(deal.listing.id)}>{deal.listing.title}</a> : '（看不到的房源）'}</h2>
      <p className="figure">
        {price(deal.price)} <small>{wordFor(payments, deal.paymentType)}</small>
      </p>
      <dl>
        <div>
          <dt>经纪人</dt>
          <dd>{[deal.agent?.memberFullName, deal.store?.officeName].filter(Boolean).join('·')}</dd>
        </div>
        {has('Client', 'fullName') && <Buyer id={deal.id} />}
        {has('Deal', 'commission') && <Commission id={deal.id} />}
        <div>
          <dt>开单</dt>
          <dd>{date(deal.openedOn)}</dd>
        </div>
        {deal.signedOn && (
          <div>
            <dt>签约</dt>
            <dd>{date(deal.signedOn)}</dd>
          </div>
        )}
        {deal.closedOn && (
          <div>
            <dt>完成</dt>
            <dd>{date(deal.closedOn)}</dd>
          </div>
        )}
      </dl>
      {has('Mutation', 'dealAdvance') && <Advance deal={deal} />}
      <Way deal={deal} />
    </>
  );
}

function Buyer({ id }: { id: string }) {
  const { data } = useQuery(DealClientDocument, { variables: { id } });
  if (data?.node?.__typename !== 'Deal' || !data.node.client?.fullName) return null;
  return (
    <div>
      <dt>客户</dt>
      <dd>
        <Masked value={data.node.client.fullName} />
      </dd>
    </div>
  );
}

function Commission({ id }: { id: string }) {
  const { data } = useQuery(DealCommissionDocument, { variables: { id } });
  if (data?.node?.__typename !== 'Deal' || data.node.commission == null) return null;
  return (
    <div>
      <dt>佣金</dt>
      <dd>{price(data.node.commission)}</dd>
    </div>
  );
}

function Advance({ deal }: { deal: Details }) {
  const [advance, { data, error, loading }] = useMutation(AdvanceDealDocument, { fetchPolicy: 'no-cache' });
  const unanswered = useRef<DealAdvanceInput>(undefined);
  const way = pathOf(deal.paymentType);
  const next = way[way.indexOf(deal.stage) + 1];
  if (next === undefined || !way.includes(deal.stage)) return null;

  // Whoever presses again after a lost answer sends the same again, so the deal moves one stage, not two.
  const press = async () => {
    unanswered.current ??= { dealId: deal.id, expectedVersion: deal.version, idempotencyKey: crypto.randomUUID() };
    await advance({ variables: { input: unanswered.current } });
    unanswered.current = undefined;
  };
  return (
    <div className="advance">
      <button type="button" className="primary" disabled={loading} onClick={() => void press().catch(() => undefined)}>
        推进到「{wordFor(stages, next)}」
      </button>
      {error && <Failure error={error} onRetry={() => void press().catch(() => undefined)} />}
      {data && <Refusals errors={data.dealAdvance.errors} />}
    </div>
  );
}

/** All stages of the deal with their tasks, the present one open. */
function Way({ deal }: { deal: Details }) {
  const way = pathOf(deal.paymentType);
  const present = way.indexOf(deal.stage);
  return (
    <ol className="way">
      {way.map((stage, index) => (
        <li key={stage} className={index < present ? 'past' : index === present ? 'present' : 'future'}>
          <h3>{wordFor(stages, stage)}</h3>
          <ul>
            {deal.tasks.nodes
              .filter((task) => task.stage === stage)
              .map((task) => (
                <TaskLine key={task.id} task={task} isPresent={index === present} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function TaskLine({ task, isPresent }: { task: Task; isPresent: boolean }) {
  const { has } = useSession();
  const [complete, { data, error, loading }] = useMutation(CompleteTaskDocument, { fetchPolicy: 'no-cache' });
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const press = () => complete({ variables: { input: { taskId: task.id, idempotencyKey } } }).catch(() => undefined);
  return (
    <li data-status={task.status}>
      <span>{task.name}</span>
      {task.completedAt ? (
        <time dateTime={task.completedAt}>{time(task.completedAt)}</time>
      ) : (
        <time dateTime={task.dueOn}>{date(task.dueOn)}前</time>
      )}
      {isPresent && task.status === 'OPEN' && has('Mutation', 'dealTaskComplete') && (
        <button type="button" disabled={loading} onClick={() => void press()}>
          完成
        </button>
      )}
      {error && <Failure error={error} onRetry={() => void press()} />}
      {data && <Refusals errors={data.dealTaskComplete.errors} />}
    </li>
  );
}
