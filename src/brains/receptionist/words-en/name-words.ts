import type { Hears } from '../words.ts'

/** Words inside a name, around it, and those that are no part of one. */
export const nameWordsEn = {
  notNames: `i me my you your yours he she it its they them we us our a an the this that these those here there is am are was were be been being do does did done have has had not no nope yes yeah yep sure okay fine
    and or but if so because about regarding concerning for from with without at by on in to of up out off over as than then now just again also too very really still only already
    can could would should shall might must going want wants wanted need needs needed like looking calling call called caller trying try having having wondering interested afraid sorry happy sad angry upset glad new old good great bad okay alright
    what when where who why how which hello hi hey thanks thank please bye goodbye message number phone name question help hours address open closed today tomorrow yesterday tonight morning afternoon evening noon midnight weekend after before until till during between sometime anytime monday tuesday wednesday thursday friday saturday sunday
    person human robot machine someone somebody anyone anybody noone nobody everyone everybody spelled spelt customer client tenant owner manager operator agent representative urgent emergency fire wrong right correct maybe never nothing something anything everything one two three four five six seven eight nine ten zero
    leave take tell give get got make book cancel appointment know think believe say said speak talk speaking listen wait hold repeat stop ignore same waiting ready done back home work late early busy free sick ill hurt broken leaking
    your fault business company private personal confidential none skip pass later soon asap whatever idea clue guess actually well um oh uh real estate his her their mine locked stuck lost unable able responsible not dont isnt running driving outside inside near unhappy disappointed furious frustrated taking forever anymore ever crazy insane nonsense terrible awful horrible unbelievable enough outrageous angry waiting`,
  nameLeads:
    'yes yeah sure okay hi hello hey it is this i am my name the no actually sorry please of course first last full and just only',
  nameTails: 'please thanks thank you here speaking is my name again and the last first',
  titles: 'dr mr mrs ms miss prof',
  nameParticles:
    'van von de der den del della di da la le el al bin ben ibn mc mac st dos du ten ter',
} as const satisfies Partial<Hears>
