import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './host.fixture.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`start, editor and run screens have no accessibility violations in ${colorScheme}`, async ({ troupe, host }) => {
    const { page } = troupe;
    const violations = async (): Promise<readonly string[]> => {
      const { violations: found } = await new AxeBuilder({ page }).analyze();
      return found.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
      );
    };
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await troupe.open(host.address);
    await expect(troupe.button('Open and run')).toBeVisible();
    expect(await violations()).toEqual([]);

    await troupe.openTemplate('Human in the loop');
    await expect(troupe.card('Agent scribe')).toBeVisible();
    expect(await violations()).toEqual([]);

    await troupe.run('Plan the summer outing of our team.');
    await expect(troupe.status('Waiting for you')).toBeVisible();
    expect(await violations()).toEqual([]);
  });
}
