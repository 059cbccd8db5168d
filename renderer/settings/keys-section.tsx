import { useEffect, useId, useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { failureText } from '../../shared/failure.ts';
import { api } from '../rpc/api.ts';
import { providerWords } from '../start/provider-words.ts';
import { useProviders } from '../store/providers.ts';
import { SettingsGroup } from './settings-group.tsx';

const PROVIDERS = [
  { provider: 'openai', label: 'OpenAI', host: 'api.openai.com' },
  { provider: 'anthropic', label: 'Anthropic', host: 'api.anthropic.com' },
] as const;

type Provider = (typeof PROVIDERS)[number]['provider'];

/** Takes keys for providers. A key goes to the engine once and never comes back. */
export function KeysSection() {
  const { providers, load } = useProviders();
  const notices = useNotices();
  useEffect(() => void load(), [load]);
  return (
    <>
      {notices.map((notice) => (
        <p key={notice} className="callout">
          {notice}
        </p>
      ))}
      <SettingsGroup
        title="Add a key"
        about="A key stays on this machine. It is sent to its provider’s own address and nowhere else."
      >
        <KeyForm />
        {providers !== null && <p className="t12 dim">{providerWords(providers)}.</p>}
      </SettingsGroup>
    </>
  );
}

function KeyForm() {
  const { provider, setProvider, key, setKey, isSaving, save } = useKeyForm();
  const id = useId();
  return (
    <form className="stack settings-form" onSubmit={(event) => void save(event)}>
      <ProviderChoice chosen={provider} onChoose={setProvider} />
      <label className="form-field" htmlFor={id}>
        <span className="cap">Key</span>
        <input
          id={id}
          className="field mono"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
      </label>
      <div className="row">
        <button type="submit" className="btn pri" disabled={isSaving || key.trim() === ''}>
          Keep the key
        </button>
      </div>
    </form>
  );
}

function useKeyForm() {
  const [provider, setProvider] = useState<Provider>('openai');
  const [key, setKey] = useState('');
  const [isSaving, setIsSaving] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsSaving(true);
    try {
      await api.app.setKey({ provider, key: key.trim() });
      await useProviders.getState().load();
      setKey('');
      const { label, host } = PROVIDERS.find((each) => each.provider === provider) ?? PROVIDERS[0];
      toast.success(`The ${label} key is kept`, { description: `It is sent to ${host} and nowhere else.` });
    } catch (error) {
      toast.error('The key could not be kept', { description: failureText(error) });
    } finally {
      setIsSaving(false);
    }
  };
  return { provider, setProvider, key, setKey, isSaving, save };
}

/** What this machine should be known for, above all how long it keeps keys. */
function useNotices(): readonly string[] {
  const [notices, setNotices] = useState<readonly string[]>([]);
  useEffect(() => {
    api.app.info().then(
      (info) => setNotices(info.notices),
      () => setNotices([]), // without an engine no key can be kept either, and that is said elsewhere
    );
  }, []);
  return notices;
}

interface ProviderChoiceProps {
  readonly chosen: Provider;
  onChoose: (provider: Provider) => void;
}

function ProviderChoice({ chosen, onChoose }: ProviderChoiceProps) {
  return (
    <fieldset className="row">
      <legend className="cap">Provider</legend>
      <div className="seg">
        {PROVIDERS.map(({ provider, label }) => (
          <button key={provider} type="button" aria-pressed={provider === chosen} onClick={() => onChoose(provider)}>
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
