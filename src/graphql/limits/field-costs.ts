/** Fields that cost more than a read of a stored value, by type and name: the number of plain fields that take equally long to resolve. */
export const COMPUTED_FIELD_COSTS: Readonly<Record<string, number>> = {
  'Query.spending': 100, // adds up the usage of every project in its range
  'Query.engineUsage': 100, // adds up every call of an engine in its range
  'Query.ask': 20, // a search in the documentation, and balances
  'Project.balanceAt': 10, // a search in the ledger
  'UsageBucket.balanceAfter': 10, // likewise
  'UsageReport.groups': 20, // a sum over the rows of a range
  'Project.quote': 10,
  'Project.nextExpiry': 10, // adds up what expires then
  'Project.transactionsCsv': 20, // a filter written out, and a signature
  'Image.url': 10, // a signature
  'Mutation.performBatch': 100, // a hundred charges at the most
  'Mutation.grantCreditsToMany': 100, // a thousand grants at the most, beside the values of its list
  'Action.queuePosition': 10, // counts what is before it
};

/** A bucket of a report is computed whether it is selected or not. Measured on reports by the hour in Asia/Kolkata. */
export const COST_OF_BUCKET = 3;

/** graphql-js takes as long to read a value of a list as for two fields. */
export const COST_OF_VALUE = 2;
