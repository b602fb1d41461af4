/** A workspace with comments everywhere, odd spacing and both quoting styles: what must survive every visual edit. */
export const shop = `# the shop's front door
apiVersion: v1
kind: Service
metadata:
  name: cart      # called by web
  namespace: shop
spec:
  clusterIP: 10.96.2.1
  selector: {app: cart}
  ports:
  - {name: http, port: 8080}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v1, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: cart, version: v1}}
  template:
    metadata: {labels: {app: cart, version: v1}}
    spec: {containers: [{name: app, image: cart:1}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v2, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: cart, version: v2}}
  template:
    metadata: {labels: {app: cart, version: v2}}
    spec: {containers: [{name: app, image: cart:2}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets:
  - name: "v1"   # stays until March
    labels: {version: v1}
  - name: 'v2'
    labels: {version: v2}
---
# owned by team checkout
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
spec:
  hosts:
  - cart
  http:
  # testers first
  - name: testers
    match:
    - headers:
        x-tester: {exact: "yes"}
    route:
    - destination: {host: cart, subset: v2}
  - name: everyone      # the split
    route:
    - destination: {host: cart, subset: v1}
      weight:   90   # old
    - destination: {host: cart, subset: v2}
      weight:   10   # new
`;

/** One VirtualService alone, as people paste it. */
export const lonely = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews}
spec:
  hosts: [reviews]
  http:
  - match:
    - uri: {prefix: /api}
    route:
    - destination: {host: reviews, subset: v9}
  - route:
    - destination: {host: reviews}
`;

/** A canary plan for the shop's second rule with these lines of steps: nine in ten requests are shoppers', one is a tester's. */
export function cartPlan(steps: string): string {
  return `---
# agreed with team checkout
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: cart-v2, namespace: shop}
spec:
  rule: {virtualService: cart, http: everyone}
  subsets: [v1, v2]
  steps:
${steps}
  requests:
  - {name: shoppers, share: 90, from: {namespace: shop, labels: {app: web}}, request: {url: "http://cart:8080/"}}
  - name: testers
    share: 10
    from: {namespace: shop, labels: {app: web}}
    request: {url: "http://cart:8080/", headers: {x-tester: "yes"}}
`;
}

/** One host with more rules than a panel shows at once. */
export const longList = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
${Array.from({ length: 20 }, (_, index) => `  - match: [{uri: {exact: /p${index + 1}}}]\n    route: [{destination: {host: cart}}]\n`).join('')}  - name: rest
    route: [{destination: {host: cart}}]
`;
