import { Eye } from 'lucide-react';
import { Banner } from './banner.tsx';
import { useObserved } from './observed.ts';
import type { Session } from './session.ts';

/** Says that what is shown came by a link or a picture, and what that means for the person's own workspace. */
export function SharedBanner({ session }: { session: Session }) {
  const isShared = useObserved(session.isShared);
  if (!isShared) return null;
  return (
    <Banner
      icon={<Eye size={14} aria-hidden />}
      actions={
        <>
          <button type="button" onClick={session.adopt}>
            Make it mine
          </button>
          <button type="button" onClick={() => void session.leaveShared()}>
            Back to my workspace
          </button>
        </>
      }
    >
      Shared with you, to look at. Your own workspace is kept; your first edit makes this one yours and moves the other
      to “Left behind”.
    </Banner>
  );
}
