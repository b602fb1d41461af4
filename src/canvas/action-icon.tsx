import {
  CornerUpRight,
  Copy,
  Globe2,
  Hourglass,
  ListPlus,
  MessageSquareReply,
  OctagonX,
  PenLine,
  RotateCw,
  Split,
  Timer,
  type LucideIcon,
} from 'lucide-react';
import type { ActionIcon as Icon } from '../graph/graph.ts';

const icons: Readonly<Record<Icon, LucideIcon>> = {
  rewrite: PenLine,
  redirect: CornerUpRight,
  'direct-response': MessageSquareReply,
  delay: Hourglass,
  abort: OctagonX,
  timeout: Timer,
  retries: RotateCw,
  mirror: Copy,
  headers: ListPlus,
  cors: Globe2,
  delegate: Split,
};

/** The icon of what a rule does. */
export function ActionIcon({ icon, size }: { icon: Icon; size: number }) {
  const Glyph = icons[icon];
  return <Glyph size={size} aria-hidden />;
}
