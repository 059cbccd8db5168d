import { FileJson, KeyRound, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { chooseFile } from '../documents/import-file.ts';
import { newDocument } from '../documents/document-commands.ts';
import { openSettings } from '../settings/open-settings.ts';
import { useProviders } from '../store/providers.ts';
import { providerWords } from './provider-words.ts';

/** The ways in that are no template: an empty team, a file, a key. */
export function StartActions() {
  const { providers, load } = useProviders();
  useEffect(() => void load(), [load]);
  return (
    <div className="start-actions">
      <button type="button" className="start-action" onClick={() => void newDocument()}>
        <Plus className="icon icon-l" />
        <b>New team</b>
        <span>An empty canvas, with all parts at its side</span>
      </button>
      <button type="button" className="start-action" onClick={chooseFile}>
        <FileJson className="icon icon-l" />
        <b>Import AutoGen JSON</b>
        <span>From AutoGen or AutoGen Studio, and back without loss</span>
      </button>
      <button type="button" className="start-action" onClick={() => openSettings('keys')}>
        <KeyRound className="icon icon-l" />
        <b>Add a key</b>
        <span>{providers === null ? 'OpenAI, Anthropic, or a local Ollama' : providerWords(providers)}</span>
      </button>
    </div>
  );
}
