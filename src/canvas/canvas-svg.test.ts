import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { canvasSvg } from './canvas-svg.ts';
import type { Palette } from './svg-pen.ts';
import { fitted, wrapped, xmlText } from './svg-text.ts';

const palette: Palette = {
  surface: '#fff',
  card: '#fff',
  well: '#eee',
  line: '#ccc',
  text: '#000',
  quiet: '#555',
  accent: '#00f',
  route: '#0aa',
  warn: '#b80',
  error: '#c00',
};
const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: "a <b> & \\"c\\""
    match: [{uri: {prefix: "/x?<&"}}]
    route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v2}, weight: 10}
`;

function pictureOf(workspace: string | null, shown = text) {
  const { graph, layout, verdict } = createWorkspace({ text: shown, title: 'w' }).store.getState();
  return canvasSvg({
    graph,
    layout,
    path: verdict?.path ?? new Set(),
    title: 'Shop & more',
    caption: 'GET /',
    palette,
    workspace,
  });
}

describe('the canvas as SVG', () => {
  it('draws every card and every share', () => {
    const svg = pictureOf(null);
    const { nodes } = createWorkspace({ text, title: 'w' }).store.getState().graph;
    expect(svg.match(/<g transform="translate\(\d/g)).toHaveLength(nodes.length + 1);
    expect(svg).toContain('>90 %<');
    expect(svg).toContain('>10 %<');
  });

  it('keeps the shares of one destination among its workloads apart', () => {
    const deployment = (name: string, replicas: number) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: cart, of: ${name}}}
  template: {metadata: {labels: {app: cart, of: ${name}}}}
`;
    const service = `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: http, port: 80}]}
`;
    const svg = pictureOf(null, service + deployment('a', 3) + deployment('b', 1));
    const tops = ['75 %', '25 %'].map((share) => Number(new RegExp(` y="([\\d.]+)"[^>]*>${share}<`).exec(svg)?.[1]));
    expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 0))).toBeGreaterThan(20);
  });

  it('is well formed whatever names hold', () => {
    const svg = pictureOf(null);
    expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
    expect(svg).toContain('/x?&lt;&amp;');
    const open: string[] = [];
    for (const [, close, name = '', self] of svg.matchAll(
      /<(\/?)([a-z]+)(?:\s+[\w-]+="[^"<]*"|\s+xmlns="[^"]*")*(\/?)>/g,
    )) {
      if (close) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    }
    expect(open).toEqual([]);
    expect(svg.replaceAll(/<\/?[a-z]+(?:\s+[\w-]+="[^"<]*")*\/?>/g, '')).not.toMatch(/[<>]/);
  });

  it('carries the workspace, or does not', () => {
    expect(pictureOf('#v2.abc')).toContain('<metadata id="signalbox">#v2.abc</metadata>');
    expect(pictureOf(null)).not.toContain('metadata');
  });
});

it('text that fits is kept, other text ends with an ellipsis', () => {
  expect([fitted('abc', 30, 10), fitted('abcd', 30, 10)]).toEqual(['abc', 'ab…']);
  expect(wrapped('aa bb cc', 50, 10, 2)).toEqual(['aa bb', 'cc']);
  expect(wrapped('aa bb cc dd ee', 50, 10, 2)).toEqual(['aa bb', 'cc d…']);
});

it('characters that XML cannot hold are left out', () => {
  expect(xmlText('a\u0000\u001B\uD800b\uFFFE😀')).toBe('ab😀');
});
