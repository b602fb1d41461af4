/** A workspace of `count` shops: for each a Service, two Deployments, a DestinationRule and a VirtualService with four rules; about 75 lines each. */
export function largeWorkspace(count: number): string {
  return Array.from({ length: count }, (_, index) => shop(`shop-${index}`)).join('---\n');
}

function shop(name: string): string {
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: mall}
spec:
  selector: {app: ${name}}
  ports:
  - {name: http, port: 8080}
---
${['v1', 'v2'].map((version) => deployment(name, version)).join('')}apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: mall}
spec:
  host: ${name}
  subsets:
  - name: v1
    labels: {version: v1}
  - name: v2
    labels: {version: v2}
---
# the rules of ${name}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: mall
spec:
  hosts:
  - ${name}
  http:
  - name: testers
    match:
    - headers:
        x-tester: {exact: "yes"}
    route:
    - destination: {host: ${name}, subset: v2}
  - name: writes
    match:
    - uri: {prefix: /api}
      method: {exact: POST}
    timeout: 5s
    route:
    - destination: {host: ${name}, subset: v1}
  - name: pictures
    match:
    - uri: {regex: "/img/[0-9]+"}
    - uri: {exact: /logo}
    route:
    - destination: {host: ${name}, subset: v1}
  - name: everyone
    route:
    - destination: {host: ${name}, subset: v1}
      weight: 90
    - destination: {host: ${name}, subset: v2}
      weight: 10
`;
}

function deployment(name: string, version: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-${version}, namespace: mall}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}, version: ${version}}}
  template:
    metadata: {labels: {app: ${name}, version: ${version}}}
    spec: {containers: [{name: app, image: "${name}:${version}"}]}
---
`;
}

/** One shop with one VirtualService of `count` rules; 12 lines each. */
export function longVirtualService(count: number): string {
  const rules = Array.from(
    { length: count },
    (_, index) => `  - name: rule-${index}
    match:
    - uri: {prefix: /part-${index}/}
      headers:
        x-team: {exact: team-${index % 7}}
    timeout: 5s
    route:
    - destination: {host: shop, subset: v1}
      weight: 90
    # the next one
    - destination: {host: shop, subset: v2}
      weight: 10
`,
  );
  const [service, v1, v2, destinationRule] = shop('shop').split('---\n');
  const virtualService = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: mall}
spec:
  hosts: [shop]
  http:
${rules.join('')}`;
  return [service, v1, v2, destinationRule, virtualService].join('---\n');
}
