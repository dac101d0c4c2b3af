import { useState } from 'react';
import { graphql, unmask, type FragmentType } from '../gql';

const BuildingFragment = graphql(`
  fragment Building on Listing {
    storiesTotal
    floorNumber
    floorLevel
    buildingType
  }
`);

type Building = FragmentType<typeof BuildingFragment>;

interface Props {
  url: string | undefined;
  building: Building;
}

/** A picture of the home. Where there is none, or it does not come, the building is drawn, with the storey that the home is on. */
export function Photo({ url, building }: Props) {
  const [lostUrl, setLostUrl] = useState<string>();
  const isThere = url !== undefined && url !== lostUrl;
  return (
    <figure className="photo">
      {isThere ? <img src={url} alt="" loading="lazy" onError={() => setLostUrl(url)} /> : <Facade building={building} />}
    </figure>
  );
}

const shares = { BASEMENT: 0, GROUND: 0, LOW: 0.2, MIDDLE: 0.5, HIGH: 0.8, TOP: 1 };
const widths = { BUNGALOW: 150, SLAB: 132, SLAB_TOWER: 92, TOWER: 60 };
const mostStoreys = 32;

export function Facade({ building }: { building: Building }) {
  const { storiesTotal, floorNumber, floorLevel, buildingType } = unmask(BuildingFragment, building);
  const storeys = Math.min(storiesTotal ?? 6, mostStoreys);
  const floor = floorNumber ?? Math.round((floorLevel ? shares[floorLevel] : 0.5) * (storeys - 1)) + 1;
  const lit = Math.min(Math.max(floor, 1), storeys);
  const width = widths[buildingType ?? 'SLAB_TOWER'];
  const storey = Math.min(96 / storeys, 16);
  const left = (200 - width) / 2;
  const windows = Math.round(width / 14);
  const pane = width / windows;
  return (
    <svg className="facade" viewBox="0 0 200 150" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <path className="ground" d="M-500 130h1200v20h-1200z" />
      <rect className="wall" x={left} y={130 - storeys * storey - 4} width={width} height={storeys * storey + 4} />
      {Array.from({ length: storeys }, (_, index) => {
        const top = 130 - (index + 1) * storey;
        return (
          <g key={index} className={index + 1 === lit ? 'lit' : undefined}>
            {Array.from({ length: windows }, (_, column) => (
              <rect
                key={column}
                x={left + column * pane + pane * 0.22}
                y={top + storey * 0.25}
                width={pane * 0.56}
                height={storey * 0.5}
              />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
