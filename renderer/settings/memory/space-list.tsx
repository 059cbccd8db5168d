import type { MemorySpaceInfo } from '../../../shared/rpc/memory-contract.ts';
import type { SpaceName } from '../../../shared/run/memory-outcome.ts';
import { countWords } from '../../runs/words.ts';
import { chooseSpace, spaceKey } from './memory-store.ts';

interface SpaceListProps {
  readonly spaces: readonly MemorySpaceInfo[];
  readonly chosen: SpaceName | null;
}

/** All spaces, one of them chosen. */
export function SpaceList({ spaces, chosen }: SpaceListProps) {
  return (
    <ul className="key-list memory-spaces" aria-label="Spaces">
      {spaces.map((info) => {
        const key = spaceKey(info.space);
        const isChosen = chosen !== null && key === spaceKey(chosen);
        return (
          <li key={key}>
            <button
              type="button"
              className={isChosen ? 'memory-space on' : 'memory-space'}
              aria-pressed={isChosen}
              onClick={() => void chooseSpace(info.space)}
            >
              <b className="strong cut">{info.space.name}</b>
              <span className="t12 dim cut grow">{ownerWords(info)}</span>
              <span className="t12 dim num">{sizeOf(info)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function ownerWords({ space, documentName }: MemorySpaceInfo): string {
  if (space.document === null) return 'shared by all teams';
  return documentName === null ? 'of a team that is gone' : `of ${documentName}`;
}

function sizeOf({ entries, files }: MemorySpaceInfo): string {
  const count = `${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry' : 'entries'}`;
  return files === 0 ? count : `${count}, ${countWords(files, 'file')}`;
}
