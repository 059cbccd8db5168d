import { MemoryRunStore } from './memory-run-store.ts';
import { openTemporary } from './open-temporary.ts';
import { describeRunStore } from './run-store.conformance.ts';
import { describeSpending } from './spending.conformance.ts';
import { SqliteRunStore } from './run-store.ts';

describeRunStore('MemoryRunStore', () => new MemoryRunStore());
describeRunStore('SqliteRunStore', () => new SqliteRunStore(openTemporary()));
describeSpending('MemoryRunStore', () => new MemoryRunStore());
describeSpending('SqliteRunStore', () => new SqliteRunStore(openTemporary()));
