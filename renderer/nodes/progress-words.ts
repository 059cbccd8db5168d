import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { joined, plain, type Sentence, sentenceText, strong } from './sentence.ts';

/** How near the end is, as one sentence: "7 of 12 messages, or waits for “APPROVED” of critic". */
export function progressSentence(progress: readonly StopProgress[]): Sentence {
  return joined(progress.map(partSentence), ', or ');
}

function partSentence(part: StopProgress): Sentence {
  if ('counts' in part) return [strong(countWords(part)), plain(` ${part.counts}`)];
  if ('waitsFor' in part) {
    return part.isMet ? [strong(part.waitsFor), plain(' has come')] : [plain('waits for '), strong(part.waitsFor)];
  }
  const [parts, between] = 'all' in part ? [part.all, ' and '] : [part.any, ', or '];
  const sentence = joined(parts.map(partSentence), between);
  return 'any' in part && parts.length > 1 ? [plain('('), ...sentence, plain(')')] : sentence;
}

function countWords({ current, limit }: { readonly current: number; readonly limit: number }): string {
  return `${current.toLocaleString('en-GB')} of ${limit.toLocaleString('en-GB')}`;
}

/** What to say where there is room for one rule: the count that is nearest to its limit, else all of it. */
export function nearestSentence(progress: readonly StopProgress[]): Sentence {
  const counts = progress.filter((part) => 'counts' in part);
  const [nearest] = counts.toSorted((one, other) => shareOf(other) - shareOf(one));
  return nearest === undefined ? progressSentence(progress) : partSentence(nearest);
}

export function progressWords(progress: readonly StopProgress[]): string {
  return sentenceText(progressSentence(progress));
}

/** How much of the way to the end is gone, 0 to 1: of several rules the nearest, of parts that are all needed their mean. */
export function nearness(progress: readonly StopProgress[]): number {
  return Math.max(0, ...progress.map(shareOf));
}

function shareOf(part: StopProgress): number {
  if ('counts' in part) return part.limit === 0 ? 1 : part.current / part.limit;
  if ('waitsFor' in part) return part.isMet ? 1 : 0;
  if ('any' in part) return nearness(part.any);
  return part.all.length === 0 ? 1 : part.all.reduce((sum, each) => sum + shareOf(each), 0) / part.all.length;
}
