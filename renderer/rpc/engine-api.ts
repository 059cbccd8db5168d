import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/rpc/contract.ts';

/** All that the page can ask of the engine. Expected failures are the typed errors of each procedure. */
export type EngineApi = ContractRouterClient<typeof contract>;
