/** A card that wants its middle at `wish`, in a column of cards. */
export type ColumnItem = { readonly id: string; readonly height: number; readonly wish: number };

type Block = { items: ColumnItem[]; height: number; wish: number };

/**
 * The tops of the cards of a column, in the order given, none closer than `gap`, each as near to its wish as the others let it: cards that
 * would overlap form a block that stands at the mean of their wishes (the pool-adjacent-violators rule). Nothing stands above 0.
 */
export function placeColumn(items: readonly ColumnItem[], gap: number): Map<string, number> {
  const blocks: Block[] = [];
  for (const item of items) {
    let block: Block = { items: [item], height: item.height, wish: item.wish - item.height / 2 };
    for (let above = blocks.at(-1); above && bottom(above) + gap > top(block); above = blocks.at(-1)) {
      blocks.pop();
      block = merged(above, block, gap);
    }
    blocks.push(block);
  }
  const tops = new Map<string, number>();
  for (const block of blocks) {
    let y = top(block);
    for (const item of block.items) {
      tops.set(item.id, Math.round(y));
      y += item.height + gap;
    }
  }
  return tops;
}

function top(block: Block): number {
  return Math.max(0, block.wish);
}

function bottom(block: Block): number {
  return top(block) + block.height;
}

/** Two blocks as one: its top is the mean of the tops that each of its cards would give it. */
function merged(above: Block, below: Block, gap: number): Block {
  const shift = above.height + gap;
  const count = above.items.length + below.items.length;
  return {
    items: [...above.items, ...below.items],
    height: shift + below.height,
    wish: (above.wish * above.items.length + (below.wish - shift) * below.items.length) / count,
  };
}
