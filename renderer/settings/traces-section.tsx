import { Switch } from 'radix-ui';
import { useId, useState } from 'react';
import { TraceSettings } from '../../shared/settings/trace-settings.ts';
import { updateSettings, useSettings } from '../store/settings.ts';
import { SettingsGroup } from './settings-group.tsx';
import { TraceRouteNote } from './trace-route-note.tsx';

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;

/** Where spans of runs are sent: off until somebody wants them. */
export function TracesSection() {
  const traces = useSettings(({ settings }) => settings?.traces);
  if (traces === undefined) return <p className="t12 dim">Asking the engine.</p>;
  return (
    <>
      <SettingsGroup
        title="Send traces of runs"
        about="Teams, agents, model calls and tools as OpenTelemetry spans, to a receiver of your own. The standard OTEL_ variables come first."
      >
        <TraceRouteNote traces={traces} />
        <Choice label="Send traces" isOn={traces.isOn} onChange={(isOn) => void updateSettings({ traces: { isOn } })} />
        <Endpoint key={traces.endpoint} endpoint={traces.endpoint} />
        <Protocol protocol={traces.protocol} />
      </SettingsGroup>
      <SettingsGroup
        title="Content"
        about="Without it, traces tell who spoke when and for how much, not what was said."
      >
        <Choice
          label="Also send what models and tools say"
          isOn={traces.hasContent}
          onChange={(hasContent) => void updateSettings({ traces: { hasContent } })}
        />
      </SettingsGroup>
    </>
  );
}

function Protocol({ protocol }: Pick<TraceSettings, 'protocol'>) {
  const id = useId();
  return (
    <div className="form-field">
      <span id={id} className="cap">
        Protocol
      </span>
      <div className="seg" role="group" aria-labelledby={id}>
        {PROTOCOLS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === protocol}
            onClick={() => void updateSettings({ traces: { protocol: one } })}
          >
            {one}
          </button>
        ))}
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Choice({ label, isOn, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="row">
      <Switch.Root id={id} className="switch" checked={isOn} onCheckedChange={onChange}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      <label htmlFor={id} className="t12">
        {label}
      </label>
    </div>
  );
}

/** Kept when the field is left, and only where it is an address. */
function Endpoint({ endpoint }: { readonly endpoint: string }) {
  const [text, setText] = useState(endpoint);
  const id = useId();
  const noteId = useId();
  const problem = TraceSettings.shape.endpoint.safeParse(text.trim()).error?.issues[0]?.message;
  const keep = (): void => {
    if (problem === undefined && text.trim() !== endpoint) void updateSettings({ traces: { endpoint: text.trim() } });
  };
  return (
    <div className="form-field settings-form">
      <label className="cap" htmlFor={id}>
        Address of the receiver
      </label>
      <input
        id={id}
        className="field mono"
        spellCheck={false}
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={noteId}
        onChange={({ target }) => setText(target.value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
      {problem === undefined ? (
        <p id={noteId} className="t11 dim">
          “/v1/traces” is added to it.
        </p>
      ) : (
        <p id={noteId} className="form-error" role="alert">
          {problem} It stays at {endpoint}.
        </p>
      )}
    </div>
  );
}
