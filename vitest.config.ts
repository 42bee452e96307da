import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Two at least: many tests wait for a socket or for PostgreSQL, not for a core.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Given to the run, not to the projects: it runs once, and what it provides reaches every project.
    globalSetup: ['test/set-up/left-out-report.ts', 'test/set-up/global.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,carrier,scripts,bench}/**/*.test.{ts,mjs}'],
          pool: 'threads',
        },
      },
      {
        extends: './web/vite.config.ts',
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'carrier/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'lcov'],
      thresholds: { lines: 80 },
    },
  },
})
