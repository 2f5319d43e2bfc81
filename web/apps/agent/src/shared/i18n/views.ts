import './pages'
import { LANGUAGE, i18n } from './index'
import views from './en-views.json'

/** The texts of the list's filters, order and groups; each of those imports this. */
i18n.addResourceBundle('en', 'translation', views, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>(['./de-views.json', './ar-views.json'])
const load = translated[`./${LANGUAGE}-views.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
