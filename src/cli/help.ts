import { istioVersions, measuredVersion } from '../pilot/versions.ts';
import type { Topic } from './command.ts';

const callers = `  -f, --from CALLER     who asks: namespace/key=value,… is a sidecar with these labels,
                        gateway:namespace/key=value,… a gateway`;
const assume = `  --assume WHEN         whether hosts that no Service declares are taken to exist, and Services without pods to
                        have some: auto (only where none is declared at all), always, never. Default: auto`;
const version = `  --istio-version V     which Istio answers, ${istioVersions[0]} to ${measuredVersion}. Default: ${measuredVersion}`;
const files = `FILES are YAML files, folders (every .yaml and .yml in them and below), or - for standard input.`;

/** What --help says, by command. */
export const help: Readonly<Record<Topic, string>> = {
  signalbox: `Signalbox answers for Istio's routing what the mesh would do.

  signalbox route FILES… --from CALLER --request 'GET http://host/path'   where a request goes, and why
  signalbox test FILES…                                                   run RoutingTest documents
  signalbox envoy FILES… --from CALLER                                    the Envoy configuration of a caller
  signalbox convert FILES… --to FORMAT                                    tests in another tool's format
  signalbox plan FILES… --step N                                          the manifests of a step of a canary plan

signalbox COMMAND --help says more; signalbox --version tells the version.
Exit codes: 0 all is well, 1 a test failed, 2 something could not be read.
`,
  route: `signalbox route FILES… --from CALLER --request 'METHOD URL' [options]

Tells where a request goes, and why. All FILES are read as one workspace.
${files}

${callers}
  -r, --request TEXT    the request, such as 'GET http://reviews:9080/reviews/1?x=1'
  -H, --header LINE     a header of the request, 'name: value'; may repeat. A header host is sent as Host
  -o, --output FORMAT   text, json or yaml. Default: text
${assume}
${version}
`,
  test: `signalbox test FILES… [options]

Runs the tests of RoutingTest documents (apiVersion signalbox/v1), of istio-config-validator and of Envoy's router
check tool. ${files}

What counts as one workspace: a file that holds both manifests and tests is a workspace of its own. All other files
are read together as one: manifests in some, tests in others. --join reads everything as one.

  -o, --output FORMAT   text, junit or json. Default: text
  -v, --verbose         list the tests that pass, too
  --coverage            list the rules and match entries that no test reaches
  --headers HOW         what a list of headers means: listed (these must be there) or complete (these and no
                        others). Default: listed
  --join                read all files as one workspace
  -f, --from CALLER     the caller of tests in formats that know none, as in route --help
${assume}
${version}

The last line is "N passed, N failed" (on standard error where the output is for machines).
Exit codes: 0 all passed, 1 a test failed, 2 something could not be read.
`,
  envoy: `signalbox envoy FILES… --from CALLER [options]

Prints the Envoy configuration that Istio makes for a caller: listeners, routes, clusters, endpoints. All FILES are
read as one workspace. ${files}

${callers}
  -o, --output FORMAT   yaml or json. Default: yaml
${assume}
${version}
`,
  convert: `signalbox convert FILES… --to FORMAT [options]

Prints all tests of FILES in another format: routing-test, istio-config-validator or router-check. With the manifests
among FILES, tests for istio-config-validator take the winning rule's own words. What a format cannot say is told on
standard error. ${files}

  --to FORMAT           the format to write
  -f, --from CALLER     the caller of tests in formats that know none, as in route --help
`,
  plan: `signalbox plan FILES… [--step N] [options]

Prints the manifests of a step of a RolloutPlan document (apiVersion signalbox/v1), ready for kubectl apply -f -: what
defines the versions first (DestinationRules, or Services), then the VirtualService or the route of the Gateway API, as
they are written in FILES with the fewest changes. Step 0 is the start, and the way back. Without --step: the steps of
the plan, and what makes them say more than will happen.
All FILES are read as one workspace. ${files}
A Rollout of Argo Rollouts and a Canary of Flagger are read as plans, too, where there is no RolloutPlan.

      --step N          the step, 1 to the number of steps; 0 is the start
      --plan NAME       which plan, where FILES hold several
      --to FORMAT       prints the plan itself: rollout-plan, argo-rollouts or flagger. What the format cannot say
                        is told on standard error
`,
};
