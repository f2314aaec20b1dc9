export const navigation = {
  nothingHere: 'There is nothing here',
  notYours: 'The address is not complete, or what it led to is not yours. <link>Go to your projects</link>',
  loading: 'Loading',
} as const;
