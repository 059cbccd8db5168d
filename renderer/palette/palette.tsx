import './palette.css';
import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { addPartAtCenter } from '../canvas/add-part.ts';
import { keyWords } from '../keys/key-words.ts';
import { keptOffers, useKeptParts } from '../store/kept-parts.ts';
import { useProviders } from '../store/providers.ts';
import { PartRow } from './part-row.tsx';
import { comingCount, partGroups, type PartGroup } from './part-list.ts';

/** All parts, to be dragged onto the canvas or added by Enter. */
export function Palette() {
  const [search, setSearch] = useState('');
  const [withComing, setWithComing] = useState(false);
  const { providers, load } = useProviders();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (providers === null) void load();
  }, [providers, load]);
  const { parts, load: loadKept } = useKeptParts();
  // Each time: an import may have brought some, and another window too.
  useEffect(() => void loadKept(), [loadKept]);
  const groups = useMemo(
    () => partGroups({ search, withComing, providers, kept: keptOffers(parts) }),
    [search, withComing, providers, parts],
  );
  const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('.part-row') ?? [])];
  const onSearchKey = (event: KeyboardEvent): void => {
    const first = groups[0]?.parts[0];
    if (event.key === 'ArrowDown') rows()[0]?.focus();
    else if (event.key === 'Enter' && search !== '' && first !== undefined) void addPartAtCenter(first);
    else if (event.key === 'Escape') setSearch('');
    else return;
    event.preventDefault();
  };
  return (
    <aside className="pane" aria-label="Parts">
      <header className="pane-head">
        <h2>Parts</h2> <span className="kbd">{keyWords('palette.parts')}</span>
      </header>
      <div className="palette-search">
        <label className="field">
          <Search className="icon icon-s" />
          <input
            type="search"
            placeholder="Search parts"
            aria-label="Search parts"
            data-field="search-parts"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={onSearchKey}
          />
        </label>
      </div>
      <div className="palette-list" ref={list} onKeyDown={(event) => walkRows(event, rows())}>
        <PartSections groups={groups} />
        {search === '' && comingCount > 0 && (
          <button type="button" className="btn bare sm palette-more" onClick={() => setWithComing(!withComing)}>
            {withComing ? 'Show only what runs' : `Show ${comingCount} more for design only`}
          </button>
        )}
      </div>
      <p className="palette-foot">Drag onto the canvas, or press Enter. A tool dropped on an agent becomes its chip.</p>
    </aside>
  );
}

function PartSections({ groups }: { readonly groups: readonly PartGroup[] }) {
  if (groups.length === 0) return <p className="palette-none">No part is called that.</p>;
  return groups.map(({ title, parts }) => (
    <div key={title} role="group" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {parts.map((part) => (
          <PartRow key={part.key} part={part} />
        ))}
      </ul>
    </div>
  ));
}

/** Up and down go from part to part, across the groups. */
function walkRows(event: KeyboardEvent, rows: readonly HTMLElement[]): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const index = rows.findIndex((row) => row === document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, index + step))]?.focus();
}
