// Puts `count` tickets into the copy that this browser keeps, made after the ones that are there. Runs on a page of the same origin
// that is not the app.
;async (count) => {
  const name = (await indexedDB.databases()).map((each) => each.name).find((each) => each.startsWith('tessera.'))
  const request = (asked) =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  const database = await request(indexedDB.open(name))
  const rows = await request(database.transaction('rows').objectStore('rows').getAll())
  const models = rows.filter((row) => !row.deleted_at && !row.merged_into)
  const statuses = ['open', 'open', 'open', 'pending', 'on_hold', 'resolved', 'closed', 'closed', 'closed', 'closed']
  const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'urgent']
  const newest = Date.parse('2026-01-01T00:00:00Z')
  const made = count - rows.length
  for (let from = 0; from < made; from += 5_000) {
    const transaction = database.transaction('rows', 'readwrite')
    const store = transaction.objectStore('rows')
    for (let at = from; at < Math.min(from + 5_000, made); at++) {
      const when = new Date(newest - at * 60_000).toISOString()
      const id = `0199${at.toString(16).padStart(8, '0')}-7000-8000-000000000000`.replace(/^(.{8})(.{4})/, '$1-$2')
      store.put({
        ...models[at % models.length],
        id,
        number: 1_000_000 + at,
        status: statuses[at % statuses.length],
        status_id: null,
        priority: priorities[at % priorities.length],
        created_at: when,
        updated_at: when,
        last_message_at: when,
        version: 1,
      })
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve))
  }
  database.close()
  return rows.length + Math.max(0, made)
}
