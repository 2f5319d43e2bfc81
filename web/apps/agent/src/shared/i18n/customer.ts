import './pages'
import customer from './en-customer.json'
import { LANGUAGE, i18n } from './index'

/** What is said of customers. */
i18n.addResourceBundle('en', 'translation', customer, true)

const translated = import.meta.glob<{ default: Record<string, unknown> }>(['./de-customer.json', './ar-customer.json'])
const load = translated[`./${LANGUAGE}-customer.json`]
if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
