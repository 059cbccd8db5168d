import { Approval } from '../../shared/run/approval.ts';
import type { RunEvent } from '../../shared/run/event.ts';

const ANNOUNCED: ReadonlySet<string> = new Set(['tool', 'code']);

/** Every answer of the person that the log holds, as text, sorted by its place. */
export function approvalsIn(events: readonly RunEvent[]): string[] {
  return events
    .flatMap(({ body }) =>
      body.type === 'effect-end' && body.kind === 'approval'
        ? [`${body.place} ${JSON.stringify(Approval.parse(body.outcome))}`]
        : [],
    )
    .toSorted();
}

/** What is wrong with the questions of a run that was killed when its log was `dead`, and then went on to its end. */
export function approvalProblem(dead: readonly RunEvent[], whole: readonly RunEvent[]): string | undefined {
  return askedProblem(whole) ?? doubtProblem(dead, whole);
}

/** Each card is answered, is not shown again then, and its answer is kept to. */
function askedProblem(events: readonly RunEvent[]): string | undefined {
  const waiting = new Set<string>();
  const answers = new Map<string, Approval>();
  for (const { body } of events) {
    if (body.type === 'hold' && body.why === 'approval') {
      const isForRun = [...answers.values()].some(
        ({ decision, tool }) => decision === 'allow-for-run' && tool === body.pending['tool'],
      );
      if (answers.has(body.place) || (isForRun && !waiting.has(body.place))) return `asked again: ${body.place}`;
      waiting.add(body.place);
    }
    if (body.type === 'effect-end' && body.kind === 'approval') {
      waiting.delete(body.place);
      answers.set(body.place, Approval.parse(body.outcome));
    }
    const given = 'place' in body ? answers.get(`${body.place}/approval`) : undefined;
    if (body.type === 'effect-start' && given?.decision === 'deny') return `begun although denied: ${body.place}`;
    const { arguments: args } = given ?? {};
    if (
      body.type === 'effect-end' &&
      args !== undefined &&
      !JSON.stringify(body.outcome).includes(`(${String(args['of'])})`)
    )
      return `made with other arguments than the person's: ${body.place}`;
  }
  return waiting.size === 0 ? undefined : `never answered: ${[...waiting].join(', ')}`;
}

/** Whether it happened is asked about each call that had begun and not ended, and about no other. */
function doubtProblem(dead: readonly RunEvent[], whole: readonly RunEvent[]): string | undefined {
  const begun = new Set<string>();
  for (const { body } of dead) {
    if (body.type === 'effect-start' && ANNOUNCED.has(body.kind)) begun.add(body.place);
    if (body.type === 'effect-end') begun.delete(body.place);
  }
  const doubted = whole.flatMap(({ body }) =>
    body.type === 'hold' && body.why === 'did-it-happen' ? [body.place.replace(/\/did-it-happen$/, '')] : [],
  );
  const [wanted, found] = [[...begun].toSorted().join(), doubted.toSorted().join()];
  return wanted === found ? undefined : `"did it happen?" was asked about ${found || 'nothing'}, not ${wanted}`;
}
