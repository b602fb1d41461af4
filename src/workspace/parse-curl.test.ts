import { describe, expect, it } from 'vitest';
import { parseCurl } from './parse-curl.ts';

describe('parseCurl', () => {
  it('reads method, URL and headers', () => {
    expect(parseCurl(`curl -X POST 'http://reviews:9080/a?b=1' -H "end-user: jo" -H 'x-a:b'`)).toEqual({
      method: 'POST',
      url: 'http://reviews:9080/a?b=1',
      headers: [
        ['end-user', 'jo'],
        ['x-a', 'b'],
      ],
    });
  });

  it('follows line continuations and options stuck together', () => {
    expect(parseCurl('curl -sS \\\n  -XDELETE \\\n  reviews:9080/x')).toEqual({
      method: 'DELETE',
      url: 'http://reviews:9080/x',
      headers: [],
    });
  });

  it('posts data, unless -G makes it a query', () => {
    expect(parseCurl('curl -d a=1 http://a/')?.method).toBe('POST');
    expect(parseCurl('curl -G -d a=1 -d b=2 http://a/')).toMatchObject({ method: 'GET', url: 'http://a/?a=1&b=2' });
  });

  it('passes over options with values that say nothing of the request, and what follows a pipe', () => {
    expect(parseCurl('curl --max-time 5 -o /dev/null http://a/ | jq .')).toMatchObject({
      url: 'http://a/',
      method: 'GET',
    });
  });

  it('keeps quotes inside quotes', () => {
    expect(parseCurl(`curl http://a/ -H "x: say \\"hi\\""`)?.headers).toEqual([['x', 'say "hi"']]);
  });

  it('refuses what is no curl command with a URL', () => {
    expect(parseCurl('apiVersion: v1')).toBeNull();
    expect(parseCurl('curl')).toBeNull();
    expect(parseCurl('')).toBeNull();
  });
});
