import { useEffect, useState, useSyncExternalStore } from 'react';
import { count, daysSince, price } from '../app/format';
import { dealAddress } from '../app/route';
import { payments, stages, wordFor } from '../app/words';
import type { DealStage } from '../gql/graphql';
import { useSession } from '../session/session';
import { DealPanel } from './DealPanel';
import { follow } from './follow';
import { DealMirror, type Connection, type Deal, type Picture } from './mirror';
import { path } from './path';
import './deals.css';

const mostCards = 20;

const connections: Record<Connection, string> = { connecting: '正在连接', live: '实时', waiting: '正在重连', ended: '已断开' };

export function Board({ openId }: { openId: string | undefined }) {
  const picture = useDeals();
  const open = picture.deals.find(({ id }) => id === openId);
  return (
    <main className="board">
      <title>交易看板</title>
      <BoardHeader picture={picture} />
      <Columns picture={picture} openId={openId} />
      {open && <DealPanel key={open.id} deal={open} />}
    </main>
  );
}

/** The deals as they are now, followed as long as the board is shown. */
function useDeals(): Picture {
  const { socket, tokens } = useSession();
  const [mirror] = useState(() => new DealMirror());
  useEffect(() => {
    const leaving = new AbortController();
    void follow(socket, tokens, mirror, leaving.signal);
    return () => leaving.abort();
  }, [socket, tokens, mirror]);
  return useSyncExternalStore(mirror.listen, mirror.read);
}

function BoardHeader({ picture: { deals, connection, reason, moved } }: { picture: Picture }) {
  const underWay = deals.filter(({ stage }) => stage !== 'CLOSED' && path.includes(stage));
  return (
    <header>
      <h1>交易看板</h1>
      <p>
        进行中 <output>{count(underWay.length)}</output> 单，合计 {price(underWay.reduce((sum, deal) => sum + deal.price, 0))}
      </p>
      <p className="last-move" aria-live="polite">
        {moved && (
          <>
            <code>{moved.dealNumber}</code> {wordFor(stages, moved.from)} → <strong>{wordFor(stages, moved.to)}</strong>
          </>
        )}
      </p>
      <p className="connection" data-connection={connection} role="status">
        {connections[connection]}
        {reason && <code>{reason}</code>}
      </p>
    </header>
  );
}

function Columns({ picture: { deals, moved }, openId }: { picture: Picture; openId: string | undefined }) {
  const byStage = Map.groupBy(deals, ({ stage }) => stage);
  const aside = [...byStage.keys()].filter((stage) => !path.includes(stage)).sort();
  return (
    <div className="stages" tabIndex={-1}>
      {[...path, ...aside].map((stage) => (
        <Column key={stage} stage={stage} deals={byStage.get(stage) ?? []} movedId={moved?.dealId} openId={openId} />
      ))}
    </div>
  );
}

interface ColumnProps {
  stage: DealStage;
  deals: Deal[];
  movedId: string | undefined;
  openId: string | undefined;
}

function Column({ stage, deals, movedId, openId }: ColumnProps) {
  const latest = deals.toSorted((one, other) => Date.parse(other.stageChangedAt) - Date.parse(one.stageChangedAt));
  return (
    <section data-stage={stage} aria-label={wordFor(stages, stage)}>
      <h2>
        {wordFor(stages, stage)} <small>{count(deals.length)}</small>
      </h2>
      <ol>
        {latest.slice(0, mostCards).map((deal) => (
          <li key={deal.id}>
            <Card deal={deal} hasMoved={deal.id === movedId} isOpen={deal.id === openId} />
          </li>
        ))}
      </ol>
      {deals.length > mostCards && <p>还有 {count(deals.length - mostCards)} 单</p>}
    </section>
  );
}

function Card({ deal, hasMoved, isOpen }: { deal: Deal; hasMoved: boolean; isOpen: boolean }) {
  const days = daysSince(deal.stageChangedAt);
  return (
    <a
      className={hasMoved ? 'deal moved' : 'deal'}
      href={dealAddress(deal.id)}
      data-deal={deal.dealNumber}
      aria-current={isOpen || undefined}
    >
      <strong>{deal.listing?.title ?? '（看不到的房源）'}</strong>
      <span className="money">
        {price(deal.price)} <small>{wordFor(payments, deal.paymentType)}</small>
      </span>
      <span className="foot">
        <span>{deal.agent?.memberFullName}</span>
        <time dateTime={deal.stageChangedAt}>{days === 0 ? '今天' : `${count(days)} 天`}</time>
      </span>
    </a>
  );
}
