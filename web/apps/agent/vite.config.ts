import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { apiDocs, preloadFont } from './vite/api-docs'
import { catalogues } from './vite/catalogues'

const BACKEND = process.env['TESSERA_ORIGIN'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react(), tailwindcss(), catalogues(), apiDocs(), preloadFont()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  server: {
    port: 5173,
    // The API refuses cookies from another origin: through this server the page is of the backend's.
    proxy: {
      '/api': { target: BACKEND, headers: { origin: BACKEND } },
      '/ws': { target: BACKEND, ws: true, headers: { origin: BACKEND } },
    },
  },
  build: {
    target: 'es2023',
    // Nothing may become an inline data: script or style that a strict CSP refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the first load needs is two files instead of forty: libraries, which stay in the cache over releases, and ours.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 2 },
            { name: 'app', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
})
