import type { PriceList } from '../prices/price-list.ts';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import type { Project } from '../ledger/project.ts';
import { activeAt } from '../projects/project-page.ts';
import type { Answer, AnswerExcerpt, AnswerFact, AnswerSource } from './answer.ts';
import { fillTokens, type Figures, hasBalance, inCredits, pricesIn } from './fill-tokens.ts';
import { type Asker, balanceToTell, type LiveFigures } from './live-figures.ts';
import { addressOf, markdownAddressOf } from './page.ts';
import { type Picked, pickSentences, type Quoted } from './pick-sentences.ts';
import { HOW_TO_ASK, readGoal, readQuestion } from './question.ts';
import type { Documentation } from './read-pages.ts';
import { SentenceSearch } from './sentence-search.ts';

export interface AnswersOptions {
  readonly documentation: Documentation;
  readonly figures: LiveFigures;
  /** Where people reach this server, without a slash at its end. */
  readonly publicUrl: () => string;
}

export interface AskOptions extends Asker {
  /** What the asker is after in the end; null: it was not said. It decides which questions are proposed next. */
  readonly goal: string | null;
}

const FOLLOW_UPS_MAX = 3;

/**
 * Answers questions by sentences of the documentation, with live prices and the asker's own balances. The same question,
 * pages, prices and balances give the same answer.
 */
export class Answers {
  readonly documentation: Documentation;
  readonly figures: LiveFigures;
  readonly #publicUrl: () => string;
  readonly #search: SentenceSearch;

  constructor({ documentation, figures, publicUrl }: AnswersOptions) {
    this.documentation = documentation;
    this.figures = figures;
    this.#publicUrl = publicUrl;
    this.#search = new SentenceSearch(documentation.pages);
  }

  /** Throws InvalidInputError where the question or the goal cannot be taken. An empty question is told how to ask. */
  async ask(asked: string, { goal: givenGoal, viewer, projectId }: AskOptions): Promise<Answer> {
    const question = readQuestion(asked);
    const goal = readGoal(givenGoal);
    const picked = pickSentences(this.#search.search(question ?? HOW_TO_ASK));
    const priceList = await this.figures.prices(viewer);
    const tellsBalance = [...picked.answering, ...picked.excerpts].some(({ sentence }) => hasBalance(sentence.text));
    const projects = tellsBalance ? await this.figures.projectsOf({ viewer, projectId }) : null;
    const figures = { credits: priceList.credits, balance: balanceToTell(projects) };
    const { answering } = picked;
    return {
      question: asked,
      answerable: answering.length > 0,
      text: answering.length > 0 ? answering.map((quoted) => textOf(quoted, figures)).join(' ') : null,
      facts: [...priceFacts(answering, priceList), ...balanceFacts(answering, projects)],
      excerpts: picked.excerpts.map((quoted) => this.#excerpt(quoted, figures)),
      sources: this.#sources(answering.length > 0 ? answering : picked.excerpts),
      followUps: this.#followUps(question, goal, picked),
      answeredBy: 'builtin',
      docsVersion: this.documentation.version,
      priceVersion: priceList.version,
    };
  }

  #excerpt(quoted: Quoted, figures: Figures): AnswerExcerpt {
    const { page, sentence, confidence } = quoted;
    return {
      page: page.title,
      heading: sentence.heading?.text ?? page.title,
      text: textOf(quoted, figures),
      url: this.#publicUrl() + addressOf(page, sentence.heading),
      score: Math.round(confidence * 1000) / 1000,
    };
  }

  #sources(quoted: readonly Quoted[]): AnswerSource[] {
    const pages = new Set(quoted.map(({ page }) => page));
    return [...pages].map((page) => ({ title: page.title, url: this.#publicUrl() + markdownAddressOf(page) }));
  }

  /** Each finds the sentence beside which it stands, so each is answered. */
  #followUps(question: string | null, goal: string | null, { answering, runnersUp }: Picked): string[] {
    const towardsGoal = goal === null ? [] : pickSentences(this.#search.search(goal)).answering;
    const sentences = new Set([...towardsGoal, ...runnersUp].map(({ sentence }) => sentence));
    for (const { sentence } of answering) sentences.delete(sentence);
    const questions = [...sentences].flatMap(({ questions: [first] }) => (first === undefined ? [] : [first]));
    return questions.filter((each) => each !== question).slice(0, FOLLOW_UPS_MAX);
  }
}

function textOf({ sentence }: Quoted, figures: Figures): string {
  return fillTokens(sentence.text, figures);
}

function priceFacts(answering: readonly Quoted[], { credits, effectiveAt }: PriceList): AnswerFact[] {
  const kinds = new Set(answering.flatMap(({ sentence }) => pricesIn(sentence.text)));
  return PUBLISHED_ACTIONS.filter(({ kind }) => kinds.has(kind)).map(({ kind, title }) => ({
    text: `${title} costs ${inCredits(credits[kind])}.`,
    at: effectiveAt,
  }));
}

function balanceFacts(answering: readonly Quoted[], projects: readonly Project[] | null): AnswerFact[] {
  if (!answering.some(({ sentence }) => hasBalance(sentence.text))) return [];
  return (projects ?? []).map((project) => ({
    text: `${project.name} has ${inCredits(project.balance)}.`,
    at: activeAt(project),
  }));
}
