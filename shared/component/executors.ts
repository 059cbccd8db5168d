import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { integerField, jsonField, optional, switchField, textField, withDefault } from './fields.ts';

const common = { componentType: 'code_executor', version: 1, group: 'parts', slots: [], runnable: true } as const;

const timeout = withDefault(
  integerField({ title: 'Timeout', description: 'Seconds that one block may take.', min: 1 }),
  60,
);
const workDir = optional(textField({ title: 'Folder', description: 'Where code runs. Empty: a temporary folder.' }));
const functionsModule = withDefault(
  textField({ title: 'Functions module', description: 'Name under which functions can be imported.' }),
  'functions',
);

export const sandboxExecutor = {
  ...common,
  provider: 'troupe.code_executors.SandboxCodeExecutor',
  title: 'Sandbox',
  summary: 'Runs Python, JavaScript and TypeScript without rights on this machine.',
  config: z.looseObject({
    timeout,
    memory_mb: withDefault(
      integerField({ title: 'Memory', description: 'Most that code may use, MB.', min: 64, max: 2048 }),
      256,
    ),
  }),
  initialConfig: { timeout: 60, memory_mb: 256 },
} satisfies ComponentDefinition;

export const localExecutor = {
  ...common,
  provider: 'autogen_ext.code_executors.local.LocalCommandLineCodeExecutor',
  title: 'This machine',
  summary: 'Runs code in the sandbox; where the settings say so, as programs of this machine with your rights.',
  config: z.looseObject({
    timeout,
    work_dir: workDir,
    functions_module: functionsModule,
    cleanup_temp_files: withDefault(
      switchField({ title: 'Tidy up', description: 'Delete the files of each block afterwards.' }),
      true,
    ),
  }),
  initialConfig: { timeout: 60 },
} satisfies ComponentDefinition;

export const dockerExecutor = {
  ...common,
  provider: 'autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor',
  title: 'Container',
  summary: 'Runs code in the sandbox; where the settings say so, in a container.',
  config: z.looseObject({
    image: withDefault(textField({ title: 'Image', description: 'Image of the container.' }), 'python:3-slim'),
    container_name: optional(textField({ title: 'Container', description: 'Name of it. Empty: made up.' })),
    timeout,
    work_dir: workDir,
    bind_dir: optional(textField({ title: 'Bound folder', description: 'Folder of the host, where it differs.' })),
    auto_remove: withDefault(
      switchField({ title: 'Remove', description: 'Remove the container when it stops.' }),
      true,
    ),
    stop_container: withDefault(switchField({ title: 'Stop', description: 'Stop the container at the end.' }), true),
    functions_module: functionsModule,
    extra_volumes: withDefault(jsonField({ title: 'Volumes', description: 'More folders of the host.' }), {}),
    extra_hosts: withDefault(jsonField({ title: 'Hosts', description: 'More names and addresses.' }), {}),
    init_command: optional(textField({ title: 'First command', description: 'Run when the container starts.' })),
    delete_tmp_files: withDefault(
      switchField({ title: 'Tidy up', description: 'Delete the files of each block afterwards.' }),
      false,
    ),
  }),
  initialConfig: { image: 'python:3-slim', timeout: 60 },
} satisfies ComponentDefinition;

const jupyterExecutor = {
  ...common,
  provider: 'autogen_ext.code_executors.jupyter.JupyterCodeExecutor',
  title: 'Jupyter',
  summary: 'Runs Python in the sandbox; there is no kernel that remembers.',
  config: z.looseObject({
    kernel_name: withDefault(textField({ title: 'Kernel', description: 'Name of the kernel.' }), 'python3'),
    timeout,
    output_dir: optional(textField({ title: 'Folder', description: 'Where pictures are kept.' })),
  }),
  initialConfig: { kernel_name: 'python3', timeout: 60 },
} satisfies ComponentDefinition;

/** Where code can be run. */
export const executorDefinitions: readonly ComponentDefinition[] = [
  sandboxExecutor,
  localExecutor,
  dockerExecutor,
  jupyterExecutor,
];
