import { useState, type ComponentProps } from 'react';
import { graphql, unmask, type FragmentType } from '../gql';
import { Facade } from './Photo';

const PictureFragment = graphql(`
  fragment Picture on Media {
    mediaUrl
    mediaCategory
    shortDescription
  }
`);

interface Props extends ComponentProps<typeof Facade> {
  pictures: FragmentType<typeof PictureFragment>[];
}

/** The pictures that come, one beside the other; the building where none does. */
export function Gallery({ pictures, building }: Props) {
  const [lost, setLost] = useState<string[]>([]);
  const shown = unmask(PictureFragment, pictures).filter(
    ({ mediaUrl, mediaCategory }) => (mediaCategory === 'PHOTO' || mediaCategory === 'FLOOR_PLAN') && !lost.includes(mediaUrl),
  );
  if (shown.length === 0) {
    return (
      <figure className="photo wide">
        <Facade building={building} />
        <figcaption>暂无照片，亮灯处为所在楼层</figcaption>
      </figure>
    );
  }
  return (
    <div className="gallery" tabIndex={0} role="group" aria-label="照片">
      {shown.map(({ mediaUrl, shortDescription }) => (
        <figure key={mediaUrl} className="photo">
          <img src={mediaUrl} alt={shortDescription ?? ''} onError={() => setLost((before) => [...before, mediaUrl])} />
          {shortDescription && <figcaption>{shortDescription}</figcaption>}
        </figure>
      ))}
    </div>
  );
}
