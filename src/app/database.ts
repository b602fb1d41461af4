/** The stores of the browser's database: what is too large for localStorage, or no text. */
export type StoreName = 'snapshots' | 'files';

let opened: Promise<IDBDatabase | null> | null = null;

/** Every value of a store with its key, in the order of the keys; none where the browser keeps no database. */
export async function readAll(name: StoreName): Promise<{ readonly key: IDBValidKey; readonly value: unknown }[]> {
  const found = await inStore(name, 'readonly', (store) => [store.getAllKeys(), store.getAll()]);
  if (!found) return [];
  const [keys, values] = found as [IDBValidKey[], unknown[]];
  return keys.map((key, index) => ({ key, value: values[index] }));
}

/** Writes a value under a key, in the place of what was there. False where the browser keeps no database or takes no more. */
export async function writeOne(name: StoreName, key: IDBValidKey, value: unknown): Promise<boolean> {
  return (await inStore(name, 'readwrite', (store) => [store.put(value, key)])) !== null;
}

/** Forgets the values under some keys. */
export async function removeAll(name: StoreName, keys: readonly IDBValidKey[]): Promise<void> {
  await inStore(name, 'readwrite', (store) => keys.map((key) => store.delete(key)));
}

/** A request's result, whatever its type: what was stored is not believed anyway. */
type Request = { readonly result: unknown };

/** Runs requests in one transaction; their results, or null where anything fails. */
async function inStore(
  name: StoreName,
  mode: IDBTransactionMode,
  requests: (store: IDBObjectStore) => readonly Request[],
): Promise<unknown[] | null> {
  try {
    const database = await (opened ??= open());
    if (!database) return null;
    const transaction = database.transaction(name, mode);
    const made = requests(transaction.objectStore(name));
    return await new Promise((resolve) => {
      transaction.addEventListener('complete', () => resolve(made.map(({ result }) => result)));
      transaction.addEventListener('abort', () => resolve(null));
    });
  } catch {
    return null;
  }
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open('signalbox', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('snapshots');
      request.result.createObjectStore('files');
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => resolve(null));
    request.addEventListener('blocked', () => resolve(null));
  });
}
