import type { LocalReply } from './local-reply.ts';
import type { Request } from './request.ts';

const methods = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY OPTIONS ' +
    'PATCH POST PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'
  ).split(' '),
);

const codecError: LocalReply = { status: 400, body: 'Bad Request', flags: ['DPE'], details: 'http1.codec_error' };

/**
 * The answer to bytes that the HTTP/1 codec refuses, or null where it takes the request (Envoy: http/http1/balsa_parser.cc; R3.7, R3.11):
 * not HTTP, an unknown or lower-case method, a space, a control or a non-ASCII character in the target, a header name that is no token.
 */
export function refusedByCodec(request: Request): LocalReply | null {
  const isReadable =
    request.connection.http &&
    methods.has(request.method) &&
    /^[\t\f!-~]+$/.test(request.path) &&
    request.headers.every(([name, value]) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && !/[\0\r\n]/.test(value));
  return isReadable ? null : codecError;
}

/** The header lines as HTTP/1 carries them: without blanks around the value. */
export function headerLines({ headers }: Request): (readonly [name: string, value: string])[] {
  return headers.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]);
}
