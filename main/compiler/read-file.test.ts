import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, readFile, tooLarge } from './read-file.ts';

const TEAM = { provider: 'autogen_agentchat.teams.RoundRobinGroupChat', config: { participants: [] } };
const DOCUMENT = {
  format: 'troupe.team',
  version: 1,
  id: 'd',
  name: 'D',
  description: '',
  root: null,
  nodes: [],
  edges: [],
  layout: {},
  notes: [],
};

function complaint(text: string): { rule: string; path: string; message: string } {
  const content = readFile(text);
  if (content.ok) throw new Error(`It was read as ${content.kind}.`);
  expect(content.issues).toHaveLength(1);
  const [{ rule, path, message, severity }] = content.issues as [(typeof content.issues)[number]];
  expect(severity).toBe('error');
  return { rule, path, message };
}

describe('readFile', () => {
  it('reads a component as it stands, with unknown keys and with a byte order mark', () => {
    const component = { ...TEAM, label: null, ours: { a: [1] }, config: { participants: [], also: 1 } };
    expect(readFile(`\uFEFF${JSON.stringify(component)}`)).toEqual({ ok: true, kind: 'component', component });
  });

  it('reads a team document', () => {
    expect(readFile(JSON.stringify(DOCUMENT))).toEqual({ ok: true, kind: 'document', document: DOCUMENT });
  });

  it('reads a gallery, with the place of each of its components', () => {
    const gallery = { id: 'g', name: 'Parts', metadata: {}, components: { teams: [TEAM], tools: [], agents: [TEAM] } };
    expect(readFile(JSON.stringify(gallery))).toEqual({
      ok: true,
      kind: 'gallery',
      name: 'Parts',
      items: [
        { component: TEAM, path: ['components', 'teams', 0] },
        { component: TEAM, path: ['components', 'agents', 0] },
      ],
    });
  });

  it.each([
    ['', 'The file is empty.'],
    [' \n\t', 'The file is empty.'],
    ['{"a": 1,}', 'Line 1, column 9: A key in double quotes was expected here, but there is "}".'],
    ['{\n  "a": tru\n}', 'Line 2, column 8: A value was expected here, but there is "tru".'],
    ['{"a": 1', 'Line 1, column 8: "," or "}" was expected here, but the file ends.'],
    ['{"a": "b\n', 'Line 1, column 7: The text that begins here has no closing quotation mark on its line.'],
    ["{'a': 1}", 'Line 1, column 2: A key in double quotes was expected here, but there is "\'a\'".'],
    ['[1 2]', 'Line 1, column 4: "," or "]" was expected here, but there is "2".'],
    ['{} {}', 'Line 1, column 4: The end of the file was expected here, but there is "{".'],
    ['{"a" 1}', 'Line 1, column 6: ":" was expected here, but there is "1".'],
    ['[01]', 'Line 1, column 3: "," or "]" was expected here, but there is "1".'],
    ['%PDF-1.7', 'Line 1, column 1: A value was expected here, but there is "%PDF-1.7".'],
  ])('tells where %j breaks', (text, message) => {
    expect(complaint(text).message).toBe(message);
  });

  it('names the JSON path of the place where the text breaks', () => {
    const text = '{"config": {"participants": [{}, {"config": {"name": oops}}]}}';
    expect(complaint(text)).toMatchObject({ rule: 'broken-json', path: '$.config.participants[1].config.name' });
    expect(complaint('{"config": {"a": 1, b}}')).toMatchObject({ rule: 'broken-json', path: '$.config' });
  });

  it('leaves bad escapes to the parser, and still says it is no JSON', () => {
    expect(complaint('{"a": "\\x"}')).toMatchObject({
      rule: 'broken-json',
      message: expect.stringContaining('This is no valid JSON: Bad escaped character in JSON'),
    });
  });

  it.each([
    ['lists', '['.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000)],
    ['components', '{"provider":"p","config":{"team":'.repeat(10_000)],
  ])('refuses 10 000 nested %s without running out of stack', (_, text) => {
    expect(complaint(text)).toMatchObject({
      rule: 'too-deep',
      message: expect.stringContaining('nested deeper than 200 levels'),
    });
  });

  it('takes 200 levels', () => {
    const text = `{"provider":"p","config":${'{"a":'.repeat(198)}{}${'}'.repeat(198)}}`;
    expect(readFile(text).ok).toBe(true);
  });

  it.each([
    ['{"provider":"p","config":{"__proto__":{"polluted":true}}}', '$.config.__proto__'],
    ['{"provider":"p","config":{"a":[{"\\u005f_proto__":1}]}}', '$.config.a[0].__proto__'],
    ['{"__proto__":{"provider":"p"},"config":{}}', '$.__proto__'],
  ])('refuses the key that changes prototypes: %s', (text, path) => {
    expect(complaint(text)).toMatchObject({ rule: 'forbidden-key', path });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('keeps keys that are only names here: constructor and prototype', () => {
    const component = { provider: 'p', config: { constructor: { prototype: { polluted: true } } } };
    expect(readFile(JSON.stringify(component))).toEqual({ ok: true, kind: 'component', component });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses a file of 50 MB unread', () => {
    const message = 'The file has 50.0 MB, and Troupe reads at most 20.0 MB. Is it the right one?';
    expect(tooLarge(50 * 1024 * 1024)).toMatchObject({ rule: 'file-too-large', message });
    expect(complaint(' '.repeat(MAX_FILE_BYTES + 1)).rule).toBe('file-too-large');
  });

  it('reads a large file with one very long text', () => {
    const component = { provider: 'p', config: { text: 'line\n'.repeat(1_000_000) } };
    expect(readFile(JSON.stringify(component))).toMatchObject({ ok: true });
  });

  it.each([
    ['[]', '$', 'A team or a component is an object, but the file holds a list.'],
    ['"team"', '$', 'A team or a component is an object, but the file holds a string.'],
    ['null', '$', 'A team or a component is an object, but the file holds null.'],
    ['{"hello":1}', '$', expect.stringContaining('This is JSON, but no team')],
    ['{"provider":"p"}', '$.config', '"config" is missing, or is not an object.'],
    ['{"provider":"p","config":[]}', '$.config', '"config" is missing, or is not an object.'],
    ['{"provider":7,"config":{}}', '$.provider', '"provider": expected string, received number.'],
    ['{"provider":"","config":{}}', '$.provider', '"provider": Too small: expected string to have >=1 characters.'],
    ['{"components":{"teams":{}}}', '$.components.teams', '"teams" must be a list.'],
    ['{"components":{"teams":[3]}}', '$.components.teams[0]', 'Item 0: expected object, received number.'],
    ['{"components":{"teams":[]}}', '$', 'This gallery holds no components.'],
  ])('says what is wrong with %s', (text, path, message) => {
    expect(complaint(text)).toMatchObject({ path, message });
  });

  it('says what is wrong with a team document', () => {
    const read = (changes: object) => complaint(JSON.stringify({ ...DOCUMENT, ...changes }));
    const node = { id: 'n', component: { provider: 'p', config: {} } };
    expect(read({ version: 2 })).toEqual({
      rule: 'newer-format',
      path: '$.version',
      message: 'This team was saved by a newer Troupe (format 2). Update Troupe to open it.',
    });
    expect(read({ nodes: {} })).toMatchObject({ rule: 'wrong-shape', path: '$.nodes' });
    expect(read({ nodes: [{ id: 'n' }] })).toMatchObject({ path: '$.nodes[0].component' });
    expect(read({ nodes: [node, node] })).toEqual({
      rule: 'repeated-id',
      path: '$.nodes[1].id',
      message: 'The id "n" is used twice.',
    });
    expect(read({ nodes: [{ ...node, id: 'constructor' }] })).toMatchObject({ rule: 'forbidden-key' });
    expect(read({ edges: [{ id: 'e', kind: 'friend', source: 'a', target: 'b' }] })).toMatchObject({
      path: '$.edges[0].kind',
    });
  });
});
