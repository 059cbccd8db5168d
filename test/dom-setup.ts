// Runs before each file of component tests.
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

// jsdom lays nothing out, which CodeMirror needs; the journeys have the real one.
vi.mock(
  '../renderer/code-editor/code-mirror.tsx',
  () => import('../renderer/code-editor/fake-code-mirror.fixture.tsx'),
);

// jsdom measures nothing; React Flow and virtual lists only need the class to be there.
class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResizeObserver;
