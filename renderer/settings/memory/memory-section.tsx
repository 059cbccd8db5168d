import './memory.css';
import { useEffect, useRef, useState } from 'react';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { followJobs, loadLocalModels, useLocalModels } from '../local-models/local-models-store.ts';
import { PackRow } from '../local-models/pack-row.tsx';
import { AddToMemory } from './add-to-memory.tsx';
import { EntryList } from './entry-list.tsx';
import { IndexJob } from './index-job.tsx';
import { loadMemory, useMemory } from './memory-store.ts';
import { SpaceList } from './space-list.tsx';

/** What agents remember between runs: spaces, their entries, and files that are put there. */
export function MemorySection() {
  const { spaces, chosen } = useMemory();
  const { packs, jobs } = useLocalModels();
  const [begun, setBegun] = useState('');
  const report = useRef<HTMLDivElement>(null);
  const job = jobs.get(begun) ?? [...jobs.values()].find(isRunning);
  useEffect(() => {
    const leaving = new AbortController();
    void loadMemory();
    void loadLocalModels();
    void followJobs(leaving.signal);
    return () => leaving.abort();
  }, []);
  const ended = [...jobs.values()].filter(({ id, state }) => id.startsWith('memory:') && state !== 'running').length;
  useEffect(() => {
    if (ended === 0) return;
    // The entries above grow by what was read, and push what came of it out of sight.
    const show = (): void => report.current?.scrollIntoView({ block: 'nearest' });
    void loadMemory().then(() => requestAnimationFrame(show));
  }, [ended]);
  const own = packs?.filter(({ id }) => PACKS.has(id)) ?? [];
  return (
    <>
      <SettingsGroup
        title="Spaces"
        about="What is remembered together. A space belongs to one team, or all teams share it by its name. An agent reaches it through a Text memory or Vector memory."
      >
        {spaces?.length === 0 && (
          <p className="t12 dim">Nothing is remembered yet. Add files or a note, or let an agent remember.</p>
        )}
        {spaces !== null && spaces.length > 0 && <SpaceList spaces={spaces} chosen={chosen} />}
        {chosen !== null && <EntryList space={chosen} />}
      </SettingsGroup>
      <SettingsGroup
        title="Add"
        about="Text, Markdown, code and the text of PDFs are read and cut into pieces. Adding a folder again reads only what has changed."
      >
        <AddToMemory key={chosen === null ? '' : JSON.stringify(chosen)} chosen={chosen} onBegin={setBegun} />
        {job && (
          <div ref={report} className="memory-report">
            <IndexJob job={job} />
          </div>
        )}
      </SettingsGroup>
      <SettingsGroup
        title="Packs"
        about="Offline embeddings is a small model of English for Vector memory without a key or a network, named “offline”. Memory servers are the clients of Chroma, Qdrant and Pinecone. What a server keeps is not listed here, and all runs share it: forks and new runs see all that is there."
      >
        {own.map((pack) => (
          <PackRow key={pack.id} pack={pack} job={jobs.get(`pack:${pack.id}`)} />
        ))}
      </SettingsGroup>
    </>
  );
}

/** Files may be read since before the page was opened. */
function isRunning({ id, state }: Job): boolean {
  return id.startsWith('memory:') && state === 'running';
}

const PACKS: ReadonlySet<string> = new Set(['energetic-ai', 'memory-servers']);
