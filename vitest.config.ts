import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    testTimeout: 600_000,
    benchmark: { include: ['bench/**/*.bench.ts'] },
  },
});
