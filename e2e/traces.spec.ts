import { TraceReceiver } from '../app/engine/trace-receiver.fixture.ts';
import { expect, test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

test('traces are switched on in the settings, and what a team does arrives at the receiver', async ({
  troupe,
  host,
  models,
}) => {
  models.reply([{ text: 'A tram.' }, { text: 'Good. TERMINATE' }]);
  const { page } = troupe;
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const receiver = new TraceReceiver();
  try {
    const address = `http://127.0.0.1:${await receiver.port}`;

    await test.step('switch them on, and name the receiver', async () => {
      await troupe.open(host.address);
      await page.keyboard.press('ControlOrMeta+,');
      await settings.getByRole('tab', { name: 'Traces' }).click();
      await expect(settings.getByRole('status')).toHaveText('No traces are sent.');
      const field = settings.getByRole('textbox', { name: 'Address of the receiver' });
      await field.fill(address);
      await field.press('Enter');
      await settings.getByRole('switch', { name: 'Send traces' }).click();
      await expect(settings.getByRole('status')).toHaveText(`Traces go to ${address}/v1/traces`);
      await page.keyboard.press('Escape');
    });

    await test.step('run a team, and see its spans at the receiver', async () => {
      await troupe.openFile(pair);
      await troupe.run('Write about a tram.');
      await expect(troupe.status('Finished')).toBeVisible();
      const root = await receiver.seen('invoke_agent Pair');
      const spans = new Map(receiver.spans.map((span) => [span.spanId, span]));
      const tree = [...spans.values()].map(({ name, parentSpanId }) =>
        [spans.get(parentSpanId)?.name, name].join(' > '),
      );
      expect(tree.toSorted()).toEqual([
        ' > invoke_agent Pair',
        'invoke_agent Pair > invoke_agent critic',
        'invoke_agent Pair > invoke_agent writer',
        'invoke_agent critic > chat gpt-4o',
        'invoke_agent writer > chat gpt-4o',
      ]);
      expect(root.asked).toBe('POST /v1/traces application/x-protobuf');
      expect(JSON.stringify(receiver.spans)).not.toContain('tram');
    });
  } finally {
    receiver.stop();
  }
});

test.describe('where a variable of the environment decides', () => {
  test.use({
    hostEnvironment: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/mine', OTEL_SERVICE_NAME: 'x' },
  });

  test('the settings say which, and where traces go by it', async ({ troupe, host }) => {
    await troupe.open(host.address);
    await troupe.page.keyboard.press('ControlOrMeta+,');
    const settings = troupe.page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'Traces' }).click();
    await expect(settings.getByRole('status')).toHaveText(
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set where Troupe was started, and comes first: traces go to http://127.0.0.1:9/mine' +
        'Also in force: OTEL_SERVICE_NAME.',
    );
  });
});
