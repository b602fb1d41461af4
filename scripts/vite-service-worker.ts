import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Emits sw.js: everything that was built is kept in a cache named by its content, so that the app works offline after the first load. */
export function serviceWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'signalbox-service-worker',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle(_, bundle) {
      const built = Object.values(bundle).map((file) => ({
        name: file.fileName,
        content: file.type === 'chunk' ? file.code : file.source,
      }));
      const copied = readdirSync(publicDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => ({ name: path.slice(publicDir.length + 1).replaceAll('\\', '/'), content: readFileSync(path) }));
      const files = [...built, ...copied];
      const hash = createHash('sha256');
      for (const { name, content } of files.toSorted((a, b) => a.name.localeCompare(b.name)))
        hash.update(name).update(content);
      const names = ['./', ...files.map(({ name }) => `./${name}`)];
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: workerSource(hash.digest('hex').slice(0, 16), names) });
    },
  };
}

/** The page itself comes from the network where there is one, so that a new version is seen; everything else has its hash in its name. */
function workerSource(version: string, files: readonly string[]): string {
  return `const cacheName = 'signalbox-${version}';
const files = ${JSON.stringify(files)};
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('signalbox-') && name !== cacheName).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});
self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== self.location.origin) return;
  const fresh = () => fetch(event.request);
  const kept = () => caches.match(event.request, { ignoreSearch: true });
  event.respondWith(
    event.request.mode === 'navigate' ? fresh().catch(() => kept()) : kept().then((response) => response ?? fresh()),
  );
});
`;
}
