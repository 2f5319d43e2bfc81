import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { catalogues } from './apps/agent/vite/catalogues'
import { emoji } from './apps/agent/vite/emoji'

export default defineConfig({
  plugins: [react(), catalogues(), emoji()],
  resolve: { alias: { '@': new URL('./apps/agent/src', import.meta.url).pathname } },
  test: {
    include: ['{packages,apps}/**/{src,vite}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // On a machine of two cores one of them would be idle.
    maxWorkers: '100%',
    setupFiles: ['./vitest.setup.ts'],
    restoreMocks: true,
    // What waits for keys takes a while on a busy machine.
    testTimeout: 20_000,
  },
})
