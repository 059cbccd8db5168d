import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { Gauge } from '../components/gauge.tsx';
import { nearness, progressSentence, progressWords } from '../nodes/progress-words.ts';
import { SentenceText } from '../nodes/sentence-text.tsx';

/** How near the stop rules are: those of the outermost team, then of nested ones that are at work. */
export function StopRules({ progress }: Pick<Conversation, 'progress'>) {
  return Object.entries(progress).map(([team, rules]) =>
    rules.length === 0 ? null : <TeamRules key={team} team={team} rules={rules} />,
  );
}

interface TeamRulesProps {
  /** Path of the team; '' is the outermost. */
  readonly team: string;
  readonly rules: readonly StopProgress[];
}

function TeamRules({ team, rules }: TeamRulesProps) {
  const name = team.slice(team.lastIndexOf('/') + 1);
  const whose = name === '' ? 'The team' : name;
  const title = `${whose} stops at ${rules.length > 1 ? 'any of these' : 'this'}`;
  return (
    <section className="stop-rules" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {rules.map((rule, index) => (
          <li key={index}>
            <Gauge label="How near this rule is" share={nearness([rule])} words={progressWords([rule])} />
            <span>
              <SentenceText sentence={progressSentence([rule])} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
