import fc from 'fast-check';
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

  it('takes no value of an option for the URL', () => {
    const options =
      '-D - -r 0-99 --retry-delay 2 --proto =https --noproxy a,b --limit-rate 1k -E x.pem --interface eth0 --unix-socket /s';
    expect(parseCurl(`curl ${options} --form-string a=b http://a/x`)).toMatchObject({
      method: 'POST',
      url: 'http://a/x',
      headers: [['range', 'bytes=0-99']],
    });
    expect(parseCurl('curl -o /dev/null http://a/ --resolve a:80:10.0.0.1')?.url).toBe('http://a/');
  });

  it('says what curl says by itself, unless it is said otherwise', () => {
    const form = ['content-type', 'application/x-www-form-urlencoded'];
    expect(parseCurl('curl -d a=1 -d b=2 http://a/')?.headers).toEqual([form]);
    expect(parseCurl("curl -d '{}' -H 'Content-Type: text/x' http://a/")?.headers).toEqual([
      ['Content-Type', 'text/x'],
    ]);
    expect(parseCurl('curl -G -d a=1 http://a/')?.headers).toEqual([]);
    expect(parseCurl("curl --json '{}' http://a/")?.headers).toEqual([
      ['content-type', 'application/json'],
      ['accept', 'application/json'],
    ]);
    expect(parseCurl('curl -u jo:pä http://a/')?.headers).toEqual([['authorization', 'Basic am86cMOk']]);
    expect(parseCurl('curl --oauth2-bearer abc http://a/')?.headers).toEqual([['authorization', 'Bearer abc']]);
    expect(parseCurl('curl -b jar.txt http://a/')?.headers).toEqual([]);
    expect(parseCurl('curl -b a=1 http://a/')?.headers).toEqual([['cookie', 'a=1']]);
    expect(parseCurl("curl -H 'X-Empty;' -H 'X-None:' http://a/")?.headers).toEqual([['X-Empty', '']]);
  });

  it('spells queries as curl does', () => {
    expect(parseCurl("curl -G --data-urlencode 'q=a b&c' --data-urlencode '=(x)' http://a/?p=1")?.url).toBe(
      'http://a/?p=1&q=a%20b%26c&%28x%29',
    );
    expect(parseCurl("curl --url-query 'q=ä' --url-query +raw http://a/#top")).toMatchObject({
      method: 'GET',
      url: 'http://a/?q=%C3%A4&raw#top',
    });
    expect(parseCurl('curl --request-target /exact http://a/other?x')?.url).toBe('http://a/exact');
  });

  it('finds curl behind what runs it', () => {
    const url = 'http://reviews:9080/a';
    for (const command of [
      `$ curl ${url}`,
      `jo@box:~$ curl ${url}`,
      `# as a tester\ncurl ${url}`,
      `time curl ${url}`,
      `sudo /usr/bin/curl ${url}`,
      `NS=shop curl ${url}`,
      `kubectl exec -n shop deploy/sleep -c sleep -- curl ${url}`,
      `kubectl exec deploy/sleep -- sh -c "curl -s '${url}' | jq ."`,
      `kubectl run curl --image=curlimages/curl -it --rm -- curl ${url}`,
      `docker run --rm curlimages/curl:8.9.1 -sS ${url}`,
      `curl ${url} > /dev/null 2>&1`,
      `curl ${url} 2>/dev/null`,
      `curl -s \\\r\n  ${url}`,
      `curl ${url}\n  -s\necho done`,
    ]) {
      expect({ command, ...parseCurl(command) }).toEqual({ command, method: 'GET', url, headers: [] });
    }
  });

  it('asks the Host header where only variables of the shell say where it goes', () => {
    expect(parseCurl('curl -HHost:httpbin.example "http://$INGRESS_HOST:$INGRESS_PORT/status/200"')).toEqual({
      method: 'GET',
      url: 'http://httpbin.example/status/200',
      headers: [],
    });
    expect(parseCurl('curl http://$(minikube ip):31380/a')?.url).toBe('http://$(minikube ip):31380/a');
    expect(parseCurl('curl -H "Host: a.example" http://10.0.0.1/')?.headers).toEqual([['Host', 'a.example']]);
  });

  it("reads $'…' as bash does", () => {
    expect(parseCurl(String.raw`curl $'http://a/it\'s' -H $'x-a: \u00e4\x41\101\tz'`)).toMatchObject({
      url: "http://a/it's",
      headers: [['x-a', 'äAA\tz']],
    });
  });

  it('keeps quotes inside quotes', () => {
    expect(parseCurl(`curl http://a/ -H "x: say \\"hi\\""`)?.headers).toEqual([['x', 'say "hi"']]);
  });

  it('takes whatever is pasted', () => {
    const piece = fc.constantFrom(
      'curl ',
      '-G ',
      "--data-urlencode '",
      '$(',
      ')',
      "$'\\x",
      '"',
      "'",
      '\\',
      '>',
      '2>&1',
      '\n',
      '#',
      '--',
      ' a=',
      '\ud800',
      'http://a/',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void parseCurl(`curl ${pieces.join('')}`)));
  });

  it('refuses what is no curl command with a URL', () => {
    expect(parseCurl('apiVersion: v1')).toBeNull();
    expect(parseCurl('curl')).toBeNull();
    expect(parseCurl('')).toBeNull();
    expect(parseCurl('kubectl get vs -o yaml')).toBeNull();
    expect(parseCurl('kind: Pod\nspec:\n  containers:\n  - command: [curl, http://a/]')).toBeNull();
    expect(parseCurl('kubectl exec deploy/sleep -- sh')).toBeNull();
    expect(parseCurl('time')).toBeNull();
  });
});
