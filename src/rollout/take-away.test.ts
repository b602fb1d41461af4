import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import { takeAway } from './take-away.ts';

const workspace = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: books}
spec:
  host: reviews   # its pods have the label app
  subsets:
  - {name: v1, labels: {version: v1}}   # since spring
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http:
  # the one rule there is
  - route:
    - destination: {host: reviews, subset: v1}
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews-v2, namespace: books}
spec:
  rule: {virtualService: reviews}
  subsets: [v1, {name: v2, labels: {version: v2}}]
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "yes"}}]}
  - pause: {}
  - setWeight: 10
  - pause: {duration: 1h}
  - setWeight: 50
  - setWeight: 100
  - setHeaderRoute: {name: testers}
`;

function taken(text: string) {
  const stream = parseStream(text);
  const { config } = decode(stream);
  const [plan] = readRolloutPlans(config.others);
  if (!plan) throw new Error('no plan');
  const result = takeAway(stream, config, plan);
  if (!result.ok) throw new Error(result.message);
  return result.files;
}

const files = taken(workspace);
const fileAt = (path: string) => files.find((file) => file.path === path)?.text ?? '';

/** Lines that only one of two texts has. */
function difference(a: string, b: string): string[] {
  const [left, right] = [a.split('\n'), b.split('\n')];
  return [...left.filter((line) => !right.includes(line)), ...right.filter((line) => !left.includes(line))];
}

describe('what is taken away', () => {
  it('has a manifest for each step that changes routing, and those before and after', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      '00-destination-rule-books-reviews.yaml',
      'step-01-header-route.yaml',
      'step-03-weight-10.yaml',
      'step-05-weight-50.yaml',
      'step-06-weight-100.yaml',
      'step-07-header-route-off.yaml',
      'rollback.yaml',
      '98-virtual-service.yaml',
      '99-destination-rule-books-reviews.yaml',
    ]);
  });

  it('differs from one weight to the next in the digits alone', () => {
    expect(difference(fileAt('step-03-weight-10.yaml'), fileAt('step-05-weight-50.yaml'))).toEqual([
      '      weight: 90',
      '      weight: 10',
      '      weight: 50',
      '      weight: 50',
    ]);
  });

  it('keeps comments in every manifest', () => {
    const comments = { DestinationRule: '# its pods have the label app', VirtualService: '# the one rule there is' };
    for (const [kind, comment] of Object.entries(comments)) {
      const manifests = files.filter(({ path, text }) => path !== 'README.md' && text.includes(`kind: ${kind}\n`));
      expect(manifests.length).toBeGreaterThan(1);
      for (const { path, text } of manifests) expect(`${path}: ${text}`).toContain(comment);
    }
  });

  it('defines every subset before a step names it, and takes none away that a step or the way back names', () => {
    expect(fileAt('00-destination-rule-books-reviews.yaml')).toContain('name: v2');
    expect(fileAt('00-destination-rule-books-reviews.yaml')).toContain('# since spring');
    expect(fileAt('98-virtual-service.yaml')).not.toContain('subset: v1');
    expect(fileAt('99-destination-rule-books-reviews.yaml')).not.toContain('name: v1');
  });

  it('rolls back to everything on stable', () => {
    expect(fileAt('rollback.yaml')).toContain('subset: v1');
    expect(fileAt('rollback.yaml')).not.toContain('subset: v2');
  });

  it('says the commands in order, with the pauses between them', () => {
    const lines = fileAt('README.md')
      .split('\n')
      .filter((line) => line.startsWith('kubectl') || line.startsWith('# '));
    expect(lines).toEqual([
      '# Rollout reviews-v2',
      'kubectl apply -n books -f 00-destination-rule-books-reviews.yaml',
      'kubectl apply -n books -f step-01-header-route.yaml',
      '# 2. pause until somebody goes on',
      'kubectl apply -n books -f step-03-weight-10.yaml',
      '# 4. pause for 1h',
      'kubectl apply -n books -f step-05-weight-50.yaml',
      'kubectl apply -n books -f step-06-weight-100.yaml',
      'kubectl apply -n books -f step-07-header-route-off.yaml',
      'kubectl apply -n books -f rollback.yaml',
      'kubectl apply -n books -f 98-virtual-service.yaml',
      'kubectl apply -n books -f 99-destination-rule-books-reviews.yaml',
    ]);
  });

  it('leaves a subset that another rule still names', () => {
    const other = `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: other, namespace: books}
spec:
  hosts: [other.example]
  http:
  - route: [{destination: {host: reviews.books.svc.cluster.local, subset: v1}}]
`;
    const paths = taken(workspace.replace('---\napiVersion: signalbox', `${other}---\napiVersion: signalbox`));
    expect(paths.map(({ path }) => path)).not.toContain('99-destination-rule-books-reviews.yaml');
  });
});
