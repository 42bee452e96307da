import { answerParent } from '../processes/answer-parent.ts'
import { ownUsage } from '../processes/usage.ts'
import { usualPace } from './model-pace.ts'
import { createModelServer } from './model-server.ts'

// The fake model as a process: `node model-process.ts PORT`.
const { server, takeRequests } = createModelServer(usualPace)
server.listen(Number(process.argv[2]), '127.0.0.1')
answerParent({ usage: ownUsage, 'take-requests': takeRequests })
