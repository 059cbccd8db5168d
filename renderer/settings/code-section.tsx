import { useEffect } from 'react';
import type { CodeSettings } from '../../shared/settings/code-settings.ts';
import { updateSettings, useSettings } from '../store/settings.ts';
import { followJobs, loadLocalModels, useLocalModels } from './local-models/local-models-store.ts';
import { PackRow } from './local-models/pack-row.tsx';
import { SettingsGroup } from './settings-group.tsx';

/** Where the code of teams runs. */
export function CodeSection() {
  const code = useSettings(({ settings }) => settings?.code);
  const problem = useSettings((state) => state.problem);
  useEffect(() => {
    const leaving = new AbortController();
    void loadLocalModels();
    void followJobs(leaving.signal);
    return () => leaving.abort();
  }, []);
  return (
    <>
      {problem !== null && <p className="callout error">{problem}</p>}
      <SettingsGroup
        title="Sandbox"
        about="Runs Python, JavaScript and TypeScript of teams in a process without rights: no files of yours, no network, no other programs. Teams without code need none of this."
      >
        <Pack id="sandbox" />
      </SettingsGroup>
      {code !== undefined && <OtherPlaces code={code} />}
    </>
  );
}

/** Never the usual: code leaves the sandbox only where a person has chosen that, and each run of it asks. */
function OtherPlaces({ code }: { readonly code: CodeSettings }) {
  return (
    <>
      <SettingsGroup
        title="Executor “This machine”"
        about="What a design that names this executor gets. As programs of this machine code has your rights: it reads and changes what you can. Each run of it asks first."
      >
        <Choice
          label="Executor This machine"
          value={code.local}
          options={{ sandbox: 'In the sandbox', process: 'As programs, with my rights' }}
          onChoose={(local) => void updateSettings({ code: { local } })}
        />
      </SettingsGroup>
      <SettingsGroup
        title="Executor “Container”"
        about="In a container of Docker, or an engine compatible with it, code sees its work folder and the network. Each run of it asks first."
      >
        <Choice
          label="Executor Container"
          value={code.container}
          options={{ sandbox: 'In the sandbox', docker: 'In a container' }}
          onChoose={(container) => void updateSettings({ code: { container } })}
        />
        {code.container === 'docker' && <Pack id="docker" />}
      </SettingsGroup>
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {(Object.keys(options) as T[]).map((each) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onChoose(each)}>
          {options[each]}
        </button>
      ))}
    </div>
  );
}

function Pack({ id }: { readonly id: string }) {
  const { packs, jobs } = useLocalModels();
  const pack = packs?.find((one) => one.id === id);
  return pack === undefined ? null : <PackRow pack={pack} job={jobs.get(`pack:${id}`)} />;
}
