import { trimmed } from '../../shared/chat/python-text.ts';
import type { CodeBlock, CodeResult } from '../sandbox/code-executor.ts';

/** The fenced blocks of a text in one of these languages, whatever their case; others are left alone. */
export function codeBlocks(text: string, languages: readonly string[]): CodeBlock[] {
  const names = languages.map((name) => name.replaceAll(/[^\w]/g, String.raw`\$&`)).join('|');
  if (names === '') return [];
  const fences = text.matchAll(new RegExp(`\`\`\`\\s*(${names})\\n([\\s\\S]*?)\`\`\``, 'gi'));
  return [...fences].map(([, language, code]) => ({ code: code!, language: language! })); // both groups always match
}

const ADVICE = 'If you were expecting output, consider revising the script to ensure content is printed to stdout.';

/** What is told of a result, in AutoGen's words: never nothing, and a failure as one. */
export function toldResult({ exit_code, output }: CodeResult): CodeResult {
  if (trimmed(output) === '') {
    const told = `The script ran but produced no output to console. The POSIX exit code was: ${exit_code}. ${ADVICE}`;
    return { exit_code, output: told };
  }
  if (exit_code === 0) return { exit_code, output };
  return {
    exit_code,
    output: `The script ran, then exited with an error (POSIX exit code: ${exit_code})\nIts output was:\n${output}`,
  };
}
