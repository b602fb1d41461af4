import { hasLabels } from '../istio/labels.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { DestinationRule, OutlierDetection } from '../istio/destination-rule.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import { resolveShortname } from '../istio/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { hasAssumedEndpoints, type Endpoint } from '../pilot/service.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { servicesOf } from './service-lookup.ts';

/** Outlier detection that can never eject: the share that may be ejected, 10 % where none is given, is less than one endpoint (checks.md F-45). */
export function idleEjection({ destinationRules }: IstioConfig, push: PushContext): Finding[] {
  return destinationRules.flatMap((object) => {
    const detections = detectionsOf(object);
    if (detections.length === 0) return [];
    const host = resolveShortname(object.spec.host, object.metadata.namespace);
    const services = servicesOf(push, host).filter((service) => !hasAssumedEndpoints(service));
    const endpoints = services.flatMap((service) => service.endpoints);
    return detections.flatMap((detection) => check(detection, endpoints, object.source));
  });
}

type Detection = {
  readonly outlier: OutlierDetection;
  readonly labels: Readonly<Record<string, string>>;
  readonly source: Source;
};

function detectionsOf({ spec, source }: ConfigObject<'DestinationRule', DestinationRule>): Detection[] {
  const places = [
    { policy: spec.trafficPolicy, labels: {}, path: ['spec'] },
    ...(spec.subsets ?? []).map(({ trafficPolicy, labels = {} }, index) => ({
      policy: trafficPolicy,
      labels,
      path: ['spec', 'subsets', index],
    })),
  ];
  return places.flatMap(({ policy, labels, path }) => {
    const outlier = policy?.outlierDetection;
    const place = sourceInside(source, ...path, 'trafficPolicy', 'outlierDetection');
    return outlier ? [{ outlier, labels, source: place }] : [];
  });
}

function check({ outlier, labels, source }: Detection, endpoints: readonly Endpoint[], object: Source): Finding[] {
  const count = endpoints.filter((endpoint) => hasLabels(endpoint.labels, labels)).length;
  const percent = outlier.maxEjectionPercent || 10;
  if (count === 0 || Math.floor((count * percent) / 100) >= 1) return [];
  const enough = Math.ceil(100 / count);
  const field = [...source.path.slice(object.path.length), 'maxEjectionPercent'];
  return [
    makeFinding({
      code: 'outlier.never-ejects',
      severity: 'warning',
      message: `${percent} % of ${count} endpoint${count > 1 ? 's' : ''} is less than one: nothing is ever ejected.`,
      source: outlier.maxEjectionPercent ? sourceInside(source, 'maxEjectionPercent') : source,
      fixes: [{ label: `Allow ${enough} %`, edit: { type: 'setField', object, field, value: enough } }],
    }),
  ];
}
