import type { Hears } from '../words.ts'

/** Sounds, small words, numbers and times. */
export const singleWordsEn = {
  contractions: `im=i am|i'm=i am|i'll=i will|i'd=i would|ive=i have|youre=you are|you'll=you will
    |you'd=you would|youve=you have|u=you|ya=you|ur=your|r=are|he's=he is|hes=he is|she's=she is|shes=she is
    |it's=it is|its=it is|it'll=it will|we're=we are|we'll=we will|we'd=we would|weve=we have
    |theyre=they are|they'll=they will|theyve=they have|whats=what is|what're=what are|wheres=where is
    |whos=who is|who's=who is|whens=when is|hows=how is|theres=there is|there're=there are|thats=that is
    |that'll=that will|lets=let us|dont=do not|doesnt=does not|didnt=did not|isnt=is not|arent=are not
    |aint=is not|wasnt=was not|werent=were not|havent=have not|hasnt=has not|cant=can not
    |cannot=can not|couldnt=could not|wont=will not|wouldnt=would not|shouldnt=should not|wanna=want to
    |gonna=going to|gotta=got to|lemme=let me|gimme=give me|pls=please|thx=thanks|uhhuh=yes|mmhmm=yes|mhm=yes|mhmm=yes|ty=thanks|someones=someone is|okey=okay|ok=okay|alright=okay|nobody's=nobody is|name's=name is|number's=number is|phonecall=call|callback=call back`,
  pairs: 'uh huh|mm hmm',
  fillers: 'um umm hm hmmm uh uhm er erm ah hmm mm well basically literally honestly',
  openers: 'oh so and but ah well okay',
  softeners: 'please just really kindly maybe perhaps possibly quickly simply very',
  digits: `zero=0|oh=0|o=0|nought=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|niner=9
    |ten=10|eleven=11|twelve=12|thirteen=13|fourteen=14|fifteen=15|sixteen=16|seventeen=17|eighteen=18|nineteen=19`,
  tens: 'twenty=2|thirty=3|forty=4|fourty=4|fifty=5|sixty=6|seventy=7|eighty=8|ninety=9',
  repeats: 'double=2|triple=3|treble=3',
  digitJoiners: 'and dash hyphen then area code plus space point number is my it the um okay so',
  otherNumbers:
    'invoice order account reference ticket tracking case policy unit suite room apartment street box serial model claim license card zip pin',
  weekdays: 'monday tuesday wednesday thursday friday saturday sunday',
  dayWords: `today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri weekend week weeks day days month yesterday
    january february march april june july august september october november december jan feb apr jun jul aug sept oct nov dec
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth twentieth thirtieth`,
  timeWords: `morning mornings afternoon afternoons evening evenings night noon midday midnight lunch lunchtime oclock minutes minute hour hours asap immediately now soon anytime whenever thing possible away`,
  whenJoiners: `at on in the next this of before after between around by a an half quarter past to from until till and or early late later first thing end coming following as right couple few any`,
  hourLeads: 'make it that',
  others: 'him her them',
  common: `i me my you your he she it they we us our a an the this that these those here there is am are was were be been do does did have has had not no yes yeah okay and or but if so because for from with at by on in to of up out off can could would should will want need like what when where who why how which get got go going know think say please thanks thank hello hi hey call called number name help one some any all about just now today tomorrow time day good back help hours open address message phone person man woman please water house car work working broken problem question`,
  email: { at: 'at', dot: 'dot' },
  small: 'a an the my your you i we do is are it there to for of',
  bounds: 'before until till',
  ruledOut: 'not instead than except',
  present: 'there in available around free home',
  onOffer: 'available free',
  besideRoles:
    'a an the your our my to for in from at of with department team office desk guy lady person people someone somebody anyone whoever who handles does runs manages please thanks yes hi hello hey then',
  stem: stemEn,
} as const satisfies Partial<Hears>

/** What `parking`, `parked` and `parks` have in common. */
function stemEn(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[^s]{2})s$/, '')
  return word.replace(/(?:ings?|ed|ies|es|s|y)$/, '')
}
