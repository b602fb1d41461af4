/** Short options of curl that take a value, and what they are called in full. */
const shortWithValue: Readonly<Record<string, string>> = {
  A: '--user-agent',
  b: '--cookie',
  c: '--cookie-jar',
  C: '--continue-at',
  d: '--data',
  D: '--dump-header',
  e: '--referer',
  E: '--cert',
  F: '--form',
  H: '--header',
  K: '--config',
  m: '--max-time',
  o: '--output',
  P: '--ftp-port',
  Q: '--quote',
  r: '--range',
  t: '--telnet-option',
  T: '--upload-file',
  u: '--user',
  U: '--proxy-user',
  w: '--write-out',
  x: '--proxy',
  X: '--request',
  y: '--speed-time',
  Y: '--speed-limit',
  z: '--time-cond',
};

/** Short options without a value that say something of the request. */
const shortFlags: Readonly<Record<string, string>> = { I: '--head', G: '--get' };

/** The long options that take a value (curl's manual); after all others the next word stands by itself. */
const longWithValue = new Set([
  ...Object.values(shortWithValue),
  ...`abstract-unix-socket alt-svc aws-sigv4 cacert capath cert-type ciphers connect-timeout connect-to create-file-mode crlfile curves
    data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ech egd-file engine
    etag-compare etag-save expect100-timeout form-string ftp-account ftp-alternative-to-user ftp-method ftp-ssl-ccc-mode
    happy-eyeballs-timeout-ms haproxy-clientip hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key
    key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs netrc-file noproxy oauth2-bearer
    output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy-cacert proxy-capath proxy-cert proxy-cert-type
    proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers
    proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy1.0 pubkey random-file rate request-target resolve retry retry-delay retry-max-time
    sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname stderr tftp-blksize tls-max tls13-ciphers tlsauthtype
    tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-flags url url-query variable vlan-priority`
    .split(/\s+/)
    .map((name) => `--${name}`),
]);

/** The options among the words after `curl`, in full spelling and with their values; null is a bare word: a URL. */
export function* curlOptions(words: readonly string[]): Generator<[option: string | null, value: string]> {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      if (equals > 0) yield [word.slice(0, equals), word.slice(equals + 1)];
      else if (longWithValue.has(word)) yield [word, words[(at += 1)] ?? ''];
      else yield [word, ''];
    } else if (word.startsWith('-') && word.length > 1) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const name = word[letter] ?? '';
        const long = shortWithValue[name];
        if (long) {
          yield [long, word.slice(letter + 1) || (words[(at += 1)] ?? '')];
          break;
        }
        if (shortFlags[name]) yield [shortFlags[name], ''];
      }
    } else yield [null, word];
  }
}
