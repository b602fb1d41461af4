import { useStore } from '@xyflow/react';

/** How much a card shows: all of it, its gist in large type, or only its shape and its share. */
export type Detail = 'near' | 'mid' | 'far';

const nearFrom = 0.6;
const midFrom = 0.34;

function detailAt(zoom: number): Detail {
  if (zoom >= nearFrom) return 'near';
  return zoom >= midFrom ? 'mid' : 'far';
}

/** The detail that the zoom leaves room for; renders again only where it changes. */
export function useDetail(): Detail {
  return useStore((state) => detailAt(state.transform[2]));
}
