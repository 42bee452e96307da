import type { Mark } from '../words.ts'

/** When somebody or something is in danger. */
export const emergenciesEn = {
  emergency: `there is/was a/an/been ~ fire|^fire$|^fire fire|help fire|is on fire|are on fire|am on fire|it is a fire|have a fire|caught/catching fire|fire in the/our/my|
    house/kitchen/building/electrical fire|in flames|fire alarm is going/ringing|burning down|can smell/see ~ smoke/gas|smell gas|smells of/like gas|smell of gas|gas leak/leaking/explosion|leaking gas|
    smoke coming|full of smoke|carbon monoxide|explosion|exploded|not breathing|can not breathe|stopped breathing|trouble breathing|hardly breathe|difficulty breathing|is/are choking|am choking|
    no pulse|unconscious|not responding|not waking up|passed out|will not wake up|collapsed|heart attack|cardiac arrest|having a stroke|had a stroke|chest pain|chest pains|seizure|overdose|overdosed|
    took too many pills|is dying|i am dying|going to die|bleeding badly/heavily/out|bleeding to death|will not stop bleeding|lot/lots of blood|blood everywhere|severe bleeding|anaphylactic|anaphylaxis|
    allergic shock|throat is closing|electrocuted|kill myself/himself/herself/themselves|killing myself|suicide|suicidal|end my life|hurt myself|want to die|hang myself|
    has/have/with/pulled a gun/knife/weapon/bomb|there is a gun/knife/shooter/bomb|shooting at|been shot|was shot|got shot|been stabbed|was stabbed|active shooter|being attacked|attacking me|
    is attacking|going to kill|threatening to kill|trying to kill|is breaking in|breaking into my/our/the|broken into ~ right now|someone is in my house|intruder|being robbed|robbing us/me|
    held/holding ~ hostage|kidnapped|raped|hitting me|beating me|drowning|fell off the roof|fell/fallen and can not get/move|came down on my/me/him/her/us|think it is gas|ate/drank/drunk/swallowed ~ poison/bleach/pills|poisoned|car accident|serious/bad/terrible accident|trapped in|trapped under|stuck in the elevator/lift|
    power line is down|live wire|emergency|call 911/999/112|call an ambulance|need/send an ambulance/police|need ~ ambulance|need the police|send the police/help|call the police/fire|life or death|
    life threatening|sparks are/coming ! emergency call out|
    emergency exit/contact/contacts/number/numbers/kit/light/lights/lighting/brake/door/fund/plan/generator/generators/training/drill/stop/button/broadcast|
    emergency service/services/appointment/appointments/repair/repairs/plumber/plumbing/electrician/callout/visit/visits/line/rate/rates/fee/fees/hours/surcharge/dentist/vet/room/department/procedure|
    your/an emergency policy|not [a/an/any/in/really/actually/the/real/exactly] [a/an/real/medical] emergency|no emergency|non emergency|is not [a/an] [real] emergency|in case of [an] emergency/fire|
    for emergencies|if there is/was a/an fire/emergency|what counts as an emergency|in an emergency|not on fire|no fire|there is/was no ~ fire|was a/an ~ fire last/years/in|no gas leak|not a fire|
    fire alarm is going off on schedule|you/sales/business/phone/phones/team [guys/all/people] is/are on fire|dying to see/know/meet/try/hear|was on fire last|suicide squad/prevention|not suicidal|
    bomb/bath bombs|not/nobody/noone unconscious/bleeding/hurt|emergency is over|used to have a stroke|died of a heart attack|had a heart attack/stroke last/years/in|heart attack/stroke ~ ago|
    explosion of|smoke detector|gun shop/store/safe/range|with a knife set`,
} as const satisfies Partial<Record<Mark, string>>
