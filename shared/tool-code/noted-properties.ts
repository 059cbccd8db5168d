import type * as Babel from '@babel/types';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { DocComment } from './doc-comment.ts';
import type { FoundFunction } from './find-function.ts';
import { jsonLiteral, keyName } from './json-literal.ts';

/**
 * `({ units = 'metric' }: Args)` says what counts where nothing is sent, and so does `const { units = 'metric' } = args` at
 * the beginning of the function.
 */
export function withDefaults(schema: JsonObject, node: FoundFunction['node']): JsonObject {
  return takenApart(node).reduce((current, property) => {
    if (property.type !== 'ObjectProperty' || property.value.type !== 'AssignmentPattern') return current;
    const value = jsonLiteral(property.value.right);
    const key = property.computed ? undefined : keyName(property.key);
    if (value === undefined || key === undefined) return current;
    return withProperty(current, [key], (described) =>
      described['default'] === undefined ? { ...described, default: value } : described,
    );
  }, schema);
}

/** The patterns that the one parameter is taken apart by. */
function takenApart({ params: [parameter], body }: FoundFunction['node']): Babel.ObjectPattern['properties'] {
  const pattern = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (pattern?.type === 'ObjectPattern') return pattern.properties;
  if (pattern?.type !== 'Identifier' || body.type !== 'BlockStatement') return [];
  const declarations = body.body.flatMap((statement) =>
    statement.type === 'VariableDeclaration' ? statement.declarations : [],
  );
  return declarations.flatMap(({ id, init }) => {
    const isOfParameter = init?.type === 'Identifier' && init.name === pattern.name;
    return isOfParameter && id.type === 'ObjectPattern' ? id.properties : [];
  });
}

/** `@param args.city The city.` describes what has no comment of its own. */
export function withParameters(schema: JsonObject, { parameters }: DocComment): JsonObject {
  return parameters.reduce((current, { path, text }) => {
    const describe = (property: JsonObject): JsonObject =>
      property['description'] === undefined ? { ...property, description: text } : property;
    const direct = withProperty(current, path, describe);
    return direct === current ? withProperty(current, path.slice(1), describe) : direct;
  }, schema);
}

function withProperty(
  schema: JsonObject,
  path: readonly string[],
  change: (property: JsonObject) => JsonObject,
): JsonObject {
  const [key, ...rest] = path;
  const { properties, items } = schema;
  if (key === undefined) return schema;
  if (isJsonObject(items)) {
    const changed = withProperty(items, path, change);
    return changed === items ? schema : { ...schema, items: changed };
  }
  const property = isJsonObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (!isJsonObject(properties) || !isJsonObject(property)) return schema;
  const changed = rest.length === 0 ? change(property) : withProperty(property, rest, change);
  return changed === property ? schema : { ...schema, properties: { ...properties, [key]: changed } };
}
