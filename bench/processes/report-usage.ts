import { answerParent } from './answer-parent.ts'
import { ownUsage } from './usage.ts'

// Loaded into a server before the server itself, so that it is measured in the same way whatever it is.
answerParent({ usage: ownUsage })
