import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { Hint } from '../components/hint.tsx';
import { openSettings } from '../settings/open-settings.ts';
import { providerWords, usableWords } from '../start/provider-words.ts';
import { useProviders } from '../store/providers.ts';

/** Which providers can be used from here, in a word; opens the dialog for keys. */
export function KeyStatus() {
  const { providers, load } = useProviders();
  useEffect(() => {
    if (providers === null) void load();
  }, [providers, load]);
  return (
    <Hint text={providers === null ? 'Keys of providers' : providerWords(providers)}>
      <button type="button" className="btn bare" onClick={() => openSettings('keys')}>
        <KeyRound className="icon icon-s" /> {providers === null ? 'Keys' : usableWords(providers)}
      </button>
    </Hint>
  );
}
