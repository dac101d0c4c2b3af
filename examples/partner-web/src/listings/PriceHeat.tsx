import { useQuery } from '@apollo/client/react';
import { useLayoutEffect, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { count, shortUnitPrice, unitPrice } from '../app/format';
import { graphql } from '../gql';
import type { ListingFilterInput, PriceHeatQuery } from '../gql/graphql';
import { divide, type Box } from './treemap';

// first: 0 asks for no rows, only for the figures over all that match.
const PriceHeatDocument = graphql(`
  query PriceHeat($where: ListingFilterInput!, $search: String) {
    listings(first: 0, where: $where, search: $search) {
      aggregate {
        percentile(at: 0.5) {
          unitPrice
        }
        groups {
          key {
            district
            mlsAreaMajor
          }
          count
          percentile(at: 0.5) {
            unitPrice
          }
        }
      }
    }
  }
`);

type Group = PriceHeatQuery['listings']['aggregate']['groups'][number];

interface Area {
  district: string;
  /** Empty: the source does not say. */
  name: string;
  count: number;
  median: number;
}

interface Props {
  where: ListingFilterInput;
  search: string;
  district: string;
  area: string;
  addressOf: (place: { district: string; area: string }) => string;
}

const narrow = 480;

/** The market that matches as a picture: a field for each 板块, as large as it has listings, the warmer the dearer a ㎡ is. */
export function PriceHeat({ where, search, district, area, addressOf }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { data, previousData } = useQuery(PriceHeatDocument, { variables: { where, search: search || null } });
  const aggregate = (data ?? previousData)?.listings.aggregate;
  const areas = (aggregate?.groups ?? []).map(areaOf).filter((known) => known !== undefined);
  const medians = areas.map(({ median }) => median);
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  const height = Math.round(Math.min(width * (width < narrow ? 0.75 : 0.95), 600));
  return (
    <section className="heat" aria-label="价格热力" aria-busy={!data}>
      <header>
        <h2>价格热力</h2>
        {aggregate?.percentile.unitPrice != null && <p>单价中位数 {unitPrice(aggregate.percentile.unitPrice)}</p>}
      </header>
      <div ref={frame}>
        {width > 0 && areas.length > 0 && (
          <svg width={width} height={height} role="list">
            {districtsOf(areas, { x: 0, y: 0, width, height }).map((part) => (
              <g key={part.name}>
                {part.hasLabel && (
                  <text className="district" x={part.box.x + 4} y={part.box.y + 13}>
                    {part.name}
                  </text>
                )}
                {part.areas.map(({ place, box }) => {
                  const isChosen = place.district === district && place.name === area;
                  return (
                    <Field
                      key={place.name}
                      place={place}
                      box={box}
                      heat={high > low ? (place.median - low) / (high - low) : 0.5}
                      isChosen={isChosen}
                      address={addressOf({ district: place.district, area: isChosen ? '' : place.name })}
                    />
                  );
                })}
              </g>
            ))}
          </svg>
        )}
      </div>
      {areas.length > 0 && (
        <footer>
          <span>{shortUnitPrice(low)}</span>
          <i aria-hidden="true" />
          <span>{shortUnitPrice(high)}/㎡</span>
          {district && <a href={addressOf({ district: '', area: '' })}>看全城</a>}
        </footer>
      )}
    </section>
  );
}

interface FieldProps {
  place: Area;
  box: Box;
  /** From 0, the cheapest, to 1. */
  heat: number;
  isChosen: boolean;
  address: string;
}

function Field({ place, box: { x, y, width, height }, heat, isChosen, address }: FieldProps) {
  const name = place.name || '其他';
  const hasName = width > widthOf(name) && height > 24;
  return (
    <a
      href={address}
      role="listitem"
      className={heat > 0.55 ? 'dear' : undefined}
      aria-current={isChosen || undefined}
      aria-label={`${place.district} ${name}，${place.count} 套，${unitPrice(place.median)}`}
      style={{ '--heat': heat } as CSSProperties}
    >
      <title>{`${place.district} · ${name}\n${count(place.count)} 套在售\n单价中位数 ${unitPrice(place.median)}`}</title>
      <rect x={x + 1} y={y + 1} width={Math.max(0, width - 2)} height={Math.max(0, height - 2)} rx="3" />
      {hasName && (
        <text x={x + 8} y={y + 19}>
          {name}
        </text>
      )}
      {hasName && height > 44 && (
        <text className="figure" x={x + 8} y={y + 36}>
          {shortUnitPrice(place.median)}
        </text>
      )}
    </a>
  );
}

/** The room that a name in Chinese needs. */
function widthOf(name: string): number {
  return name.length * 13 + 14;
}

const labelHeight = 19;

interface District {
  name: string;
  box: Box;
  hasLabel: boolean;
  areas: { place: Area; box: Box }[];
}

/** Districts first, so that neighbours stay together, then the 板块 in each. */
function districtsOf(areas: Area[], box: Box): District[] {
  const districts = [...Map.groupBy(areas, ({ district }) => district)]
    .map(([name, members]) => ({ name, members, count: members.reduce((sum, member) => sum + member.count, 0) }))
    .sort((one, other) => other.count - one.count);
  const boxes = divide(
    districts.map(({ count: size }) => size),
    box,
  );
  return districts.map(({ name, members }, index) => {
    const whole = boxes[index]!;
    const hasLabel = whole.width > widthOf(name) && whole.height > 3 * labelHeight;
    const fields = divide(
      members.map(({ count: size }) => size),
      inset(whole, hasLabel ? labelHeight : 0),
    );
    return { name, box: whole, hasLabel, areas: members.map((place, position) => ({ place, box: fields[position]! })) };
  });
}

function inset({ x, y, width, height }: Box, top: number): Box {
  return { x, y: y + top, width: Math.max(1, width - 3), height: Math.max(1, height - top - 3) };
}

function areaOf({ key, count: size, percentile }: Group): Area | undefined {
  if (key.district == null || percentile.unitPrice == null) return undefined;
  return { district: key.district, name: key.mlsAreaMajor ?? '', count: size, median: percentile.unitPrice };
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
