import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { apiDocs, preloadFont } from './vite/api-docs'

const BACKEND = process.env['TESSERA_ORIGIN'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react(), tailwindcss(), apiDocs(), preloadFont()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  server: {
    port: 5173,
    proxy: { '/api': { target: BACKEND }, '/ws': { target: BACKEND, ws: true } },
  },
  build: {
    target: 'es2023',
    // Nothing may become an inline data: script or style that a strict CSP refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
