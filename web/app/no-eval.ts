import { config } from 'zod'

// Schemas must not try `new Function`: the page's content security policy reports the attempt. Imported
// before every other module, because a schema decides when it is made.
config({ jitless: true })
