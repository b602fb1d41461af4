import { describe, expect, it } from 'vitest';
import { retryPolicy } from './retry-policy.ts';

const defaultOn = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

describe('retries', () => {
  it('are two by default, at other hosts; none for no attempts', () => {
    expect(retryPolicy(undefined, 'other-hosts')).toEqual({
      retryOn: defaultOn,
      numRetries: 2,
      retryHostPredicate: [{ name: 'envoy.retry_host_predicates.previous_hosts', typedConfig: {} }],
      hostSelectionRetryMaxAttempts: '5',
    });
    expect(retryPolicy({}, 'other-hosts')).toBeNull();
    expect(retryPolicy({ attempts: 3 }, 'any-host')).toEqual({
      retryOn: defaultOn,
      numRetries: 3,
      hostSelectionRetryMaxAttempts: '5',
    });
  });

  it.each([
    ['5xx', '5xx', undefined],
    ['503', ',retriable-status-codes', [503]],
    ['5xx, 429 ,503', '5xx,retriable-status-codes', [429, 503]],
    ['retriable-status-codes,503', 'retriable-status-codes', [503]],
    ['999', '999', undefined],
  ])('on %j are on %j and codes %j', (retryOn, expected, codes) => {
    const policy = retryPolicy({ attempts: 1, retryOn }, 'other-hosts');
    expect([policy?.retryOn, policy?.retriableStatusCodes]).toEqual([expected, codes]);
  });

  it('take what the rule says of hosts, times and places', () => {
    const asked = { attempts: 1, retryIgnorePreviousHosts: false, perTryTimeout: '1.5s', backoff: '50ms' };
    const policy = retryPolicy({ ...asked, retryRemoteLocalities: true }, 'other-hosts');
    expect(policy).toMatchObject({ perTryTimeout: '1.500s', retryBackOff: { baseInterval: '0.050s' } });
    expect(policy?.retryHostPredicate).toBeUndefined();
    expect(policy?.retryPriority).toBeDefined();
    expect(retryPolicy({ attempts: 1, retryIgnorePreviousHosts: true }, 'any-host')?.retryHostPredicate).toHaveLength(
      1,
    );
  });
});
