import './pages'
import jobs from './en-jobs.json'
import { LANGUAGE, i18n } from './index'

/** What is said of many tickets at once, and of the work that goes on in the background. */
i18n.addResourceBundle('en', 'translation', jobs, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>(['./de-jobs.json', './ar-jobs.json'])
const load = translated[`./${LANGUAGE}-jobs.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
