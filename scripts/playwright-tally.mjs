import { relative } from 'node:path';
import { addTest, emptyTally, suiteOf, writeTally } from './tally.mjs';

/** A Playwright reporter that writes how many journeys ran, and which were skipped and why. */
export default class PlaywrightTally {
  /** @type {import('@playwright/test/reporter').Suite | undefined} */
  #suite;

  /**
   * @param {unknown} _config
   * @param {import('@playwright/test/reporter').Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onEnd() {
    const tally = emptyTally();
    for (const test of this.#suite?.allTests() ?? []) {
      const file = relative(process.cwd(), test.location.file);
      const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      const outcome = test.outcome() === 'skipped' ? 'skipped' : test.ok() ? 'passed' : 'failed';
      addTest(tally, { suite: suiteOf(file), title: `${file} > ${test.title}`, outcome, reason });
    }
    writeTally('playwright', tally);
  }

  printsToStdio() {
    return false;
  }
}
