import { price, squareMeters, unitPrice } from '../app/format';
import { listingAddress } from '../app/route';
import { graphql, unmask, type FragmentType } from '../gql';
import { layoutOf, sellingPoints } from './facts';
import { Photo } from './Photo';

const ListingCardFragment = graphql(`
  fragment ListingCard on Listing {
    id
    listingId
    title
    listPrice
    unitPrice
    livingArea
    district
    mlsAreaMajor
    community {
      id
      name
    }
    media {
      id
      mediaUrl
      mediaCategory
    }
    ...Building
    ...Facts
  }
`);

export function ListingCard({ listing }: { listing: FragmentType<typeof ListingCardFragment> }) {
  const row = unmask(ListingCardFragment, listing);
  const cover = row.media.find(({ mediaCategory }) => mediaCategory === 'PHOTO');
  return (
    <a className="listing-card" href={listingAddress(row.id)} data-listing={row.listingId}>
      <Photo url={cover?.mediaUrl} building={row} />
      <div>
        <h3>{row.title}</h3>
        <p className="place">{[row.district, row.mlsAreaMajor, row.community?.name].filter(Boolean).join('·')}</p>
        <p className="facts">{[layoutOf(row), squareMeters(row.livingArea)].filter(Boolean).join('·')}</p>
        <ul className="tags">
          {sellingPoints(row).map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
      <p className="price">
        <strong>{price(row.listPrice)}</strong>
        <span>{unitPrice(row.unitPrice)}</span>
      </p>
    </a>
  );
}
