export const help = {
  title: 'Understanding credit usage',
  intro:
    'Every action is charged when it is accepted, at the price below. One that fails or is canceled before it begins gives its credits back by itself; the history of the project explains every credit.',
  loadingPrices: 'Loading the prices',
  prices: 'Prices',
  action: 'Action',
  whatItDoes: 'What it does',
  price: 'Price',
  which: 'Which action when',
  documentation: 'Documentation',
  placeholder: 'How do I…',
  ask: 'Ask the documentation',
  thanks: 'Thank you.',
  wasHelpful: 'Was this helpful?',
  yes: 'Yes',
  no: 'No',
  quoted: '“{words}”',
  looking: 'Looking for an answer',
  noAnswer: 'The documentation does not answer this question. The nearest there is:',
  askNext: 'Ask next',
  studioAlt: 'A red handbag on a white pedestal before a lilac wall',
  nightAlt: 'The same handbag before a city at night',
  editAlt: 'The same handbag in warm evening light',
  expandAlt: 'The city at night goes on to the left and to the right of the handbag',
  promptWords: 'A red handbag in a studio, soft light',
  promptAdvice:
    'Takes words, and a photo of your product if you have one, and makes a first picture. It is the dearest step, so say at once what matters: what is shown, how it is styled, where it stands, and for which format. What is nearly right is better refined than made anew.',
  editAdvice:
    'Keeps the composition and changes what the refined prompt says: the light, the mood, a colour, a material. Whenever you like a picture but for one thing, take this: it is the cheapest step by far. Change one thing at a time, and you see what it did.',
  backgroundAdvice:
    'Keeps the subject to the pixel and puts it somewhere else. One good picture serves a whole campaign that way: one background for each season or channel, for less than making it again. Where the edge of the subject is hard to find, paint a mask first.',
  expandAdvice:
    'Keeps the picture as it is and goes on beyond its edges: a square becomes a banner or a story. Do it last. An edit or a background that comes after it has to be made for each format again.',
  most: 'How to make the most of credits',
  refineFirst:
    '<strong>Refine before you begin again.</strong> For what one new Prompt costs, a picture can be edited {edits, plural, one {once} other {# times}}.',
  manyPlaces:
    '<strong>One subject, many places.</strong> One Prompt, two edits and three backgrounds come to {campaign}: a campaign in three settings. Made as three Prompts with as many edits it would be {prompts}.',
  expandLast: '<strong>Expand last.</strong> Settle on the picture in one format, then widen it for the others.',
  expiringFirst:
    '<strong>Spend what expires first.</strong> That happens by itself: credits with the lower priority number are drawn first, then those that expire soonest. The Credits tab of a project shows the order and the dates.',
  nothingLost:
    '<strong>Nothing is lost by a failure.</strong> What fails, or is canceled before it begins, is refunded within moments, and stands in the history as a refund.',
  toldInTime:
    '<strong>Be told in time.</strong> Set the low-balance notice in a project’s settings to what a day’s work takes.',
} as const;
