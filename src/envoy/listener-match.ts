import type { Listener } from './config.ts';
import type { Connection } from './request.ts';

/**
 * The listener that takes a connection, and why. Where one listener catches redirected traffic (`useOriginalDst`), it hands the
 * connection to the one at the dialled address and port, else at any address and that port, else it keeps it
 * (Envoy: active_tcp_listener.cc, ConnectionHandlerImpl::getBalancedHandlerByAddress). Without one, only bound ports can be dialled.
 */
export function findListener(
  listeners: readonly Listener[],
  connection: Connection,
): { readonly listener: Listener | null; readonly note: string } {
  const { address, port } = connection;
  const catcher = listeners.find((listener) => listener.useOriginalDst && listener.bindToPort !== false);
  const reachable = catcher ? listeners : listeners.filter((listener) => listener.bindToPort !== false);
  const atPort = reachable.filter((listener) => listener.port === port);
  const exact = atPort.find((listener) => listener.address === address);
  if (exact) return { listener: exact, note: `Listener ${exact.name} stands at the dialled ${address}:${port}.` };
  const any = atPort.find((listener) => isAnyAddress(listener.address, address));
  if (any)
    return { listener: any, note: `Listener ${any.name} takes port ${port} of every address; ${address} was dialled.` };
  if (catcher) {
    return {
      listener: catcher,
      note: `No listener stands at ${address}:${port}, so ${catcher.name} keeps the connection.`,
    };
  }
  return { listener: null, note: `Nobody listens on ${address}:${port}.` };
}

function isAnyAddress(listening: string, dialled: string): boolean {
  return listening === '::' || (listening === '0.0.0.0' && !dialled.includes(':'));
}
