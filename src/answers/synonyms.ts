import stem from 'wink-porter2-stemmer';

/**
 * Synonyms, one group per line. All are indexed as the first word, in questions and pages alike, so that a sentence does not
 * rank higher for containing several.
 */
const GROUPS = `
agent bot assistant
background backdrop scenery surroundings
begin start launch boot
cancel abort stop
change alter modify adjust
charge bill debit deduct
configure setup
delete remove erase
docs documentation manual
edit tweak refine retouch
expand widen wider enlarge extend broaden outpaint
expire lapse expiration
export download
fail break broken crash
fast speed quick
kubernetes k8s
keep kept retain remember store save
limit maximum max ceiling biggest largest
live realtime
login auth authentication authenticate sso signin
make create generate produce
database db
dispute chargeback
performance benchmark throughput
permission role
picture image photo photograph pic
price cost costing fee expensive
purchase buy
queue pending wait
ratio aspect shape proportion
refund reimburse
repeat retry resend
show display view see
several many multiple
server instance replica
spend consume
transfer move shift
twice double
upgrade migrate
variable setting env
websocket socket ws
`;

const FIRST_OF_GROUP = new Map(
  GROUPS.trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(' ').map((word) => stem(word));
      return others.map((other) => [other, first] as const);
    }),
);

/** Expressions of several words, and the word that replaces them. */
const EXPRESSIONS: readonly (readonly [RegExp, string])[] = [
  [/\bhow much (?=(?:is (?:an?|it|the)|does|do|for|to|would|will|an?|the)\b)/gi, 'price '],
  [/\b(?:log|sign|logging|signing)[ -]?(?:in|on)\b/gi, 'login'],
  [/\bback(?:ing)?[ -]up\b/gi, 'backup'],
  [/\btwo times\b/gi, 'twice'],
  [/\breal[ -]time\b/gi, 'live'],
  [/\bweb[ -]sockets?\b/gi, 'websocket'],
  [/\b(?:newer|new|latest) version\b/gi, 'upgrade'],
  [/\b(?:give|gives|given|get|gets|got|getting|money|credits) back\b/gi, 'refund'],
  [/\btime[ds]?[ -]out\b/gi, 'timeout'],
];

/** Replaces each expression by its word. */
export function withoutExpressions(text: string): string {
  return EXPRESSIONS.reduce((given, [expression, word]) => given.replaceAll(expression, word), text);
}

/** The stem that represents a group of synonyms. */
export function commonStem(stemmed: string): string {
  return FIRST_OF_GROUP.get(stemmed) ?? stemmed;
}
