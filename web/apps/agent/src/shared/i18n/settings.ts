import './pages'
import settings from './en-settings.json'
import { LANGUAGE, i18n } from './index'

/** The texts of the settings; each of their pages imports this. */
i18n.addResourceBundle('en', 'translation', settings, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>(['./de-settings.json', './ar-settings.json'])
const load = translated[`./${LANGUAGE}-settings.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
