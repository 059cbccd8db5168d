import type { CodeProblem } from '../../shared/tool-code/tool-code.ts';

interface CodeProblemsProps {
  readonly problems: readonly CodeProblem[];
  onGo: (problem: CodeProblem) => void;
}

/** What is wrong in a text of code, place by place; a place leads there. It waits for a moment: who types is not done yet. */
export function CodeProblems({ problems, onGo }: CodeProblemsProps) {
  return (
    <div role="status">
      {problems.length > 0 && (
        <ul className="code-problems">
          {problems.map((problem) => (
            <li key={problem.offset}>
              <button type="button" className="link" onClick={() => onGo(problem)}>
                Line {problem.line}, column {problem.column}
              </button>
              : {problem.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
