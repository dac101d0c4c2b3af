import { useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { graphql } from '../gql';
import { bedroomChoices, orders, type Filters } from './filters';

const DistrictsDocument = graphql(`
  query Districts {
    listings(first: 0, where: { standardStatus: { eq: ACTIVE } }) {
      aggregate {
        groups {
          key {
            district
          }
          count
        }
      }
    }
  }
`);

const typingPause = 250;

interface Props {
  filters: Filters;
  onChange: (changed: Partial<Filters>) => void;
}

export function FilterBar({ filters, onChange }: Props) {
  const { data } = useQuery(DistrictsDocument);
  const groups = data?.listings.aggregate.groups ?? [];
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <Typed
        label="搜索"
        className="words"
        type="search"
        placeholder="小区、板块、地铁站、标题"
        value={filters.search}
        onType={(search) => onChange({ search })}
      />
      <div className="choice">
        <label htmlFor="district">区</label>
        <select id="district" value={filters.district} onChange={(event) => onChange({ district: event.target.value, area: '' })}>
          <option value="">全部</option>
          {groups.map(
            ({ key: { district }, count }) =>
              district && (
                <option key={district} value={district}>
                  {district}（{count}）
                </option>
              ),
          )}
        </select>
      </div>
      <fieldset>
        <legend>居室</legend>
        {['', ...bedroomChoices].map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="bedrooms"
              checked={filters.bedrooms === choice}
              onChange={() => onChange({ bedrooms: choice })}
            />
            <span>{choice === '' ? '不限' : choice === '5' ? '5+' : choice}</span>
          </label>
        ))}
      </fieldset>
      <div className="range" role="group" aria-label="总价，万元">
        <Typed label="总价从" type="number" placeholder="最低" value={filters.from} onType={(from) => onChange({ from })} />
        <span aria-hidden="true">–</span>
        <Typed label="总价到" type="number" placeholder="最高" value={filters.to} onType={(to) => onChange({ to })} />
        <span aria-hidden="true">万</span>
      </div>
      <div className="choice">
        <label htmlFor="order">排序</label>
        <select id="order" value={filters.order} onChange={(event) => onChange({ order: event.target.value })}>
          {Object.entries(orders).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}

interface TypedProps {
  label: string;
  type: 'search' | 'number';
  placeholder: string;
  value: string;
  className?: string;
  onType: (value: string) => void;
}

/** A text that counts once the typing pauses. */
function Typed({ label, value, onType, className, ...input }: TypedProps) {
  const [draft, setDraft] = useState(value);
  const told = useRef(value);

  // A value from elsewhere; the own one that comes back must not undo what was typed since.
  useEffect(() => {
    if (value !== told.current) setDraft((told.current = value));
  }, [value]);

  useEffect(() => {
    if (draft === told.current) return;
    const pause = setTimeout(() => onType((told.current = draft)), typingPause);
    return () => clearTimeout(pause);
  }, [draft]);

  return (
    <label className={className}>
      <span>{label}</span>
      <input
        {...input}
        min={input.type === 'number' ? 0 : undefined}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
    </label>
  );
}
