// dependency-cruiser reads sources with the visitor of @swc/core, which knows no `using` and throws at it. This teaches it.
import visitorModule from '@swc/core/Visitor.js';

/** @type {{ prototype: { visitStatement(statement: any): any, visitVariableDeclarators(declarators: any): any } }} */
const { prototype } = /** @type {any} */ (visitorModule).Visitor ?? visitorModule;
const { visitStatement } = prototype;

prototype.visitStatement = function visit(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  return { ...statement, decls: this.visitVariableDeclarators(statement.decls) };
};
