import { copyText } from './download.ts';
import type { Session } from './session.ts';
import { maxLinkLength, shareHash } from './share-link.ts';
import { takeAway } from './take-away.ts';

/** Copies a link that holds the workspace, the request and what is looked at; where it would be too long, says so and gives the file. */
export async function share({ workspace, saved }: Session): Promise<void> {
  const hash = shareHash(saved());
  const link = location.href.replace(/#.*$/, '') + hash;
  if (link.length > maxLinkLength) {
    await takeAway(workspace, 'workspace', 'download');
    workspace.notify(
      `The link would have ${Math.round(link.length / 1000)},000 characters, and most places cut links off at ${maxLinkLength / 1000},000. The file was downloaded instead; a picture as SVG carries the workspace too.`,
      'refusal',
    );
    return;
  }
  if (await copyText(link)) {
    workspace.notify('The link is on the clipboard. It holds the whole workspace; nothing was sent anywhere.', 'info');
  } else {
    history.replaceState(null, '', hash);
    workspace.notify('The browser did not allow copying: the link stands in the address bar now.', 'refusal');
  }
}
