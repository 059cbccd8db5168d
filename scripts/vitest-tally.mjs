import { relative } from 'node:path';
import { addTest, emptyTally, suiteOf, writeTally } from './tally.mjs';

/** A vitest reporter that writes how many tests ran, per top folder, and which were skipped and why. */
export default class VitestTally {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const tally = emptyTally();
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      for (const test of module.children.allTests()) {
        const result = test.result();
        const reason = result.state === 'skipped' ? result.note : undefined;
        const outcome = result.state === 'passed' || result.state === 'skipped' ? result.state : 'failed';
        addTest(tally, { suite: suiteOf(file), title: `${file} > ${test.fullName}`, outcome, reason });
      }
      // A file that does not load has no tests, and would otherwise count for nothing.
      if (module.children.size === 0 || module.errors().length > 0) {
        addTest(tally, {
          suite: suiteOf(file),
          title: `${file} (the file itself)`,
          outcome: 'failed',
          reason: undefined,
        });
      }
    }
    writeTally('vitest', tally);
  }
}
