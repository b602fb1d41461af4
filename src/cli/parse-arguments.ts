import { parseArgs, type ParseArgsConfig } from 'node:util';
import { istioVersions, measuredVersion } from '../pilot/versions.ts';
import type { Caller } from '../istio/caller.ts';
import type { Command, Topic } from './command.ts';
import { InputProblem } from './input-problem.ts';
import { parseCaller } from './parse-caller.ts';
import { parseRequest } from './parse-request.ts';

type Words = readonly string[];

const commands: Readonly<Record<string, (words: Words) => Command>> = {
  route: parseRoute,
  test: parseTest,
  envoy: parseEnvoy,
  convert: parseConvert,
  plan: parsePlan,
};

/** What the words of a command line ask for. Never throws: what cannot be understood is a `problem`. */
export function parseArguments(words: Words): Command {
  const [first, ...rest] = words;
  if (first === undefined || first === '-h' || first === '--help' || first === 'help') {
    return { name: 'help', topic: topicOf(rest[0]) };
  }
  if (first === '-V' || first === '--version') return { name: 'version' };
  const parse = Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (!parse) {
    const message = `There is no command ${first}; there are ${Object.keys(commands).join(', ')}.`;
    return { name: 'problem', topic: 'signalbox', message };
  }
  try {
    return rest.includes('-h') || rest.includes('--help') ? { name: 'help', topic: topicOf(first) } : parse(rest);
  } catch (problem) {
    if (problem instanceof InputProblem) return { name: 'problem', topic: topicOf(first), message: problem.message };
    throw problem;
  }
}

function topicOf(word: string | undefined): Topic {
  const topics = ['route', 'test', 'envoy', 'convert', 'plan'] as const;
  return topics.find((topic) => topic === word) ?? 'signalbox';
}

const common = {
  from: { type: 'string', short: 'f' },
  assume: { type: 'string', default: 'auto' },
  'istio-version': { type: 'string', default: measuredVersion },
  output: { type: 'string', short: 'o' },
} as const;

function parseRoute(words: Words): Command {
  const { values, positionals } = read(words, {
    ...common,
    request: { type: 'string', short: 'r' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
  } as const);
  if (values.request === undefined) throw new InputProblem("route needs --request, as in 'GET http://reviews:9080/'.");
  return {
    name: 'route',
    paths: pathsOf('route', positionals),
    from: callerOf('route', values.from),
    request: parseRequest(values.request, values.header),
    output: oneOf('-o', ['text', 'json', 'yaml'], values.output ?? 'text'),
    assume: oneOf('--assume', ['auto', 'always', 'never'], values.assume),
    version: oneOf('--istio-version', istioVersions, values['istio-version']),
  };
}

function parseTest(words: Words): Command {
  const { values, positionals } = read(words, {
    ...common,
    headers: { type: 'string', default: 'listed' },
    join: { type: 'boolean', default: false },
    verbose: { type: 'boolean', short: 'v', default: false },
    coverage: { type: 'boolean', default: false },
  } as const);
  return {
    name: 'test',
    paths: pathsOf('test', positionals),
    from: values.from === undefined ? null : parseCaller(values.from),
    output: oneOf('-o', ['text', 'junit', 'json'], values.output ?? 'text'),
    assume: oneOf('--assume', ['auto', 'always', 'never'], values.assume),
    version: oneOf('--istio-version', istioVersions, values['istio-version']),
    headers: oneOf('--headers', ['listed', 'complete'], values.headers),
    workspace: values.join ? 'all' : 'file',
    list: values.verbose ? 'all' : 'failures',
    coverage: values.coverage ? 'show' : 'hide',
  };
}

function parseEnvoy(words: Words): Command {
  const { values, positionals } = read(words, common);
  return {
    name: 'envoy',
    paths: pathsOf('envoy', positionals),
    from: callerOf('envoy', values.from),
    output: oneOf('-o', ['yaml', 'json'], values.output ?? 'yaml'),
    assume: oneOf('--assume', ['auto', 'always', 'never'], values.assume),
    version: oneOf('--istio-version', istioVersions, values['istio-version']),
  };
}

function parseConvert(words: Words): Command {
  const { values, positionals } = read(words, { from: common.from, to: { type: 'string' } } as const);
  const formats = ['routing-test', 'istio-config-validator', 'router-check'] as const;
  if (values.to === undefined) throw new InputProblem(`convert needs --to: ${formats.join(', ')}.`);
  return {
    name: 'convert',
    paths: pathsOf('convert', positionals),
    from: values.from === undefined ? null : parseCaller(values.from),
    to: oneOf('--to', formats, values.to),
  };
}

function parsePlan(words: Words): Command {
  const { values, positionals } = read(words, {
    step: { type: 'string' },
    plan: { type: 'string' },
    to: { type: 'string' },
  } as const);
  if (values.step !== undefined && values.to !== undefined)
    throw new InputProblem('--step asks for manifests and --to for the plan in another format: one at a time.');
  if (values.step !== undefined && !/^\d{1,4}$/.test(values.step))
    throw new InputProblem(`--step is the number of a step, 0 for the start, not "${values.step}".`);
  return {
    name: 'plan',
    paths: pathsOf('plan', positionals),
    plan: values.plan ?? null,
    step: values.step === undefined ? null : Number(values.step),
    to: values.to === undefined ? null : oneOf('--to', ['rollout-plan', 'argo-rollouts', 'flagger'], values.to),
  };
}

/** Options and the words that are none, in node's reading; its complaints become ours, without the advice that follows their first sentence. */
function read<const Options extends NonNullable<ParseArgsConfig['options']>>(words: Words, options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence = 'The options cannot be read'] = (error instanceof Error ? error.message : '').split(/\.\s|\n/);
    throw new InputProblem(`${sentence.replace(/\.$/, '')}.`);
  }
}

function pathsOf(command: Topic, positionals: readonly string[]): readonly string[] {
  if (positionals.length > 0) return positionals;
  throw new InputProblem(`${command} needs files or folders with YAML, or - for standard input.`);
}

function callerOf(command: Topic, from: string | undefined): Caller {
  if (from !== undefined) return parseCaller(from);
  throw new InputProblem(
    `${command} needs --from, who asks: default/app=web for a sidecar, gateway:istio-system/istio=ingressgateway for a gateway.`,
  );
}

function oneOf<const Choice extends string>(option: string, choices: readonly Choice[], value: string): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new InputProblem(`${option} is ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not "${value}".`);
}
