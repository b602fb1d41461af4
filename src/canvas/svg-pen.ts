import { xmlText } from './svg-text.ts';

/** The design tokens that a picture is made of, as values of CSS. */
export type Palette = {
  readonly surface: string;
  readonly card: string;
  readonly well: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly route: string;
  readonly warn: string;
  readonly error: string;
};

export const sans = "Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
export const mono = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace";
/** Widths of a character at the sizes used, on the wide side. */
export const unit = { title: 8.2, small: 6.6, mono: 6.8 } as const;
type Style = {
  readonly size?: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly font?: string;
  readonly anchor?: string;
};

/** Draws with the colours of a palette. */
export function penOf(palette: Palette) {
  return {
    text: (
      x: number,
      y: number,
      content: string,
      { size = 12, weight = 400, colour = palette.text, font, anchor }: Style = {},
    ) =>
      `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}"${weight === 400 ? '' : ` font-weight="${weight}"`}${font ? ` font-family="${xmlText(font)}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}>${xmlText(content)}</text>`,
    box: (x: number, y: number, width: number, height: number, fill: string, rest = '') =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${fill}"${rest}/>`,
  };
}
