import { useEffect } from 'react';
import { followJobs, loadLocalModels, useLocalModels } from './local-models/local-models-store.ts';
import { PackRow } from './local-models/pack-row.tsx';
import { SettingsGroup } from './settings-group.tsx';

/** Where the code of teams runs. */
export function CodeSection() {
  const { packs, jobs } = useLocalModels();
  useEffect(() => {
    const leaving = new AbortController();
    void loadLocalModels();
    void followJobs(leaving.signal);
    return () => leaving.abort();
  }, []);
  const pack = packs?.find(({ id }) => id === 'sandbox');
  return (
    <SettingsGroup
      title="Sandbox"
      about="Runs Python, JavaScript and TypeScript of teams in a process without rights: no files of yours, no network, no other programs. Teams without code need none of this."
    >
      {pack && <PackRow pack={pack} job={jobs.get(`pack:${pack.id}`)} />}
    </SettingsGroup>
  );
}
