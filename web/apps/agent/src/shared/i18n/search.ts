import './pages'
import { LANGUAGE, i18n } from './index'
import search from './en-search.json'

/** The texts of the search, the palette and the keys; each of those imports this. */
i18n.addResourceBundle('en', 'translation', search, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>(['./de-search.json', './ar-search.json'])
const load = translated[`./${LANGUAGE}-search.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
