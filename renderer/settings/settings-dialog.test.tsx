import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { changeSettings, NOTHING_CHOSEN } from '../../shared/settings/change-settings.ts';
import { defaultSettings, type Settings, type SettingsChange } from '../../shared/settings/settings.ts';
import type { TraceRoute } from '../../shared/settings/trace-route.ts';
import { Dialogs } from '../dialogs/dialogs.tsx';
import { appStore } from '../store/app.ts';
import { followSettings, useSettings } from '../store/settings.ts';
import { openSettings } from './open-settings.ts';

/** The engine's settings, and whoever follows them. */
const engine = vi.hoisted(() => ({
  changes: [] as unknown[],
  route: { url: null, decidedBy: null, problem: null, alsoSet: [] } as TraceRoute,
  tell: (_settings: Settings): void => undefined,
}));
vi.mock('../rpc/api.ts', () => ({
  connection: {},
  api: {
    app: {
      info: async () => ({ version: '1', platform: 'linux', dataFolder: '/data', host: 'serve', notices: [] }),
      providers: async () => [],
    },
    keys: { list: async () => ({ keys: [], keeping: { type: 'keyring' } }) },
    settings: {
      traceRoute: async () => engine.route,
      update: async (change: SettingsChange) => {
        engine.changes.push(change);
        const changed = changeSettings(NOTHING_CHOSEN, change);
        if (!changed.ok) throw new Error('unreachable');
        return changed.settings;
      },
      watch: async () =>
        (async function* () {
          for (;;) yield await new Promise<Settings>((resolve) => (engine.tell = resolve));
        })(),
    },
  },
}));

beforeEach(() => {
  engine.changes = [];
  appStore.getState().setTheme('system');
  useSettings.setState({ settings: null, problem: null });
});

it('opens at the section that is asked for, and goes on to the others by the keyboard', async () => {
  openSettings('general');
  render(<Dialogs />);
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'General' }));
  await userEvent.keyboard('{Home}');
  expect(await screen.findByRole('form', { name: 'New key' })).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('shows a theme at once and hands it to the engine', async () => {
  openSettings('general');
  render(<Dialogs />);
  await userEvent.click(screen.getByRole('button', { name: 'Dark' }));
  expect(appStore.getState().theme).toBe('dark');
  expect(engine.changes).toEqual([{ general: { theme: 'dark' } }]);
  expect(screen.getByTitle('/data')).toBeTruthy();
});

it('follows what another window chooses', async () => {
  void followSettings();
  await vi.waitFor(() => {
    engine.tell({ ...defaultSettings, general: { theme: 'light', notify: true } });
    expect(appStore.getState().theme).toBe('light');
  });
  expect(useSettings.getState().settings).toEqual({ ...defaultSettings, general: { theme: 'light', notify: true } });
});

it('takes limits for a host as numbers above nothing, and takes them away again', async () => {
  useSettings.setState({ settings: defaultSettings, problem: null });
  openSettings('traffic');
  render(<Dialogs />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Host' }), 'https://api.openai.com/v1{Enter}');
  const field = await screen.findByRole('textbox', { name: 'At a time, api.openai.com' });
  await userEvent.type(field, '0{Tab}');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await userEvent.clear(field);
  await userEvent.type(field, '2{Tab}');
  await userEvent.click(screen.getByRole('button', { name: 'Remove the limits of api.openai.com' }));
  expect(engine.changes).toEqual([
    { traffic: { hosts: { 'api.openai.com': {} } } },
    { traffic: { hosts: { 'api.openai.com': { concurrent: 2 } } } },
    { traffic: { hosts: {} } },
  ]);
});

it('keeps how long answers of all models may take, and not what is no time', async () => {
  useSettings.setState({ settings: defaultSettings, problem: null });
  openSettings('traffic');
  render(<Dialogs />);
  await userEvent.type(screen.getByRole('textbox', { name: 'For the first word' }), '45{Tab}');
  await userEvent.type(screen.getByRole('textbox', { name: 'For the next word' }), '0{Tab}');
  expect(screen.getByRole('alert').textContent).toBe('Seconds above 0, a day at most.');
  await userEvent.type(screen.getByRole('textbox', { name: 'For the next word' }), '{Backspace}1,5{Enter}');
  const traffic = { ...defaultSettings.traffic, firstTokenSeconds: 45 };
  act(() => useSettings.setState({ settings: { ...defaultSettings, traffic } }));
  await userEvent.clear(screen.getByRole('textbox', { name: 'For the first word' }));
  await userEvent.tab();
  expect(engine.changes).toEqual([
    { traffic: { firstTokenSeconds: 45 } },
    { traffic: { tokenSeconds: 1.5 } },
    { traffic: { firstTokenSeconds: null } },
  ]);
});

it('keeps where traces are sent, and not what is no address', async () => {
  openSettings('traces');
  useSettings.setState({ settings: defaultSettings, problem: null });
  render(<Dialogs />);
  await userEvent.click(await screen.findByRole('switch', { name: 'Send traces' }));
  const address = screen.getByRole('textbox', { name: 'Address of the receiver' });
  await userEvent.clear(address);
  await userEvent.type(address, 'collector{Enter}');
  expect(screen.getByRole('alert').textContent).toBe(
    'An address begins with http:// or https://. It stays at http://localhost:4318.',
  );
  await userEvent.clear(address);
  await userEvent.type(address, 'http://collector:4318{Enter}');
  await userEvent.click(screen.getByRole('button', { name: 'http/json' }));
  expect(engine.changes).toEqual([
    { traces: { isOn: true } },
    { traces: { endpoint: 'http://collector:4318' } },
    { traces: { protocol: 'http/json' } },
  ]);
});

it('says which variable comes first, and where traces go by it', async () => {
  engine.route = {
    url: 'http://collector:4318/v1/traces',
    decidedBy: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    problem: null,
    alsoSet: ['OTEL_EXPORTER_OTLP_HEADERS'],
  };
  openSettings('traces');
  useSettings.setState({ settings: defaultSettings, problem: null });
  render(<Dialogs />);
  expect((await screen.findByRole('status')).textContent).toBe(
    'OTEL_EXPORTER_OTLP_ENDPOINT is set where Troupe was started, and comes first: traces go to ' +
      'http://collector:4318/v1/tracesAlso in force: OTEL_EXPORTER_OTLP_HEADERS.',
  );
});
