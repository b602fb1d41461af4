import type { ObjectMeta } from '../config.ts';

/** What of an object's metadata the webhook looks at. */
export type WebhookMetadata = Pick<ObjectMeta, 'name' | 'namespace' | 'labels' | 'annotations'>;
