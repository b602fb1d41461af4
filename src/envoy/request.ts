/** A request as the client sends it, and where its connection goes. */
export type Request = {
  readonly method: string;
  /** The request target as written: path and query (and fragment). */
  readonly path: string;
  /** The Host header (or :authority) as written. */
  readonly authority: string;
  /** Every other header line in order, names as written. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly connection: Connection;
};

/** The connection that carries it. */
export type Connection = {
  /** The address dialled, an IP as text. */
  readonly address: string;
  readonly port: number;
  /** Set when the client speaks TLS to the proxy: the server name it names (absent: none). */
  readonly tls?: { readonly sni?: string };
  /** False for bytes that are not HTTP/1 (inside TLS nobody can tell). */
  readonly http: boolean;
};
