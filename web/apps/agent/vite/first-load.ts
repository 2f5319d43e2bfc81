import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle

/**
 * Tells `public/start.js` what comes next for somebody who is signed in: their workspace, and the letters that it is set in. At
 * signing in the letters come after what shows anything at all.
 */
export function nameWorkspace(): Plugin {
  return {
    name: 'tessera:name-workspace',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const names = filesOf('workspace', bundle).filter((name) => !html.includes(name))
        const font = Object.keys(bundle).find((name) => /inter-latin-wght-normal.*\.woff2$/.test(name))
        if (names.length === 0 || !font) throw new Error('The workspace, or the latin subset of Inter, is not there.')
        const files = [...names, font].map((name) => `/${name}`).join(' ')
        return html.replace('src="/start.js"', `src="/start.js" data-workspace="${files}"`)
      },
    },
  }
}

/** A chunk, and the chunks that it imports. */
function filesOf(name: string, bundle: Bundle): string[] {
  const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.name === name)
  return chunk?.type === 'chunk' ? [chunk.fileName, ...chunk.imports] : []
}
