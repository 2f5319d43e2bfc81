import pages from './en-pages.json'
import { LOCALE, i18n } from './index'

/** The texts of pages and layers that are fetched when they are opened; each of those imports this. */
i18n.addResourceBundle(LOCALE, 'translation', pages, true)
