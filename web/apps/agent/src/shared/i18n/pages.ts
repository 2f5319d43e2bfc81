import pages from './en-pages.json'
import { LANGUAGE, i18n } from './index'

/** The texts of pages and layers that are fetched when they are opened; each of those imports this. */
i18n.addResourceBundle('en', 'translation', pages, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>(['./de-pages.json', './ar-pages.json'])
const load = translated[`./${LANGUAGE}-pages.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
