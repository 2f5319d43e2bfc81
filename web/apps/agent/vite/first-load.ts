import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle

/** The type stands before the first paint: the page asks for Inter together with its styles. */
export function preloadFont(): Plugin {
  return {
    name: 'tessera:preload-font',
    apply: 'build',
    transformIndexHtml(_, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((name) => /inter-latin-wght-normal.*\.woff2$/.test(name))
      if (!font) throw new Error('The latin subset of Inter is not in the bundle.')
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${font}` }
      return [{ tag: 'link', attrs, injectTo: 'head-prepend' }]
    },
  }
}

/** Tells `public/start.js` which files come after the first ones for somebody who is signed in. */
export function nameWorkspace(): Plugin {
  return {
    name: 'tessera:name-workspace',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const names = filesOf('workspace', bundle).filter((name) => !html.includes(name))
        if (names.length === 0) throw new Error('There is no chunk named workspace.')
        const files = names.map((name) => `/${name}`).join(' ')
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
