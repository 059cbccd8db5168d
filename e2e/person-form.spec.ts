import { expect, test } from './host.fixture.ts';

/** A team in which a person fills in a form between two scripted assistants. */
const TEAM = {
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  component_type: 'team',
  config: {
    participants: [
      {
        provider: 'autogen_agentchat.agents.UserProxyAgent',
        component_type: 'agent',
        config: {
          name: 'host_ann',
          description: 'Books the room.',
          structured_message_factory: {
            provider: 'autogen_agentchat.messages.StructuredMessageFactory',
            component_type: 'structured_message',
            config: {
              content_model_name: 'Booking',
              format_string: '{seats} seats on {day}, {room}',
              json_schema: {
                type: 'object',
                properties: {
                  day: { type: 'string', description: 'A weekday.' },
                  seats: { type: 'integer', default: 8 },
                  room: { type: 'string', enum: ['garden', 'cellar'] },
                  is_outside: { type: 'boolean' },
                },
                required: ['day', 'seats', 'room'],
              },
            },
          },
        },
      },
    ],
    max_turns: 1,
  },
};

interface Told {
  readonly title: string;
  readonly tag: string;
}

test('a person fills in a form, later and from another team', async ({ troupe, host }) => {
  const { page } = troupe;
  await page.addInitScript(() => {
    const told: unknown[] = [];
    class Recorded extends EventTarget {
      static permission = 'granted';
      constructor(title: string, options: { tag: string }) {
        super();
        told.push({ title, tag: options.tag });
      }
    }
    Object.assign(window, { Notification: Recorded, told });
    document.hasFocus = () => false;
  });
  await troupe.open(host.address);
  await troupe.openFile({ name: 'booking.json', text: JSON.stringify(TEAM) });
  await troupe.run('Book a room.');
  await expect(troupe.status('Waiting for you')).toBeVisible();

  await test.step('whoever looks elsewhere is told', async () => {
    await expect(page).toHaveTitle(/^\(1\) /);
    const told = await page.evaluate(() => (window as unknown as { told: Told[] }).told);
    expect(told.map(({ title }) => title)).toEqual([expect.stringMatching(/ waits for you$/)]);
  });

  await test.step('the run is found from another team, after a reload', async () => {
    await troupe.button('Back to design').click();
    await troupe.button('All teams').click();
    await troupe.openTemplate('Writer and critic');
    await page.reload();
    await troupe.button('Runs, 1 waits for you').click();
    const elsewhere = page.getByRole('region', { name: 'Waiting for you in other teams' });
    await elsewhere.getByRole('button').click();
    await expect(troupe.status('Waiting for you')).toBeVisible();
  });

  await test.step('the form says what does not fit, and sends what does', async () => {
    const form = page.getByRole('form', { name: 'Form' });
    await expect(form.getByLabel('Seats')).toHaveValue('8');
    await form.getByLabel('Seats').fill('many');
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(form.getByRole('status')).toHaveText('"Day" is needed.');
    await form.getByLabel('Day').fill('Friday');
    await form.getByLabel('Room').selectOption('garden');
    await form.getByLabel('Is outside').check();
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(form.getByRole('status')).toHaveText('"Seats" is a whole number.');
    await form.getByLabel('Seats').fill('12');
    await form.getByRole('button', { name: 'Send' }).click();
  });

  await expect(troupe.status('Finished')).toBeVisible();
  await expect(troupe.speeches('host_ann')).toContainText('12 seats on Friday, garden');
  await expect(page).not.toHaveTitle(/^\(/);
});
