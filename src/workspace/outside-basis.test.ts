import { expect, it } from 'vitest';
import { verdictWords } from '../routetest/verdict-words.ts';
import { createWorkspace } from './create-workspace.ts';

const service = (name: string, namespace: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}\n`;
const text = `${service('web', 'shop')}---\n${service('ledger', 'pay')}`;

/** The verdict of a request from namespace shop. */
function asked(url: string) {
  const caller = { namespace: 'shop', labels: {} };
  const { verdict } = createWorkspace({ text, title: 'test', ask: { caller, url } }).store.getState();
  if (!verdict) throw new Error('no verdict');
  const { tone, facts } = verdictWords(verdict.trace);
  return { tone, facts, outside: verdict.basis.filter(({ kind }) => kind === 'outside').map(({ message }) => message) };
}

it('a request that leaves the mesh is no success: what answers is not known, and often somebody else was meant', () => {
  const said = (url: string) => {
    const { tone, facts, outside } = asked(url);
    expect(tone).toBe('leaves');
    expect(facts.join(' ')).not.toContain('200');
    return outside[0];
  };
  expect(said('http://web:81/')).toContain('web.shop.svc.cluster.local has no port 81');
  expect(said('http://wbe/')).toContain('did you mean web?');
  expect(said('http://ledger/')).toContain('ledger.pay.svc.cluster.local is one');
  expect(said('http://example.com/')).toContain('No Service and no ServiceEntry has the host example.com');
});

it('a host that is there is reached, whoever asks by name and password', () => {
  for (const url of ['http://web/', 'http://user:secret@web/', 'http://web.shop.svc.cluster.local/']) {
    expect(asked(url)).toMatchObject({ tone: 'reaches', outside: [] });
  }
});
