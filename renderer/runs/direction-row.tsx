import {
  ArrowRightLeft,
  Brain,
  CircleAlert,
  CircleStop,
  Code,
  Database,
  Flag,
  FolderOpen,
  GitBranch,
  Hourglass,
  type LucideIcon,
  MessageCircleQuestion,
  OctagonX,
  PencilLine,
  Repeat,
  RotateCw,
  Route,
  Terminal,
  Unplug,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { assertNever } from '../../shared/assert-never.ts';
import type { RunId } from '../../shared/ids.ts';
import type {
  AsideRow,
  ConversationRow,
  FailureRow,
  FilesRow,
  QuestionRow,
  RecallRow,
  SpeechRow,
} from '../../shared/run/fold/conversation-row.ts';
import { closeLines, isOnServer, shortPlace } from '../../shared/run/memory-place.ts';
import { Portrait } from '../components/portrait.tsx';
import { type DelayRow, delayWords } from './delay-words.ts';
import { StepFiles } from './files/step-files.tsx';
import { roleWords } from './role-words.ts';
import { ToolRowView } from './tool-row.tsx';
import { rowLabel } from './turn-label.ts';
import type { RunCast } from './use-cast.ts';
import { countWords, waitingWords } from './words.ts';

export type DirectionRow = Exclude<ConversationRow, SpeechRow>;

interface DirectionRowProps {
  readonly run: RunId;
  readonly row: DirectionRow;
  readonly cast: RunCast;
}

/** A stage direction: one line with a sign, in italics, that may fold out. */
export const DirectionRowView = memo(function DirectionRowView({ run, row, cast }: DirectionRowProps) {
  switch (row.type) {
    case 'tools':
      return <ToolRowView row={row} cast={cast} />;
    case 'files':
      return <Files run={run} row={row} cast={cast} />;
    case 'question':
      return <Question row={row} />;
    case 'selection':
      return (
        <Direction row={row} Icon={Route}>
          <em>{row.source} picks</em> <Names names={row.speakers} cast={cast} />
        </Direction>
      );
    case 'aside':
      return <Aside row={row} cast={cast} />;
    case 'recall':
      return <Recall row={row} cast={cast} />;
    case 'retry':
    case 'fallback':
    case 'wait':
      return <Delay row={row} />;
    case 'failure':
      return <Failure row={row} cast={cast} />;
    case 'command':
      return (
        <Direction row={row} Icon={PencilLine}>
          <em>{row.words}</em>
          {row.before !== null && <Folded label="Before">{row.before}</Folded>}
        </Direction>
      );
    case 'notice':
      return (
        <Direction row={row} Icon={row.code === 'loop' ? Repeat : Unplug} tone="warn">
          {row.words}
        </Direction>
      );
    case 'abandoned':
      return (
        <Direction row={row} Icon={CircleStop}>
          <em>{row.source === null ? 'A turn' : `The turn of ${cast.nameOf(row.source)}`} was broken off:</em>{' '}
          {row.reason}
        </Direction>
      );
    case 'child':
      return (
        <Scene Icon={GitBranch} note={row.parent.kind === 'fork' ? sharedWords(row.serverMemories) : undefined}>
          {row.parent.kind === 'fork' ? 'The fork begins here' : 'A new task for the same team'}
        </Scene>
      );
    case 'end':
      return (
        <Scene Icon={row.reason === 'failed' ? OctagonX : Flag} tone={row.reason}>
          {row.words}
        </Scene>
      );
    default:
      return assertNever(row);
  }
});

function Files({ run, row, cast }: DirectionRowProps & { readonly row: FilesRow }) {
  const whose = row.source === null ? 'Code' : `Code of ${cast.nameOf(row.source)}`;
  return (
    <Direction row={row} Icon={FolderOpen}>
      <em>
        {whose} changed {countWords(row.paths.length, 'file')}
      </em>
      <StepFiles run={run} sequence={row.sequence} paths={row.paths} />
    </Direction>
  );
}

const DELAY_ICONS = { retry: RotateCw, fallback: ArrowRightLeft, wait: Hourglass } as const;

function Delay({ row }: { readonly row: DelayRow }) {
  const { what, why, time } = delayWords(row);
  return (
    <Direction row={row} Icon={DELAY_ICONS[row.type]} tone="warn" right={time}>
      <em>{what}</em> {why}
    </Direction>
  );
}

function Failure({ row, cast }: { readonly row: FailureRow; readonly cast: RunCast }) {
  return (
    <Direction row={row} Icon={CircleAlert} tone="error">
      <em>{failureWords(row.source === null ? null : cast.nameOf(row.source), row.what)}</em> {row.error.message}
    </Direction>
  );
}

function Question({ row }: { readonly row: QuestionRow }) {
  return (
    <Direction
      row={row}
      Icon={MessageCircleQuestion}
      {...(row.waitedMs === null && { tone: 'held' })}
      right={row.waitedMs === null ? '' : waitingWords(row.waitedMs)}
    >
      <em>
        {row.waitedMs === null ? 'The team waits for your answer' : 'You were asked'}
        {roleWords(row.source)}
      </em>
    </Direction>
  );
}

interface DirectionProps {
  readonly row: Pick<ConversationRow, 'turnPath' | 'turnNumber'>;
  readonly Icon: LucideIcon;
  readonly tone?: 'warn' | 'error' | 'held';
  readonly right?: string;
  readonly children: ReactNode;
}

function Direction({ row, Icon, tone, right = '', children }: DirectionProps) {
  return (
    <div className={tone === undefined ? 'dir' : `dir ${tone}`}>
      <span className="no">{rowLabel(row)}</span>
      <span className="who">
        <Icon className="icon icon-s" aria-hidden="true" />
      </span>
      <div className="d">
        <span className="dir-words">{children}</span>
        {right !== '' && <span className="r">{right}</span>}
      </div>
    </div>
  );
}

const ASIDES: Readonly<Record<AsideRow['kind'], { readonly Icon: LucideIcon; readonly words: string }>> = {
  thought: { Icon: Brain, words: 'thinks' },
  memory: { Icon: Database, words: 'remembers' },
  code: { Icon: Code, words: 'writes code' },
  output: { Icon: Terminal, words: 'runs it' },
  selector: { Icon: Route, words: 'answers' },
};

function Aside({ row, cast }: { readonly row: AsideRow; readonly cast: RunCast }) {
  const { Icon, words } = ASIDES[row.kind];
  return (
    <Direction row={row} Icon={Icon}>
      <Folded label={`${cast.nameOf(row.source)} ${words}`} isMono={row.kind === 'code' || row.kind === 'output'}>
        {row.text}
      </Folded>
    </Direction>
  );
}

/** What a memory gave, and why: the question, and how well each entry fits it. */
function Recall({ row, cast }: { readonly row: RecallRow; readonly cast: RunCast }) {
  return (
    <Direction row={row} Icon={Database} right={countWords(row.found.length, 'result')}>
      <details className="folded">
        <summary>
          <em>{cast.nameOf(row.source)} remembers</em> <code className="t11 dim">{row.memory}</code>
        </summary>
        <div className="recall">
          <p className="t12 dim">
            Asked for <q>{row.query}</q>
            {isOnServer(row.memory) && '. It is on a server that all runs share.'}
          </p>
          <ol>
            {row.found.map(({ text, score, source }, index) => (
              <li key={index}>
                <span className="num" title="How well it fits: 1 is all that was asked for">
                  {score === null ? '' : score.toFixed(2)}
                </span>
                <span className="recall-text">{closeLines(text)}</span>
                {source !== '' && (
                  <span className="t11 dim recall-source" title={source}>
                    {shortPlace(source)}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </div>
      </details>
    </Direction>
  );
}

interface FoldedProps {
  readonly label: string;
  readonly isMono?: boolean;
  readonly children: string;
}

function Folded({ label, isMono = false, children }: FoldedProps) {
  return (
    <details className="folded">
      <summary>
        <em>{label}</em>
      </summary>
      <div className={isMono ? 'io' : 'io words'}>{children}</div>
    </details>
  );
}

function Names({ names, cast }: { readonly names: readonly string[]; readonly cast: RunCast }) {
  return names.map((name) => (
    <span key={name} className="dir-name">
      <Portrait member={cast.memberOf(name)} size="sm" /> {cast.nameOf(name)}
    </span>
  ));
}

/** A server's memory knows no forks. */
function sharedWords(memories: readonly string[]): string | undefined {
  if (memories.length === 0) return undefined;
  const are = memories.length === 1 ? 'is on a server that all runs share' : 'are on servers that all runs share';
  return `${memories.join(' and ')} ${are}: the fork sees what is there now, also what was remembered after this point.`;
}

interface SceneProps {
  readonly Icon: LucideIcon;
  readonly tone?: 'finished' | 'failed' | 'stopped';
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A rule across the page: where a run begins or ends. */
function Scene({ Icon, tone, note, children }: SceneProps) {
  return (
    <div className={tone === undefined ? 'scene' : `scene ${tone}`}>
      <p className="hd">
        <Icon className="icon icon-s" aria-hidden="true" />
        <b>{children}</b>
      </p>
      {note !== undefined && <p className="scene-note t12 dim">{note}</p>}
    </div>
  );
}

const EFFECT_WORDS: Readonly<Record<string, string>> = { model: 'model call', tool: 'tool call', code: 'code' };

function failureWords(name: string | null, what: string): string {
  const effect = EFFECT_WORDS[what] ?? what;
  return name === null ? `The ${effect} failed:` : `The ${effect} of ${name} failed:`;
}
