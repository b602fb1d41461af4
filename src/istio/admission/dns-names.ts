/** A host name's part: letters, digits and inner `-`, 63 characters at most; upper case is allowed (istio pkg/config/labels). */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(text);
}

/** `*`, a label, `*label` or `*-label` (istio pkg/config/labels). */
function isWildcardDnsLabel(text: string): boolean {
  return text.length <= 63 && /^(?:\*|(?:\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/.test(text);
}

/** Why `name` is no host name, or null; one dot at the end is allowed (checks.md A.8, agent/validation.go:ValidateFQDN). */
export function fqdnProblem(name: string): string | null {
  return sizeProblem(name) ?? labelsProblem(name, name.split('.'));
}

/** As `fqdnProblem`, for a name whose first part may be a wildcard (checks.md A.8, agent/validation.go:ValidateWildcardDomain). */
export function wildcardDomainProblem(name: string): string | null {
  const [first = '', ...rest] = name.split('.');
  const tooLong = sizeProblem(name);
  if (tooLong) return tooLong;
  if (!isWildcardDnsLabel(first)) return badLabel(name, first);
  return rest.length > 0 ? labelsProblem(name, rest) : null;
}

function sizeProblem(name: string): string | null {
  if (name === '') return 'A host name cannot be empty.';
  return name.length > 255 ? 'A host name has 255 characters at most.' : null;
}

function labelsProblem(name: string, labels: readonly string[]): string | null {
  const last = labels.at(-1) ?? '';
  if (isWholeNumber(last)) return `\`${name}\` is no host name: its last part cannot be a number.`;
  const parts = last === '' ? labels.slice(0, -1) : labels;
  const bad = parts.find((label) => !isDnsLabel(label));
  return bad === undefined ? null : badLabel(name, bad);
}

/** A number that fits in Go's int, as strconv.Atoi asks. */
function isWholeNumber(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) < 2 ** 63;
}

function badLabel(name: string, label: string): string {
  if (label === '') return `\`${name}\` is no host name: a part of it is empty.`;
  return `\`${name}\` is no host name: \`${label}\` must be letters, digits and inner \`-\`, 63 characters at most.`;
}

/** Whether two hosts, either of which may be a pattern, have a name in common (pkg/config/host/name.go:Matches). */
export function hostsOverlap(a: string, b: string): boolean {
  if (a.startsWith('*') && b.startsWith('*')) {
    return a.slice(1).endsWith(b.slice(1)) || b.slice(1).endsWith(a.slice(1));
  }
  if (a.startsWith('*')) return b.endsWith(a.slice(1));
  return b.startsWith('*') ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether every name of `a` is one of `b` (pkg/config/host/name.go:SubsetOf). */
export function isHostInside(a: string, b: string): boolean {
  if (b.startsWith('*')) return (a.startsWith('*') ? a.slice(1) : a).endsWith(b.slice(1));
  return a === b;
}
