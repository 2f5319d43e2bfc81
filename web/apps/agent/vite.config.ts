import { serwist } from '@serwist/vite'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { apiDocs } from './vite/api-docs'
import { catalogues } from './vite/catalogues'
import { emoji } from './vite/emoji'
import { nameWorkspace } from './vite/first-load'

/** Files that are always asked for together, each group by one event: the list's rows are there; a ticket is opened. */
const LATER =
  /\/(jobs-button|online-now|unread-count|notice-bell|save-bar|row-dialogs|item-menu|under-keys|arrange-menu)\.tsx$/
const TICKET = /\/(ticket-page|ticket-dialogs|custom-fields|linked-tickets|customer-panel)\.tsx$/

const BACKEND = process.env['TESSERA_ORIGIN'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react(), tailwindcss(), catalogues(), emoji(), apiDocs(), nameWorkspace(), keptApp()],
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
        // What the first load needs is three files instead of forty: libraries, which stay in the cache over releases, what
        // signing in needs of ours, and the rest of what somebody needs who is signed in. The list's menus and keys, and a
        // ticket's page, are one file each instead of forty.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 3 },
            { name: 'app', tags: ['$initial'], priority: 2 },
            { name: 'signed-in', test: /src\/app\/workspace\.ts$/, priority: 1 },
            { name: 'icons', test: /node_modules\/lucide-react/, minShareCount: 2, priority: 1 },
            { name: 'later', test: LATER },
            { name: 'ticket', test: TICKET },
          ],
        },
      },
    },
  },
})

/** The service worker, with the list of what it keeps: everything of the app, but letters and names of emoji that few
 * texts need. */
function keptApp() {
  return serwist({
    swSrc: 'src/worker/worker.ts',
    swDest: 'worker.js',
    injectionPoint: 'self.__SW_MANIFEST',
    globDirectory: 'dist',
    globPatterns: ['index.html', 'start.js', 'favicon.svg', 'assets/*.{js,css}', 'assets/*-latin-wght-*.woff2'],
    globIgnores: ['assets/_virtual_emoji-*.js'],
    // A name with a hash in it says which version it is.
    dontCacheBustURLsMatching: /^assets\//,
    rollupFormat: 'iife',
  })
}
