import { relative } from 'node:path';
import { addTest, emptyTally, suiteOf, writeTally } from './tally.mjs';

/** A vitest reporter that writes how many tests ran, per top folder or for one suite, and which were skipped and why. */
export default class VitestTally {
  /** @type {string | undefined} */
  #own;

  /** @param {unknown} [suite] name of the suite that all tests belong to, and of its tally */
  constructor(suite) {
    this.#own = typeof suite === 'string' ? suite : undefined;
  }

  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const tally = emptyTally();
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      for (const test of module.children.allTests()) {
        const result = test.result();
        const reason = result.state === 'skipped' ? result.note : undefined;
        const outcome = result.state === 'passed' || result.state === 'skipped' ? result.state : 'failed';
        addTest(tally, { suite: this.#own ?? suiteOf(file), title: `${file} > ${test.fullName}`, outcome, reason });
      }
      // A file that does not load has no tests, and would otherwise count for nothing.
      if (module.children.size === 0 || module.errors().length > 0) {
        addTest(tally, {
          suite: this.#own ?? suiteOf(file),
          title: `${file} (the file itself)`,
          outcome: 'failed',
          reason: undefined,
        });
      }
    }
    writeTally(this.#own ?? 'vitest', tally);
  }
}
