import { describe, expect, it } from 'vitest';
import { parseStream } from '../yaml/stream.ts';
import { completionsAt } from './completions.ts';
import { decode } from './decode.ts';
import { modelledKinds } from './kinds.ts';
import { kindSchemas } from './schema.ts';

const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews}
spec:
  host: reviews
  subsets:
  - name: v7
`;
const { config } = decode(parseStream(rule));
/** What is offered at the `|` of a text. */
const offered = (text: string) =>
  completionsAt(text.replace('|', ''), text.indexOf('|'), config).map(({ label }) => label);

describe('completion', () => {
  const head = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: x}\nspec:\n';
  it('offers the fields that a mapping does not have yet', () => {
    const fields = offered(`${head}  http:\n  - timeout: 5s\n    re|\n`);
    expect(fields).toEqual(expect.arrayContaining(['retries', 'rewrite', 'redirect']));
    expect(fields).not.toContain('timeout');
  });
  it('offers values of an enumeration', () => {
    const text = rule.replace('  subsets', '  trafficPolicy:\n    loadBalancer:\n      simple: |\n  subsets');
    expect(offered(text)).toEqual(expect.arrayContaining(['ROUND_ROBIN', 'LEAST_REQUEST']));
  });
  it('offers names that the workspace declares', () => {
    expect(
      offered(`${head}  http:\n  - route:\n    - destination:\n        host: reviews\n        subset: |\n`),
    ).toContain('v7');
  });
  it('offers every kind that is modelled, and versions that are served', () => {
    const kinds = offered('apiVersion: v1\nkind: |\n');
    expect(kinds).toEqual(expect.arrayContaining(['VirtualService', 'GRPCRoute', 'Deployment', 'RolloutPlan']));
    expect(kinds).toHaveLength(new Set(kinds).size);
    const versions = offered('kind: Gateway\napiVersion: |\n');
    expect(versions).toEqual(expect.arrayContaining(['v1', 'apps/v1', 'signalbox/v1']));
    const served = kindSchemas.flatMap(({ group, kind, versions: all }) =>
      all.map((version) => [group, version, kind]),
    );
    for (const { group, kind } of modelledKinds.filter((modelled) =>
      kindSchemas.some((crd) => crd.group === modelled.group),
    )) {
      expect(versions).toContain(`${group}/v1`);
      expect(served).toContainEqual([group, 'v1', kind]);
    }
  });
  it('offers no field of a kind that only shares its name with a known one', () => {
    const service = 'kind: Service\nmetadata: {name: x}\nspec:\n  type: ClusterIP\n  po|\n';
    expect(offered(`apiVersion: v1\n${service}`)).toContain('ports');
    expect(offered(`apiVersion: serving.knative.dev/v1\n${service}`)).toEqual([]);
  });
  it('offers nothing in the middle of a text', () => {
    expect(offered(`${head}  hosts: [a, b c|]\n`)).toEqual([]);
  });
});
