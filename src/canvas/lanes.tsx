import { useStoreApi, ViewportPortal } from '@xyflow/react';
import { useLayoutEffect, useRef } from 'react';
import type { GraphLayout, Lane } from '../graph/graph.ts';
import styles from './lanes.module.css';

const words: Readonly<Record<Lane, { readonly title: string; readonly explains: string }>> = {
  callers: {
    title: 'Callers',
    explains: 'Who sends requests: the sidecars of the mesh, and the pods of gateways.',
  },
  hosts: {
    title: 'Hosts & gateways',
    explains: 'What is called. The Host header decides which host, and so whose rules are asked.',
  },
  rules: {
    title: 'Rules, in order',
    explains:
      'Asked from top to bottom; the first one that matches takes the request. Entries are joined by “or”, conditions in an entry by “and”.',
  },
  destinations: {
    title: 'Destinations',
    explains: 'Where rules send: a host, or a subset of its pods that a DestinationRule names by labels.',
  },
  workloads: {
    title: 'Workloads',
    explains: 'The pods that answer.',
  },
};

/**
 * What each column means, above the drawing; it moves sideways with it, and stays in view for as long as some of its column does. A pan renders nothing here:
 * it sets two numbers that the style sheet places the headers by.
 */
export function LaneHeaders({ layout }: { layout: GraphLayout }) {
  const headers = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();
  useLayoutEffect(() => {
    const place = ([x, , zoom]: readonly [x: number, y: number, zoom: number]) => {
      headers.current?.style.setProperty('--pan', `${x}px`);
      headers.current?.style.setProperty('--zoom', `${zoom}`);
    };
    place(flow.getState().transform);
    return flow.subscribe(({ transform }, before) => transform !== before.transform && place(transform));
  }, [flow]);
  return (
    <div ref={headers} className={styles.headers}>
      {layout.lanes.map(({ lane, x, width }) => (
        <div
          key={lane}
          className={styles.header}
          style={{ ['--from' as string]: `${x}px`, ['--to' as string]: `${x + width}px` }}
          title={words[lane].explains}
        >
          <span>{words[lane].title}</span>
        </div>
      ))}
    </div>
  );
}

/** A faint ground under each column. */
export function LaneStripes({ layout }: { layout: GraphLayout }) {
  const beyond = 4000;
  return (
    <ViewportPortal>
      {layout.lanes.map(({ lane, x, width }) => (
        <div
          key={lane}
          className={styles.stripe}
          style={{
            transform: `translate(${x - 14}px, ${-beyond}px)`,
            width: width + 28,
            height: layout.height + 2 * beyond,
          }}
        />
      ))}
    </ViewportPortal>
  );
}
