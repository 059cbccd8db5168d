import { Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { updateSettings, useSettings } from '../store/settings.ts';
import { SettingsGroup } from './settings-group.tsx';

/** What tools may reach on this computer. */
export function ToolsSection() {
  const tools = useSettings(({ settings }) => settings?.tools);
  const problem = useSettings((state) => state.problem);
  if (problem !== null) return <p className="callout error">{problem}</p>;
  if (tools === undefined) return null;
  return (
    <>
      <SettingsGroup
        title="Workspace"
        about="The one folder in which agents read and write files. Nothing outside of it is opened, also not through links. Empty: a folder of Troupe's own, beside its data."
      >
        <WorkspaceField key={tools.workspace} path={tools.workspace} />
      </SettingsGroup>
      <SettingsGroup
        title="Servers that tools may reach"
        about="Tools reach the open net, never this computer or its network. A server of yours can be let through, with its port."
      >
        <AllowedHosts hosts={tools.allowedHosts} />
      </SettingsGroup>
    </>
  );
}

interface AllowedHostsProps {
  readonly hosts: readonly string[];
}

function AllowedHosts({ hosts }: AllowedHostsProps) {
  const [text, setText] = useState('');
  const id = useId();
  const keep = (next: readonly string[]): Promise<boolean> => updateSettings({ tools: { allowedHosts: [...next] } });
  const add = async (): Promise<void> => {
    const host = text.trim().toLowerCase();
    if (host !== '' && (hosts.includes(host) || (await keep([...hosts, host])))) setText('');
  };
  return (
    <>
      {hosts.length > 0 && (
        <ul className="key-list" aria-label="Servers that tools may reach">
          {hosts.map((host) => (
            <li key={host} className="key-row">
              <code className="cut grow">{host}</code>
              <button
                type="button"
                className="btn bare sq sm"
                aria-label={`Do not let tools reach ${host}`}
                onClick={() => void keep(hosts.filter((other) => other !== host))}
              >
                <Trash2 className="icon icon-s" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="limit-new"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label className="cap" htmlFor={id}>
          Host and port
        </label>
        <input
          id={id}
          className="field mono"
          placeholder="localhost:8080"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="btn sm" disabled={text.trim() === ''}>
          Add
        </button>
      </form>
    </>
  );
}

/** Kept when the field is left. */
function WorkspaceField({ path }: { readonly path: string }) {
  const [text, setText] = useState(path);
  const id = useId();
  const keep = async (): Promise<void> => {
    const wanted = text.trim();
    if (wanted !== path && !(await updateSettings({ tools: { workspace: wanted } }))) setText(path);
  };
  return (
    <form
      className="settings-form stack"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <label className="cap" htmlFor={id}>
        Folder
      </label>
      <input
        id={id}
        className="field mono"
        placeholder="as usual"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => void keep()}
      />
    </form>
  );
}
