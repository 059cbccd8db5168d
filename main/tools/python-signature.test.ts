import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { parametersOfPython } from './python-signature.ts';

function properties(signature: string): unknown {
  return parametersOfPython(`def f(${signature}):\n    pass\n`)?.['properties'];
}

/** The schema of one parameter `x` without its labels. */
function typeOf(annotation: string): unknown {
  const { x } = properties(`x: ${annotation}`) as { x: JsonObject };
  const { title: _title, description: _description, ...schema } = x;
  return schema;
}

describe('parametersOfPython', () => {
  it('gives what AutoGen gives for a function with all kinds of parameters', () => {
    const source =
      'def f(a:int, b:Annotated[str,"bee"], c:Optional[List[float]]=None, d:Literal["x","y"]="x") -> str:\n  return ""';
    expect(parametersOfPython(source)).toEqual({
      type: 'object',
      properties: {
        a: { type: 'integer', title: 'A', description: 'a' },
        b: { type: 'string', title: 'B', description: 'bee' },
        c: {
          anyOf: [{ type: 'array', items: { type: 'number' } }, { type: 'null' }],
          title: 'C',
          description: 'c',
          default: null,
        },
        d: { enum: ['x', 'y'], type: 'string', title: 'D', description: 'd', default: 'x' },
      },
      required: ['a', 'b'],
      additionalProperties: false,
    });
  });

  it('reads a signature of several lines, with comments and commas in strings', () => {
    const source = `import os

@decorated("def g(")
async def fetch_page(
    self,
    url: str,  # where, (really
    output_dir: Optional[Path] = None, image_size: Literal["1,2", 'a)b'] = "1,2",
    *args: int,
    headers: typing.Dict[str, str] = {"a": "b", 'n': 'x=y'},
    cancellation_token: CancellationToken = None,
    **kwargs,
) -> List[Dict[str, str]]:
    def inner(nothing: int): pass
`;
    expect(parametersOfPython(source)).toEqual({
      type: 'object',
      properties: {
        url: { type: 'string', title: 'Url', description: 'url' },
        output_dir: {
          anyOf: [{ type: 'string', format: 'path' }, { type: 'null' }],
          title: 'Output Dir',
          description: 'output_dir',
          default: null,
        },
        image_size: {
          enum: ['1,2', 'a)b'],
          type: 'string',
          title: 'Image Size',
          description: 'image_size',
          default: '1,2',
        },
        headers: {
          type: 'object',
          additionalProperties: { type: 'string' },
          title: 'Headers',
          description: 'headers',
          default: { a: 'b', n: 'x=y' },
        },
      },
      required: ['url'],
      additionalProperties: false,
    });
  });

  it.each([
    ['bool', { type: 'boolean' }],
    ['list', { type: 'array', items: {} }],
    ['list[str]', { type: 'array', items: { type: 'string' } }],
    ['dict', { type: 'object', additionalProperties: true }],
    ['dict[str, list[int]]', { type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } }],
    ['int | str | None', { anyOf: [{ type: 'integer' }, { type: 'string' }, { type: 'null' }] }],
    ['Union[int, str]', { anyOf: [{ type: 'integer' }, { type: 'string' }] }],
    ['Literal[1, 2]', { enum: [1, 2], type: 'integer' }],
    ['Literal["only"]', { const: 'only', type: 'string' }],
    ['Literal[1, "a"]', { enum: [1, 'a'] }],
    ['"int"', { type: 'integer' }],
    ['Annotated[Optional[int], Field(ge=1)]', { anyOf: [{ type: 'integer' }, { type: 'null' }] }],
    ['SomeModel', {}],
    ['Callable[[int], str]', {}],
  ])('reads the type %s', (annotation, schema) => {
    expect(typeOf(annotation)).toEqual(schema);
  });

  it.each([
    ['x: int = -3', -3],
    ['x: float = 1_000.5', 1000.5],
    ['x: bool = True', true],
    ["x: str = 'a\\'b'", "a'b"],
    ['x: list = [1, "a", None]', [1, 'a', null]],
    ['x: tuple = (1, 2)', [1, 2]],
    ['x: dict = {}', {}],
  ])('reads the default of %s', (signature, value) => {
    expect(properties(signature)).toMatchObject({ x: { default: value } });
  });

  it('does not require a parameter whose default is no literal', () => {
    expect(parametersOfPython('def f(x: int = os.cpu_count()): pass')).toMatchObject({
      properties: { x: { type: 'integer', title: 'X', description: 'x' } },
      required: [],
    });
  });

  it('takes a parameter without a type for one that takes anything', () => {
    expect(properties('x')).toEqual({ x: { title: 'X', description: 'x' } });
  });

  it.each(['List[', '{"a": [', '("'])('survives a thousand times %s', (piece) => {
    const deep = piece.repeat(1000);
    expect(parametersOfPython(`def f(x: ${deep} = ${deep}): pass`)).toBeUndefined();
    expect(parametersOfPython(`def f(x: ${deep}${']'.repeat(1000)} = 1): pass`)).toSatisfy(() => true);
  });

  it('leaves the inside of a type open that is nested too deep', () => {
    const x = properties(`x: ${'List['.repeat(1000)}int${']'.repeat(1000)} = ${'['.repeat(1000)}${']'.repeat(1000)}`);
    expect(x).toMatchObject({ x: { type: 'array', items: { type: 'array' } } });
    expect(JSON.stringify(x).length).toBeLessThan(1000);
  });

  it.each(['', 'lambda x: x', 'class A: pass', 'def f(a, '])('finds no function in %j', (source) => {
    expect(parametersOfPython(source)).toBeUndefined();
  });
});
