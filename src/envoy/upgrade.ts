import type { HttpConnectionManager } from './config.ts';
import type { HeaderMap } from './header-map.ts';

/** The protocol that an upgrade request asks for, in lower case, or null for any other request (Envoy: Utility::isUpgrade). `h2c` is ignored. */
export function upgradeOf(headers: HeaderMap): string | null {
  const tokens = (headers.get('connection') ?? [])
    .flatMap((line) => line.toLowerCase().split(','))
    .map((token) => token.trim());
  const upgrade = (headers.get('upgrade')?.[0] ?? '').toLowerCase();
  return tokens.includes('upgrade') && upgrade !== '' && upgrade !== 'h2c' ? upgrade : null;
}

/** Whether the connection manager lets the upgrade pass. */
export function allowsUpgrade(manager: HttpConnectionManager, upgrade: string): boolean {
  return (manager.upgradeConfigs ?? []).some(({ upgradeType }) => upgradeType.toLowerCase() === upgrade);
}
