import { callerWords } from '../istio/caller-words.ts';
import { askedOf } from './answer.ts';
import type { Ask } from './workspace.ts';

/** The question in one line, with all that decides where it goes; "" where nothing is asked. */
export function askWords(ask: Ask): string {
  const { caller, method, url, headers } = askedOf(ask);
  if (url === '') return '';
  const sent = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...sent, `from ${callerWords(caller)}`].join(' · ');
}
