import './pages'
import dashboard from './en-dashboard.json'
import { LANGUAGE, i18n } from './index'

/** The texts of the dashboard. */
i18n.addResourceBundle('en', 'translation', dashboard, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>([
  './de-dashboard.json',
  './ar-dashboard.json',
])
const load = translated[`./${LANGUAGE}-dashboard.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
