import type { IstioVersion } from '../pilot/versions.ts';
import type { HeaderComparison } from '../routetest/difference.ts';
import type { Caller } from '../istio/caller.ts';
import type { TestRequest } from '../istio/test-request.ts';

/** Whether hosts that nobody declares are taken to exist; as in `createPushContext`. */
export type Assume = 'auto' | 'always' | 'never';

export type RouteCommand = {
  readonly name: 'route';
  readonly paths: readonly string[];
  readonly from: Caller;
  readonly request: TestRequest;
  readonly output: 'text' | 'json' | 'yaml';
  readonly assume: Assume;
  readonly version: IstioVersion;
};

export type TestCommand = {
  readonly name: 'test';
  readonly paths: readonly string[];
  /** The caller of tests in formats that know none. */
  readonly from: Caller | null;
  readonly output: 'text' | 'junit' | 'json';
  readonly assume: Assume;
  readonly version: IstioVersion;
  readonly headers: HeaderComparison;
  /** 'file': a file with manifests and tests is a workspace of its own; 'all': everything is one workspace. */
  readonly workspace: 'file' | 'all';
  readonly list: 'failures' | 'all';
  readonly coverage: 'hide' | 'show';
};

export type EnvoyCommand = {
  readonly name: 'envoy';
  readonly paths: readonly string[];
  readonly from: Caller;
  readonly output: 'yaml' | 'json';
  readonly assume: Assume;
  readonly version: IstioVersion;
};

/** The formats that tests can be written in. */
export type TestFormat = 'routing-test' | 'istio-config-validator' | 'router-check';

export type ConvertCommand = {
  readonly name: 'convert';
  readonly paths: readonly string[];
  readonly from: Caller | null;
  readonly to: TestFormat;
};

export type PlanCommand = {
  readonly name: 'plan';
  readonly paths: readonly string[];
  /** The plan's name where there are several. */
  readonly plan: string | null;
  /** The step whose manifests are asked for; null: the plan as a whole, with its commands. */
  readonly step: number | null;
  /** The format to write the plan in; null: not asked for. */
  readonly to: PlanFormat | null;
};

/** The formats that a plan can be written in. */
export type PlanFormat = 'rollout-plan' | 'argo-rollouts' | 'flagger';

export type Topic = 'signalbox' | 'route' | 'test' | 'envoy' | 'convert' | 'plan';

/** What the command line asks for. `problem` says in a sentence why it cannot be understood. */
export type Command =
  | RouteCommand
  | TestCommand
  | EnvoyCommand
  | ConvertCommand
  | PlanCommand
  | { readonly name: 'help'; readonly topic: Topic }
  | { readonly name: 'version' }
  | { readonly name: 'problem'; readonly topic: Topic; readonly message: string };
