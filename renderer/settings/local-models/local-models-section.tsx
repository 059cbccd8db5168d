import './local-models.css';
import { useEffect } from 'react';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import { api } from '../../rpc/api.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { AddModel } from './add-model.tsx';
import { followJobs, loadLocalModels, useLocalModels } from './local-models-store.ts';
import { ModelRow } from './model-row.tsx';
import { PackRow } from './pack-row.tsx';

/** The pack with which Troupe runs models itself, and the model files that it knows. */
export function LocalModelsSection() {
  const { packs, models, jobs } = useLocalModels();
  useEffect(() => {
    const leaving = new AbortController();
    void loadLocalModels();
    void followJobs(leaving.signal);
    return () => leaving.abort();
  }, []);
  const pack = packs?.find(({ id }) => id === 'node-llama-cpp');
  const known = new Set(models?.map(({ name }) => name));
  // A download has no file before its first bytes, and none when it was refused.
  const fileless = [...jobs.values()].filter((job) => isNewModel(job.id, known) && FILELESS.has(job.state));
  return (
    <>
      <SettingsGroup
        title="Engine"
        about="Runs models inside Troupe, with llama.cpp: no key, no server, nothing leaves this machine. Ollama, where it runs, needs none of this."
      >
        {pack && <PackRow pack={pack} job={jobs.get(`pack:${pack.id}`)} />}
      </SettingsGroup>
      <SettingsGroup
        title="Models"
        about="GGUF files. A team names one in the part “Local model”; small ones begin at some hundred MB."
      >
        {models !== null && models.length + fileless.length > 0 && (
          <ul className="key-list" aria-label="Local models">
            {models.map((model) => (
              <ModelRow key={model.name} model={model} job={jobs.get(`model:${model.name}`)} />
            ))}
            {fileless.map(({ id, title, error }) => (
              <li key={id} className="key-row">
                {error === null ? (
                  <p className="t12 dim">{title} begins…</p>
                ) : (
                  <p className="callout error grow" role="alert">
                    {error}
                    <button type="button" className="btn sm" onClick={() => void api.jobs.cancel({ id })}>
                      Dismiss
                    </button>
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
        {models?.length === 0 && fileless.length === 0 && <p className="t12 dim">There is none yet.</p>}
        <AddModel />
      </SettingsGroup>
    </>
  );
}

const FILELESS: ReadonlySet<Job['state']> = new Set(['running', 'failed']);

function isNewModel(id: string, known: ReadonlySet<string>): boolean {
  return id.startsWith('model:') && !known.has(id.slice('model:'.length));
}
