import { describe, expect, it } from 'vitest';
import { parseStream } from '../yaml/stream.ts';
import { completionsAt } from './completions.ts';
import { decode } from './decode.ts';

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
  it('offers kinds', () => {
    expect(offered('apiVersion: v1\nkind: |\n')).toContain('VirtualService');
  });
  it('offers nothing in the middle of a text', () => {
    expect(offered(`${head}  hosts: [a, b c|]\n`)).toEqual([]);
  });
});
