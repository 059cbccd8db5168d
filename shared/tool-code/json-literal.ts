import type { Expression, Node } from '@babel/types';
import type { Json } from '../json.ts';

/** The value of an expression that is written out, such as `['a', -1]`; undefined where it has to be worked out. */
export function jsonLiteral(expression: Node | null | undefined): Json | undefined {
  switch (expression?.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return expression.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral':
      return expression.quasis.length === 1 ? (expression.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'UnaryExpression':
      return signed(expression.operator, jsonLiteral(expression.argument));
    case 'ArrayExpression':
      return whole(expression.elements.map(jsonLiteral));
    case 'ObjectExpression':
      return object(expression.properties);
    default:
      return isWrapped(expression) ? jsonLiteral(expression.expression) : undefined;
  }
}

type Wrapped = Extract<
  Node,
  { type: 'TSAsExpression' | 'TSSatisfiesExpression' | 'TSNonNullExpression' | 'ParenthesizedExpression' }
>;

/** Whether types or brackets are all that stands around an expression. */
export function isWrapped(node: Node | null | undefined): node is Wrapped {
  return (
    node?.type === 'TSAsExpression' ||
    node?.type === 'TSSatisfiesExpression' ||
    node?.type === 'TSNonNullExpression' ||
    node?.type === 'ParenthesizedExpression'
  );
}

/** The expression without what types and brackets stand around it. */
export function unwrapped(expression: Expression): Expression {
  return isWrapped(expression) ? unwrapped(expression.expression) : expression;
}

function signed(operator: string, value: Json | undefined): Json | undefined {
  if (typeof value !== 'number') return undefined;
  return operator === '-' ? -value : operator === '+' ? value : undefined;
}

function whole(values: readonly (Json | undefined)[]): Json | undefined {
  const known = values.filter((value): value is Json => value !== undefined);
  return known.length === values.length ? known : undefined;
}

function object(properties: readonly Node[]): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of properties) {
    const key = property.type === 'ObjectProperty' && !property.computed ? keyName(property.key) : undefined;
    const value = property.type === 'ObjectProperty' ? jsonLiteral(property.value) : undefined;
    if (key === undefined || value === undefined) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/** The name that a key is written as: `a`, `'a'` or `1`; undefined where it has to be worked out. */
export function keyName(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : undefined;
}
