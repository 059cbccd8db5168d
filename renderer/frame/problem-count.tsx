import { useProblems } from './use-problems.ts';

/** How many problems there are, coloured by the worst. Nothing where there are none. */
export function ProblemCount() {
  const problems = useProblems().filter(({ severity }) => severity !== 'note');
  if (problems.length === 0) return null;
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return <span className={hasErrors ? 'count error' : 'count warn'}>{problems.length}</span>;
}
