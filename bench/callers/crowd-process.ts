import { answerParent } from '../processes/answer-parent.ts'
import { ownUsage } from '../processes/usage.ts'
import { createCrowd } from './crowd.ts'

// The callers as a process.
const crowd = createCrowd()
answerParent({
  usage: ownUsage,
  gather: crowd.gather,
  begin: crowd.begin,
  report: crowd.report,
  disperse: crowd.disperse,
})
// Also before the first call and after the last one there is somebody to talk to.
setInterval(() => undefined, 60_000)
