import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

/** Puts a text on the clipboard; the text is made when it is asked for. */
export function CopyButton({ label, text, className }: { label: string; text: () => string; className?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      className={className}
      onClick={() =>
        void navigator.clipboard.writeText(text()).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      <Icon size={12} aria-hidden /> {isCopied ? 'Copied' : label}
    </button>
  );
}
