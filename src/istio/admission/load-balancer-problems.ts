import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { ConsistentHashLB, LoadBalancerSettings, OutlierDetection } from '../destination-rule.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { durationProblems, durationSyntaxProblems } from './duration-problems.ts';
import { localityProblems, zoneAwareProblems } from './locality-problems.ts';

/** A load balancer that Istio refuses or remarks on (checks.md D-13..D-26, val.go:validateLoadBalancer). `outlier` is the detection beside it. */
export function* loadBalancerProblems(
  settings: LoadBalancerSettings | undefined,
  outlier: OutlierDetection | undefined,
  path: YamlPath,
): Problems {
  if (!settings) return;
  const { consistentHash, localityLbSetting, zoneAwareLbSetting, warmup } = settings;
  if (consistentHash) yield* consistentHashProblems(consistentHash, [...path, 'consistentHash']);
  if (localityLbSetting && zoneAwareLbSetting) {
    const message = 'Only one of `localityLbSetting` and `zoneAwareLbSetting` can stand here.';
    yield refusal('webhook.load-balancer', path, message);
  }
  yield* localityProblems(localityLbSetting, outlier, [...path, 'localityLbSetting']);
  yield* zoneAwareProblems(zoneAwareLbSetting, outlier, [...path, 'zoneAwareLbSetting']);
  if (!warmup) return;
  yield* durationProblems(warmup.duration, [...path, 'warmup', 'duration']);
  if (warmup.aggression !== undefined && warmup.aggression <= 0) {
    const message = 'The aggression of the warm-up must be above 0.';
    yield refusal('webhook.load-balancer', [...path, 'warmup', 'aggression'], message);
  }
}

function* consistentHashProblems(hash: ConsistentHashLB, path: YamlPath): Problems {
  const { httpCookie, minimumRingSize, ringHash, maglev } = hash;
  const refuse = (place: YamlPath, message: string) => refusal('webhook.load-balancer', [...path, ...place], message);
  yield* durationSyntaxProblems(httpCookie?.ttl, [...path, 'httpCookie', 'ttl']);
  if (httpCookie?.name === '') yield refuse(['httpCookie', 'name'], 'A cookie needs a name.');
  const attributes = (httpCookie?.attributes ?? []).map(({ name }) => name);
  for (const [index, name] of attributes.entries()) {
    const place = ['httpCookie', 'attributes', index];
    if (name === '') yield refuse(place, 'An attribute of a cookie needs a name.');
    else if (attributes.indexOf(name) < index) yield refuse(place, `The attribute \`${name}\` stands here twice.`);
  }
  if (minimumRingSize) {
    const message = '`minimumRingSize` is deprecated here; use `ringHash.minimumRingSize`.';
    yield remark('webhook.deprecated', [...path, 'minimumRingSize'], message);
    if (ringHash || maglev)
      yield refuse(['minimumRingSize'], '`minimumRingSize` cannot stand beside `ringHash` or `maglev`.');
  }
  if (maglev && !isTableSize(maglev.tableSize ?? 0))
    yield refuse(['maglev'], 'Maglev needs a `tableSize` that is a prime number below 5000011.');
}

function isTableSize(size: number): boolean {
  if (size < 1 || size >= 5000011) return false;
  for (let factor = 2; factor * factor <= size; factor++) if (size % factor === 0) return false;
  return true;
}
