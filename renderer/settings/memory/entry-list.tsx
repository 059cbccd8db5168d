import { Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { MemoryEntryInfo } from '../../../shared/rpc/memory-contract.ts';
import type { SpaceName } from '../../../shared/run/memory-outcome.ts';
import { closeLines, placeWords, shortPlace } from '../../../shared/run/memory-place.ts';
import { Hint } from '../../components/hint.tsx';
import { api } from '../../rpc/api.ts';
import { momentWords } from '../../runs/words.ts';
import { changeMemory, loadMemory, loadMore, searchMemory, useMemory } from './memory-store.ts';

/** The entries of a space: searched, deleted one by one, or all cleared. */
export function EntryList({ space }: { readonly space: SpaceName }) {
  const { entries, hasMore, search } = useMemory();
  const [nowMs] = useState(() => Date.now());
  return (
    <div className="memory-entries">
      <div className="row memory-tools">
        <label className="memory-search grow">
          <Search className="icon icon-s" aria-hidden="true" />
          <input
            className="field"
            type="search"
            aria-label={`Search in ${space.name}`}
            placeholder="Search"
            value={search}
            onChange={({ target }) => void searchMemory(target.value)}
          />
        </label>
        <ClearSpace key={JSON.stringify(space)} space={space} />
      </div>
      {entries.length === 0 ? (
        <p className="t12 dim">{search.trim() === '' ? 'It is empty.' : 'No entry holds all of this.'}</p>
      ) : (
        <ol className="key-list memory-list" aria-label={`Entries of ${space.name}`} tabIndex={0}>
          {entries.map((entry) => (
            <EntryRow key={entry.id} space={space} entry={entry} nowMs={nowMs} />
          ))}
        </ol>
      )}
      {hasMore && (
        <button type="button" className="btn sm" onClick={() => void loadMore()}>
          Show more
        </button>
      )}
    </div>
  );
}

interface EntryRowProps {
  readonly space: SpaceName;
  readonly entry: MemoryEntryInfo;
  readonly nowMs: number;
}

function EntryRow({ space, entry, nowMs }: EntryRowProps) {
  const remove = (): void => {
    void changeMemory(() => api.memory.remove({ space, id: entry.id })).then(() => loadMemory());
  };
  return (
    <li className="memory-entry">
      <div className="grow">
        <p className="memory-text">{closeLines(entry.text)}</p>
        <p className="t11 dim cut" title={sourceWords(entry)}>
          {shortPlace(sourceWords(entry))} · {momentWords(entry.createdAtMs, nowMs)}
        </p>
      </div>
      <Hint text="Delete">
        <button
          type="button"
          className="btn bare sq sm"
          aria-label={`Delete “${entry.text.slice(0, 40)}”`}
          onClick={remove}
        >
          <Trash2 className="icon icon-s" />
        </button>
      </Hint>
    </li>
  );
}

function sourceWords({ source, run, ...place }: MemoryEntryInfo): string {
  if (run !== null) return `${source} remembered it in ${run}`;
  return source === '' ? 'You wrote it' : placeWords(source, place);
}

function ClearSpace({ space }: { readonly space: SpaceName }) {
  const [isAsked, setIsAsked] = useState(false);
  const clear = (): void => {
    setIsAsked(false);
    void changeMemory(() => api.memory.clear({ space })).then(() => loadMemory());
  };
  if (!isAsked) {
    return (
      <button type="button" className="btn" onClick={() => setIsAsked(true)}>
        Clear
      </button>
    );
  }
  return (
    <div className="row" role="group" aria-label={`Forget all of ${space.name}?`}>
      <span className="t12">Forget all of {space.name}?</span>
      <button type="button" className="btn sm bad" autoFocus onClick={clear}>
        Forget
      </button>
      <button type="button" className="btn sm" onClick={() => setIsAsked(false)}>
        Keep
      </button>
    </div>
  );
}
