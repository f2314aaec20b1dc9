export const formats = {
  justNow: 'just now',
  credits: '{credits, plural, one {# credit} other {# credits}}',
  creditsWord: '{credits, plural, one {credit} other {credits}}',
  today: 'today',
  tomorrow: 'tomorrow',
  inDays: 'in {days, plural, one {# day} other {# days}}',
} as const;
