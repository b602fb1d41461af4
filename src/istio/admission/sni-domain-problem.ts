import { wildcardDomainProblem } from './dns-names.ts';

/**
 * As `wildcardDomainProblem`, where also the names are allowed that Istio gives to clusters on an east-west gateway: `outbound_.80_._.host`
 * (checks.md V-06, agent/validation.go:ValidateWildcardDomainForVirtualServiceBoundToGateway).
 */
export function sniDomainProblem(domain: string): string | null {
  if (!domain.startsWith('outbound_') || domain.length > 255) return wildcardDomainProblem(domain);
  const [, port = '', , host = ''] = domain.split('_');
  return /\d/.test(port) && /[a-zA-Z]/.test(host) ? null : `\`${domain}\` is not written as \`outbound_.80_._.host\`.`;
}
