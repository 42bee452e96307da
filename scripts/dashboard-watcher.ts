import path from 'node:path'
import process from 'node:process'
import { build } from 'vite'

// Part of `npm run dev`: rebuilds web/dist whenever a source of the dashboard changes, so that the
// server serves it from the one address that sign-in and sockets belong to. Reload the page to see it.

await build({
  root: path.join(import.meta.dirname, '../web'),
  mode: 'development',
  build: { watch: {}, emptyOutDir: true },
  logLevel: 'warn',
})
process.send?.({ type: 'dashboard-watching' })
process.on('SIGTERM', () => process.exit(0))
process.on('disconnect', () => process.exit(0))
