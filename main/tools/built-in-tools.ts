import {
  listFilesTool,
  queryJsonTool,
  readFileTool,
  searchFilesTool,
  writeFileTool,
} from '../../shared/component/file-tools.ts';
import { httpTool } from '../../shared/component/tools.ts';
import { askHumanTool } from '../../shared/component/person-tools.ts';
import { fetchPageTool, webSearchTool } from '../../shared/component/web-tools.ts';
import type { JsonObject } from '../../shared/json.ts';
import { askHumanTool as askHuman } from './ask-human.ts';
import { listFilesTool as listFiles } from './files/list-files.ts';
import { queryJsonTool as queryJson } from './files/query-json.ts';
import { readFileTool as readFile } from './files/read-file.ts';
import { searchFilesTool as searchFiles } from './files/search-files.ts';
import type { Workspace } from './files/workspace.ts';
import { writeFileTool as writeFile } from './files/write-file.ts';
import { fetchPageTool as fetchPage } from './http/fetch-page.ts';
import { type KeyFor, webSearchTool as webSearch } from './http/web-search.ts';
import { httpTool as http } from './http/http-tool.ts';
import type { GuardedFetch } from './http/told.ts';
import type { Tool } from './tool.ts';

/** What tools of Troupe's own need from outside, as it is at each call. */
export interface ToolPorts {
  readonly workspace: () => Workspace;
  readonly fetch: GuardedFetch;
  readonly keyFor: KeyFor;
}

type Maker = (config: JsonObject, ports: ToolPorts) => Tool;

/** A tool is a file, a definition in `shared/component`, and a line here. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  [readFileTool.provider, (_config, { workspace }) => readFile(workspace)],
  [writeFileTool.provider, (_config, { workspace }) => writeFile(workspace)],
  [listFilesTool.provider, (_config, { workspace }) => listFiles(workspace)],
  [searchFilesTool.provider, (_config, { workspace }) => searchFiles(workspace)],
  [fetchPageTool.provider, (_config, { fetch }) => fetchPage(fetch)],
  [queryJsonTool.provider, (_config, { workspace }) => queryJson(workspace)],
  [askHumanTool.provider, (config) => askHuman(config)],
  [webSearchTool.provider, (config, ports) => webSearch(config, ports)],
  [httpTool.provider, (config, { fetch }) => http(config, fetch)],
]);

/** The tool of a component; undefined where it is none of these. */
export function builtInTool(
  { provider, config }: { readonly provider: string; readonly config: JsonObject },
  ports: ToolPorts,
): Tool | undefined {
  return MAKERS.get(provider)?.(config, ports);
}
