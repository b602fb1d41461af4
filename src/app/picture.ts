import { canvasSvg } from '../canvas/canvas-svg.ts';
import type { Palette } from '../canvas/svg-pen.ts';
import { download, fileName } from './download.ts';
import { maxPictureHash } from './picture-hash.ts';
import { askWords } from '../workspace/ask-words.ts';
import type { Session } from './session.ts';
import { shareHash } from './share-link.ts';

/** Browsers draw no larger pictures. */
const maxSide = 16_000;
const maxArea = 120_000_000;

/** Downloads the canvas as a picture: SVG carries the workspace with it, PNG goes into any document. Says what it did, or why not. */
export async function savePicture(session: Session, format: 'svg' | 'png'): Promise<void> {
  const { workspace } = session;
  const { graph, title } = workspace.store.getState();
  if (graph.nodes.length === 0) {
    workspace.notify('The canvas is empty: there is nothing to make a picture of.', 'info');
    return;
  }
  const { svg, carries } = pictureOf(session);
  if (format === 'svg') {
    download(fileName(title, 'svg'), svg, 'image/svg+xml');
    workspace.notify(
      carries
        ? 'The picture was downloaded. It carries the workspace: drop it here to open it again.'
        : 'The picture was downloaded, without the workspace: that is too large to travel in it.',
      'info',
    );
    return;
  }
  const png = await pngOf(svg);
  if (png) download(fileName(title, 'png'), png, 'image/png');
  else workspace.notify('The browser could not draw a picture of this size; SVG has no such limit.', 'refusal');
}

function pictureOf(session: Session): { readonly svg: string; readonly carries: boolean } {
  const { graph, layout, title, verdict, ask } = session.workspace.store.getState();
  const hash = shareHash(session.saved());
  const carries = hash.length <= maxPictureHash;
  const svg = canvasSvg({
    graph,
    layout,
    path: verdict?.path ?? new Set(),
    title,
    caption: askWords(ask),
    palette: paletteOf(getComputedStyle(document.documentElement)),
    workspace: carries ? hash : null,
  });
  return { svg, carries };
}

function paletteOf(style: CSSStyleDeclaration): Palette {
  const token = (name: string) => style.getPropertyValue(name).trim() || 'gray';
  return {
    surface: token('--surface-0'),
    card: token('--surface-2'),
    well: token('--surface-3'),
    line: token('--line-hard'),
    text: token('--text'),
    quiet: token('--text-2'),
    accent: token('--accent-text'),
    route: token('--route'),
    warn: token('--warn'),
    error: token('--error'),
  };
}

/** Draws an SVG at twice its size, smaller where the browser has limits; null where it cannot. */
async function pngOf(svg: string): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(2, maxSide / Math.max(width, height), Math.sqrt(maxArea / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}
