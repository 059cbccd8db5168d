import type { TeamFile } from './team-files.fixture.ts';
import { component } from './component.fixture.ts';

const executor = component('autogen_ext.code_executors.local.LocalCommandLineCodeExecutor', 'code_executor', {});
const model = (...chat_completions: unknown[]): object =>
  component('autogen_ext.models.replay.ReplayChatCompletionClient', 'model', { chat_completions });
const calling = (code: string): object => ({
  finish_reason: 'function_calls',
  content: [{ id: 'c1', name: 'CodeExecutor', arguments: JSON.stringify({ code }) }],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
  cached: false,
});

const PLOT = `import math, pathlib, struct, zlib

def png(path, width, height, colour):
    rows = b"".join(b"\\0" + b"".join(bytes(colour(x, y)) for x in range(width)) for y in range(height))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    pathlib.Path(path).write_bytes(data)

def wave(x, y):
    return (32, 110, 180) if y > 70 - 40 * math.sin(x / 24) else (235, 240, 245)

png("riders.png", 240, 140, wave)
pathlib.Path("riders.csv").write_text("line,riders\\n2,18400\\n7,9100\\n")
pathlib.Path("scratch.txt").write_text("x")
print("drawn")`;
const TIDY = `import pathlib
table = pathlib.Path("riders.csv").read_text().strip().split("\\n")
pathlib.Path("scratch.txt").unlink()
pathlib.Path("out").mkdir()
pathlib.Path("out/model.bin").write_bytes(bytes(range(256)) * 60)
print(len(table) - 1, "lines")`;
const REPORT = `Here it is:

\`\`\`python
import pathlib
pathlib.Path("report.md").write_text("# Riders\\n\\nLine 2 carries twice as many as line 7.\\n")
print("written")
\`\`\``;

const coder = component(
  'autogen_agentchat.agents.AssistantAgent',
  'agent',
  {
    name: 'coder',
    description: 'Draws with Python.',
    model_client: model(calling(PLOT), calling(TIDY), REPORT),
    tools: [component('autogen_ext.tools.code_execution.PythonCodeExecutionTool', 'tool', { executor })],
    max_tool_iterations: 3,
    reflect_on_tool_use: false,
    tool_call_summary_format: '{result}',
  },
  2,
);
const runner = component('autogen_agentchat.agents.CodeExecutorAgent', 'agent', {
  name: 'runner',
  code_executor: executor,
});
const root = component('autogen_agentchat.teams.RoundRobinGroupChat', 'team', {
  participants: [coder, runner],
  max_turns: 2,
});

/** An agent whose tool calls leave a picture, a table and more, and one that runs what it then writes. */
export const leavingFiles: TeamFile = { name: 'riders.json', text: JSON.stringify({ ...root, label: 'Riders' }) };
