import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { catalogues } from './apps/agent/vite/catalogues'

export default defineConfig({
  plugins: [react(), catalogues()],
  resolve: { alias: { '@': new URL('./apps/agent/src', import.meta.url).pathname } },
  test: {
    include: ['{packages,apps}/**/{src,vite}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['./vitest.setup.ts'],
    restoreMocks: true,
  },
})
