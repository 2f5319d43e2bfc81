import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const DOCUMENT = fileURLToPath(new URL('../../../../schemas/generated/openapi/tessera.json', import.meta.url))
const SWAGGER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** Beside the app: the interactive API docs (its own page and scripts, no CDN) and the document that it reads. */
export function apiDocs(): Plugin {
  return {
    name: 'tessera:api-docs',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'api/openapi.json', source: await readFile(DOCUMENT) })
      for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
        this.emitFile({ type: 'asset', fileName: `api/docs/${name}`, source: await readFile(join(SWAGGER, name)) })
      }
    },
  }
}
