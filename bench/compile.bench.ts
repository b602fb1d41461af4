import { bench, describe } from 'vitest';
import { compileProxy } from '../src/envoy/route-request.ts';
import type { Decoded } from '../src/istio/decode.ts';
import { generateProxyConfig } from '../src/pilot/generate.ts';
import { createPushContext } from '../src/pilot/push-context.ts';
import { readText } from '../src/workspace/read-text.ts';
import { largeWorkspace } from './large-workspace.ts';
import { fastestOf } from './percentiles.ts';

/** 1,000 VirtualServices with their Services and DestinationRules made into the configuration of one caller, from nothing kept. */
const caller = { type: 'sidecar', namespace: 'mall', labels: {} } as const;
const sizes = [100, 1000].map((count) => ({ count, decoded: readText(largeWorkspace(count)).decoded }));
const [few = 0, many = 0] = sizes.map(({ decoded }) => {
  const copies = Array.from({ length: 4 }, () => structuredClone(decoded.config));
  return fastestOf(copies.length, () => compile(copies.pop()));
});
console.log(
  `compiling 1,000 VirtualServices for one caller: ${many.toFixed(0)} ms; ten times as many as 100 take ${(many / few).toFixed(1)} × as long`,
);

describe('compiling for one caller', () => {
  for (const { count, decoded } of sizes) {
    bench(`${count} VirtualServices`, () => compile(structuredClone(decoded.config)), { iterations: 3, time: 0 });
  }
});

function compile(config: Decoded['config'] | undefined): void {
  if (!config) return;
  compileProxy(generateProxyConfig(createPushContext(config), caller).config);
}
