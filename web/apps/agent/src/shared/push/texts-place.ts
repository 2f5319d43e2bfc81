/** Where the page keeps the words of notifications for the worker. */
export const TEXTS_CACHE = 'tessera-push'
export const TEXTS_AT = '/push-texts'
