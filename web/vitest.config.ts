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
    setupFiles: ['./vitest.setup.ts'],
    restoreMocks: true,
  },
})
