import { notModelled } from '../routetest/not-modelled.ts';
import { Dialog } from '../ui/dialog.tsx';

/** What the answers do not take into account. */
export function NotModelledDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="What is not modelled" isOpen={isOpen} onClose={onClose}>
      <p>A verdict that one of these may touch says so beside itself.</p>
      <ul>
        {notModelled.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Dialog>
  );
}
