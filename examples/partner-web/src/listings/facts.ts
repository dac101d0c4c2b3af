import { floorLevels, orientations, wordFor } from '../app/words';
import { graphql, unmask, type FragmentType } from '../gql';

const FactsFragment = graphql(`
  fragment Facts on Listing {
    bedroomsTotal
    livingRoomsTotal
    bathroomsTotal
    orientations
    floorNumber
    floorLevel
    storiesTotal
    heldTwoYears
    heldFiveYears
    onlyHome
    showAnytime
    metroLine
    metroStation
    metroDistance
  }
`);

type Facts = FragmentType<typeof FactsFragment>;

const nearMetres = 800;

/** 3 室 2 厅 1 卫, as far as it is known; empty when nothing is. */
export function layoutOf(listing: Facts): string {
  const { bedroomsTotal, livingRoomsTotal, bathroomsTotal } = unmask(FactsFragment, listing);
  const rooms = [
    [bedroomsTotal, '室'],
    [livingRoomsTotal, '厅'],
    [bathroomsTotal, '卫'],
  ] as const;
  return rooms.map(([number, kind]) => (number == null ? '' : `${number}${kind}`)).join('');
}

export function floorOf(listing: Facts): string {
  const { floorNumber, floorLevel, storiesTotal } = unmask(FactsFragment, listing);
  const level = floorLevel && wordFor(floorLevels, floorLevel);
  const floor = floorNumber == null ? level : `${floorNumber} 层${level ? `（${level}）` : ''}`;
  return [floor, storiesTotal != null && `共 ${storiesTotal} 层`].filter(Boolean).join('，');
}

export function orientationOf(listing: Facts): string {
  return unmask(FactsFragment, listing)
    .orientations.map((side) => wordFor(orientations, side))
    .join(' ');
}

export function metroOf(listing: Facts): string {
  const { metroLine, metroStation, metroDistance } = unmask(FactsFragment, listing);
  if (!metroStation) return '';
  return [metroLine, `${metroStation}站`, metroDistance != null && `${metroDistance} 米`].filter(Boolean).join('·');
}

/** What buyers ask for first: taxes, metro, viewing. */
export function sellingPoints(listing: Facts): string[] {
  const { heldTwoYears, heldFiveYears, onlyHome, showAnytime, metroDistance } = unmask(FactsFragment, listing);
  return [
    heldFiveYears ? (onlyHome ? '满五唯一' : '满五') : heldTwoYears && '满二',
    metroDistance != null && metroDistance <= nearMetres && '近地铁',
    showAnytime && '随时看房',
  ].filter((point): point is string => typeof point === 'string');
}
