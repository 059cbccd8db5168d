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
    <SettingsGroup
      title="Workspace"
      about="The one folder in which agents read and write files. Nothing outside of it is opened, also not through links. Empty: a folder of Troupe's own, beside its data."
    >
      <WorkspaceField key={tools.workspace} path={tools.workspace} />
    </SettingsGroup>
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
