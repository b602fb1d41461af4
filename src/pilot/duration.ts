const nanosOf: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
};

/**
 * A duration as Istio's API takes it (Go's `1m30s`, `1.5s`, `0`) in the form of protobuf JSON (`90s`, `1.500s`): whole seconds, or three, six or nine
 * decimals. Null for what is not a duration.
 */
export function protobufDuration(text: string): string | null {
  if (text === '0') return '0s';
  const parts = /^(-?)((?:\d+(?:\.\d*)?(?:h|ms|m|s|us|µs|ns))+)$/.exec(text);
  if (!parts) return null;
  let nanos = 0n;
  for (const [, whole = '0', fraction = '', unit = ''] of (parts[2] ?? '').matchAll(/(\d+)(?:\.(\d*))?([a-zµ]+)/g)) {
    const scale = nanosOf[unit] ?? 0n;
    nanos += BigInt(whole) * scale + BigInt(Math.trunc(Number(`0.${fraction || '0'}`) * Number(scale)));
  }
  return `${nanos === 0n ? '' : parts[1]}${nanos / 1_000_000_000n}${decimals(nanos % 1_000_000_000n)}s`;
}

function decimals(nanos: bigint): string {
  if (nanos === 0n) return '';
  const digits = nanos.toString().padStart(9, '0');
  return `.${digits.replace(/(?:000){1,2}$/, '')}`;
}
