import { createLeanRelay } from './lean-relay.ts'

// `node lean-relay-process.ts PORT MODEL_URL`.
const [, , port = '', modelUrl = ''] = process.argv
createLeanRelay(modelUrl).listen(Number(port), '127.0.0.1')
