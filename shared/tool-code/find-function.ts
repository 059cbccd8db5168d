import type * as Babel from '@babel/types';
import { unwrapped } from './json-literal.ts';

/** The function that a tool is called by. */
export interface FoundFunction {
  readonly node: Babel.FunctionDeclaration | Babel.FunctionExpression | Babel.ArrowFunctionExpression;
  /** Undefined where it has none. */
  readonly name: string | undefined;
  readonly comments: readonly Babel.Comment[];
  /** False: it is found by its name, so the tool has to be called like it. */
  readonly isDefault: boolean;
  /** Of the constant that holds it, where that has a type. */
  readonly typeOfConstant: Babel.TSType | undefined;
}

/**
 * What `callModule` of the sandbox would call: the default export, else the one that is called like the tool; for a tool
 * that is only being written, else the first. `unclear` where that has to be worked out.
 */
export function findFunction(
  { body }: Babel.Program,
  toolName: string | undefined,
): FoundFunction | 'unclear' | undefined {
  const functions = new Map(body.flatMap(functionsIn).map((found) => [found.name, found]));
  const statement = body.find((statement) => statement.type === 'ExportDefaultDeclaration' && !isOverload(statement));
  if (statement?.type === 'ExportDefaultDeclaration') return exported(statement, functions);
  const names = body.flatMap(exportedNames);
  const renamed = names.find((name) => name.as === 'default');
  if (renamed !== undefined) return byDefault(functions.get(renamed.name));
  const others = names.map(({ name, as }) => ({ as, found: functions.get(name) }));
  return (others.find(({ as, found }) => as === toolName && found) ?? others.find(({ found }) => found))?.found;
}

function byDefault(found: FoundFunction | undefined): FoundFunction | 'unclear' {
  return found === undefined ? 'unclear' : { ...found, isDefault: true };
}

function isOverload({ declaration }: Babel.ExportDefaultDeclaration): boolean {
  return declaration.type === 'TSDeclareFunction' || declaration.type === 'TSInterfaceDeclaration';
}

function exported(
  { declaration, leadingComments }: Babel.ExportDefaultDeclaration,
  functions: ReadonlyMap<string | undefined, FoundFunction>,
): FoundFunction | 'unclear' | undefined {
  const comments = leadingComments ?? [];
  if (declaration.type === 'FunctionDeclaration') {
    return { node: declaration, name: declaration.id?.name, comments, isDefault: true, typeOfConstant: undefined };
  }
  if (declaration.type === 'ClassDeclaration' || declaration.type === 'TSDeclareFunction') return undefined;
  const value = unwrapped(declaration as Babel.Expression); // all that is left
  if (value.type === 'Identifier') return byDefault(functions.get(value.name));
  if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') {
    const name = value.type === 'FunctionExpression' ? value.id?.name : undefined;
    return { node: value, name, comments, isDefault: true, typeOfConstant: undefined };
  }
  return /Literal$|^ObjectExpression$|^ArrayExpression$/.test(value.type) ? undefined : 'unclear';
}

function functionsIn(statement: Babel.Statement): FoundFunction[] {
  const comments = statement.leadingComments ?? [];
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type === 'FunctionDeclaration') {
    return [{ node: declaration, name: declaration.id?.name, comments, isDefault: false, typeOfConstant: undefined }];
  }
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id, init }): FoundFunction[] => {
    const value = init ? unwrapped(init) : undefined;
    if (id.type !== 'Identifier') return [];
    if (value?.type !== 'ArrowFunctionExpression' && value?.type !== 'FunctionExpression') return [];
    const annotation = id.typeAnnotation?.type === 'TSTypeAnnotation' ? id.typeAnnotation.typeAnnotation : undefined;
    return [{ node: value, name: id.name, comments, isDefault: false, typeOfConstant: annotation }];
  });
}

function exportedNames(statement: Babel.Statement): { readonly name: string; readonly as: string }[] {
  if (statement.type !== 'ExportNamedDeclaration' || statement.source) return [];
  const own = functionsIn(statement).flatMap(({ name }) => (name === undefined ? [] : [{ name, as: name }]));
  const listed = statement.specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ExportSpecifier' || specifier.local.type !== 'Identifier') return [];
    const as = specifier.exported.type === 'Identifier' ? specifier.exported.name : specifier.exported.value;
    return [{ name: specifier.local.name, as }];
  });
  return [...own, ...listed];
}
