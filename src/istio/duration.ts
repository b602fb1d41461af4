const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const wholeDuration = /^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const onePart = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Nanoseconds of a Go duration string such as "1.5s" or "1h30m", as the API takes them; null for anything else (Go's time.ParseDuration). */
export function parseDuration(text: string): number | null {
  if (text === '0' || text === '+0' || text === '-0') return 0;
  if (!wholeDuration.test(text)) return null;
  let sum = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(onePart)) sum += Number(amount) * (units[unit] ?? 0);
  return Math.round(text.startsWith('-') ? -sum : sum);
}

/** Nanoseconds in protobuf's JSON: seconds with no, three, six or nine decimals: "5s", "0.300s". */
export function protobufDuration(nanoseconds: number): string {
  const seconds = Math.trunc(nanoseconds / 1e9);
  const rest = Math.abs(Math.round(nanoseconds - seconds * 1e9));
  if (rest === 0) return `${seconds}s`;
  const sign = nanoseconds < 0 && seconds === 0 ? '-' : '';
  const digits = String(rest).padStart(9, '0');
  const short = digits.endsWith('000000') ? digits.slice(0, 3) : digits.endsWith('000') ? digits.slice(0, 6) : digits;
  return `${sign}${seconds}.${short}s`;
}
