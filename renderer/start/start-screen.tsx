import { usePageTitle } from '../frame/use-page-title.ts';
import './start.css';
import { useState } from 'react';
import { Settings } from 'lucide-react';
import { Hint } from '../components/hint.tsx';
import { Mark } from '../components/mark.tsx';
import { keyWords } from '../keys/key-words.ts';
import { openSettings } from '../settings/open-settings.ts';
import { useSettingsKey } from '../settings/use-settings-key.ts';
import { RecentTeams } from './recent-teams.tsx';
import { StartActions } from './start-actions.tsx';
import { TemplateBill } from './template-bill.tsx';
import { TemplateList } from './template-list.tsx';
import { useStartData } from './use-start-data.ts';

/** The first page: templates that run at once, recent teams, and the ways in. */
export function StartScreen() {
  const { templates, documents, runs, reload } = useStartData();
  useSettingsKey();
  usePageTitle('Troupe');
  const [chosen, setChosen] = useState<string | null>(null);
  const template = templates?.find(({ id }) => id === chosen) ?? templates?.[0];
  return (
    <div className="start">
      <main className="start-main">
        <div className="start-brand">
          <Mark />
          <h1>Troupe</h1>
          <Hint text="Settings" keys={keyWords('settings.open')}>
            <button type="button" className="btn bare sq push" aria-label="Settings" onClick={() => openSettings()}>
              <Settings className="icon" />
            </button>
          </Hint>
        </div>
        <p className="start-lede">Design a team of agents, run it, and step through what it says.</p>
        <TemplateList templates={templates} chosen={template?.id ?? null} onChoose={setChosen} />
        <StartActions />
        <RecentTeams documents={documents} runs={runs ?? []} onChange={reload} />
      </main>
      <aside className="start-side" aria-label="Chosen template">
        {template && <TemplateBill template={template} />}
      </aside>
    </div>
  );
}
