import type { Comment } from '@babel/types';

/** A JSDoc comment: its text, and what its tags say. */
export interface DocComment {
  /** Without tags; wrapped lines are joined. */
  readonly text: string;
  /** `@param a.b Text`, in order. */
  readonly parameters: readonly { readonly path: readonly string[]; readonly text: string }[];
  /** All other tags, in order: `@minimum 3`. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
  /** Where it stands. */
  readonly comment: Comment;
}

/** What stands further down in a comment is not read. */
const MOST_CHARACTERS = 10_000;

const alreadyRead = new WeakMap<Comment, DocComment>();

/** The doc comment of what these comments lead: the last one that begins with two stars. */
export function docComment(comments: readonly Comment[] | null | undefined): DocComment | undefined {
  const comment = comments?.findLast(({ type, value }) => type === 'CommentBlock' && value.startsWith('*'));
  if (comment === undefined) return undefined;
  const doc = alreadyRead.get(comment) ?? readComment(comment);
  alreadyRead.set(comment, doc);
  return doc;
}

function readComment(comment: Comment): DocComment {
  const lines = comment.value
    .slice(1, MOST_CHARACTERS)
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*\*(?!\*)\s?/, '').trim());
  const [text = [], ...sections] = intoSections(lines);
  const tags = sections.map((section) => {
    const [, name = '', rest = ''] = /^@([\w-]+)\s*([\s\S]*)$/.exec(section.join('\n')) ?? [];
    return { name, text: rest };
  });
  const isParameter = ({ name }: { name: string }): boolean => ['param', 'arg', 'argument'].includes(name);
  return {
    text: joined(text),
    parameters: tags.filter(isParameter).flatMap(({ text }) => parameter(text)),
    tags: tags.filter((tag) => !isParameter(tag)).map(({ name, text }) => ({ name, text: joined(text.split('\n')) })),
    comment,
  };
}

/** The text, and then a section for each tag. */
function intoSections(lines: readonly string[]): string[][] {
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (/^@\w/.test(line)) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections;
}

/** `{type} [args.city=Paris] - The city.` The type is the code's to say. */
function parameter(text: string): { path: string[]; text: string }[] {
  const untyped = text.replace(/^\{[^}]*\}+\s*/, '');
  const [, bracketed, plain = '', rest = ''] = /^(?:\[([^\]=]*)(?:=[^\]]*)?\]|(\S+))\s*([\s\S]*)$/.exec(untyped) ?? [];
  const name = (bracketed ?? plain).trim();
  const words = joined(rest.replace(/^[-–—:]\s*/, '').split('\n'));
  return name === '' || words === '' ? [] : [{ path: name.replaceAll('[]', '').split('.'), text: words }];
}

/** Lines that were wrapped belong together; points of a list, and what follows a blank line, do not. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.replaceAll(/\{@link(?:code|plain)?\s([^{}]*)\}/g, (_all, words: string) => words.trimStart()))
    .join('\n')
    .trim()
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/(?<!\n)\n(?!\n|[-*•] |\d+[.)] )/g, ' ');
}
