import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIdPlaces } from './id-places.ts';

it('the places are those of the list at hand, whatever list came before', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 5 }).map((ids) => ids.map((id) => ({ id })));
  fc.assert(
    fc.property(fc.array(list, { maxLength: 6 }), (lists) => {
      const placesOf = createIdPlaces();
      for (const items of lists) {
        const ids = items.map(({ id }) => id);
        const expected = new Map(ids.map((id) => [id, ids.indexOf(id)]));
        expect(placesOf(items)).toEqual(expected);
      }
    }),
  );
});

it('lists with the same ids share their places', () => {
  const placesOf = createIdPlaces();
  expect(placesOf([{ id: 'a' }, { id: 'b' }])).toBe(placesOf([{ id: 'a' }, { id: 'b' }]));
});
