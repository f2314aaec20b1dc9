/** A number of credits for people: "1 credit", "2,500 credits". */
export function creditsText(credits: number): string {
  return `${credits.toLocaleString('en-US')} ${credits === 1 ? 'credit' : 'credits'}`;
}
