import type * as Babel from '@babel/types';

/** What a name stands for in the module of a tool, as far as types may speak of it. */
export type Declaration =
  | {
      readonly kind: 'interface';
      /** Several where it is declared in pieces. */
      readonly pieces: readonly Babel.TSInterfaceDeclaration[];
      readonly comments: readonly Babel.Comment[];
    }
  | {
      readonly kind: 'alias';
      readonly node: Babel.TSTypeAliasDeclaration;
      readonly comments: readonly Babel.Comment[];
    }
  | { readonly kind: 'enum'; readonly node: Babel.TSEnumDeclaration; readonly comments: readonly Babel.Comment[] }
  | { readonly kind: 'value'; readonly value: Babel.Expression; readonly comments: readonly Babel.Comment[] }
  | { readonly kind: 'class' | 'import'; readonly comments: readonly Babel.Comment[] };

/** All that a module declares or imports at its top. */
export function declarationsOf({ body }: Babel.Program): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const statement of body) {
    const comments = statement.leadingComments ?? [];
    for (const [name, declaration] of declared(statement, comments)) {
      const before = found.get(name);
      const isMore = before?.kind === 'interface' && declaration.kind === 'interface';
      found.set(name, isMore ? { ...before, pieces: [...before.pieces, ...declaration.pieces] } : declaration);
    }
  }
  return found;
}

function declared(statement: Babel.Statement, comments: readonly Babel.Comment[]): [string, Declaration][] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration ? declared(statement.declaration, comments) : [];
    case 'ExportDefaultDeclaration':
      return statement.declaration.type === 'TSInterfaceDeclaration' ? declared(statement.declaration, comments) : [];
    case 'TSInterfaceDeclaration':
      return [[statement.id.name, { kind: 'interface', pieces: [statement], comments }]];
    case 'TSTypeAliasDeclaration':
      return [[statement.id.name, { kind: 'alias', node: statement, comments }]];
    case 'TSEnumDeclaration':
      return [[statement.id.name, { kind: 'enum', node: statement, comments }]];
    case 'ClassDeclaration':
      return statement.id ? [[statement.id.name, { kind: 'class', comments }]] : [];
    case 'ImportDeclaration':
      return statement.specifiers.map(({ local }) => [local.name, { kind: 'import', comments }]);
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id, init }): [string, Declaration][] =>
        id.type === 'Identifier' && init ? [[id.name, { kind: 'value', value: init, comments }]] : [],
      );
    default:
      return [];
  }
}
