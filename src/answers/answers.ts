import type { PriceList } from '../prices/price-list.ts';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import type { Viewer } from '../access/viewer.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Project } from '../ledger/project.ts';
import { activeAt } from '../projects/project-page.ts';
import type { Answer, AnswerExcerpt, AnswerFact, AnswerSource } from './answer.ts';
import { creditsText } from '../credits-text.ts';
import { fillTokens, type Figures, hasBalance, pricesIn } from './fill-tokens.ts';
import { type Asker, balanceToTell, type CurrentFigures } from './current-figures.ts';
import type { ModelWording } from './model-wording.ts';
import { addressOf, markdownAddressOf } from './page.ts';
import { EXCERPTS_MAX, type Picked, pickSentences, type Quoted } from './pick-sentences.ts';
import { HOW_TO_ASK, readGoal, readQuestion, readRatedQuestion } from './question.ts';
import type { LoggedQuestion, QuestionEvent, QuestionLog } from './question-log.ts';
import type { Documentation } from './read-pages.ts';
import { SentenceSearch } from './sentence-search.ts';
import { type Worded, wordSentences } from './worded-sentences.ts';

export interface AnswersOptions {
  readonly documentation: Documentation;
  readonly figures: CurrentFigures;
  readonly questionLog: QuestionLog;
  /** Formulates answers by a language model; null: answers quote the pages. */
  readonly wording: ModelWording | null;
  /** The public URL of this server, without a trailing slash. */
  readonly publicUrl: () => string;
}

export interface AskOptions extends Asker {
  /** The purpose of the question, by which follow-up questions are chosen; null: unknown. */
  readonly goal: string | null;
}

const FOLLOW_UPS_MAX = 3;

/**
 * Answers questions with sentences of the documentation, current prices and the caller's balances. Deterministic for the same
 * question, pages, prices and balances.
 */
export class Answers {
  readonly documentation: Documentation;
  readonly figures: CurrentFigures;
  readonly #questionLog: QuestionLog;
  readonly #wording: ModelWording | null;
  readonly #publicUrl: () => string;
  /** Built on first use: workers and most tests never need it. */
  #search: SentenceSearch | null = null;

  constructor({ documentation, figures, questionLog, wording, publicUrl }: AnswersOptions) {
    this.documentation = documentation;
    this.figures = figures;
    this.#questionLog = questionLog;
    this.#wording = wording;
    this.#publicUrl = publicUrl;
  }

  /** Builds the index in advance, so that the first question does not wait for it. */
  buildIndex(): SentenceSearch {
    this.#search ??= new SentenceSearch(this.documentation.pages);
    return this.#search;
  }

  /** Throws InvalidInputError if the question or the goal is invalid. The answer to an empty question explains how to ask. */
  async ask(asked: string, { goal: givenGoal, viewer, projectId }: AskOptions): Promise<Answer> {
    const question = readQuestion(asked);
    const goal = readGoal(givenGoal);
    const matches = this.buildIndex().search(question ?? HOW_TO_ASK);
    const priceList = await this.figures.prices(viewer);
    const builtin = pickSentences(matches);
    const worded = question === null ? null : await this.#worded(question, builtin, priceList);
    const picked = worded ? quotedFirst(worded, builtin) : builtin;
    const { answering } = picked;
    const isTold = [...answering, ...picked.excerpts].some(({ sentence }) => hasBalance(sentence.text));
    const projects = isTold ? await this.figures.projectsOf({ viewer, projectId }) : null;
    const figures = { credits: priceList.credits, balance: balanceToTell(projects) };
    const excerpts = picked.excerpts.map((quoted) => this.#excerpt(quoted, figures));
    const isAnswered = worded !== null || answering.length > 0;
    if (!isAnswered && question !== null) await this.#log(question, 'unanswered', viewer, excerpts);
    return {
      question: asked,
      answerable: isAnswered,
      text: isAnswered ? wordsOf(worded, answering, figures) : null,
      facts: [...priceFacts(answering, priceList), ...balanceFacts(answering, projects)],
      excerpts,
      sources: this.#sources(answering.length > 0 ? answering : picked.excerpts),
      followUps: this.#followUps(question, goal, picked),
      answeredBy: worded?.by ?? 'builtin',
      docsVersion: this.documentation.version,
      priceVersion: priceList.version,
    };
  }

  /** Records whether the answer helped. Returns the question as recorded. Throws InvalidInputError if it is invalid. */
  async rate(
    asked: string,
    { viewer, isHelpful }: Pick<Asker, 'viewer'> & { readonly isHelpful: boolean },
  ): Promise<string> {
    const question = readRatedQuestion(asked);
    const { excerpts } = pickSentences(this.buildIndex().search(question));
    await this.#log(
      question,
      isHelpful ? 'helpful' : 'unhelpful',
      viewer,
      excerpts.map(({ sentence }) => sentence),
    );
    return question;
  }

  /** The questions of the last 30 days without a helpful answer, the most frequent first. */
  unansweredQuestions(workspaceId: WorkspaceId, first: number): Promise<LoggedQuestion[]> {
    return this.#questionLog.open(workspaceId, first);
  }

  /** Deletes questions older than 30 days. */
  forgetOldQuestions(): Promise<void> {
    return this.#questionLog.forgetOld();
  }

  async #log(
    question: string,
    event: QuestionEvent,
    viewer: Viewer | null,
    offered: readonly { readonly text: string }[],
  ): Promise<void> {
    const workspaceId = await this.figures.workspaceOf(viewer);
    await this.#questionLog.add(workspaceId, event, { question, offered: offered.map(({ text }) => text) });
  }

  async #worded(question: string, { answering, runnersUp }: Picked, priceList: PriceList): Promise<Worded | null> {
    if (this.#wording === null) return null;
    const docsVersion = this.documentation.version;
    return wordSentences(this.#wording, question, [...answering, ...runnersUp], { priceList, docsVersion });
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

  /** Questions that the authors wrote for sentences of the pages, so all of them can be answered. */
  #followUps(question: string | null, goal: string | null, { answering, runnersUp }: Picked): string[] {
    const towardsGoal = goal === null ? [] : pickSentences(this.buildIndex().search(goal)).answering;
    const sentences = new Set([...towardsGoal, ...runnersUp].map(({ sentence }) => sentence));
    for (const { sentence } of answering) sentences.delete(sentence);
    const questions = [...sentences].flatMap(({ questions: [first] }) => (first === undefined ? [] : [first]));
    return questions.filter((each) => each !== question).slice(0, FOLLOW_UPS_MAX);
  }
}

/** Puts the sentences that the model quotes first, and those with a balance, which the model does not receive. */
function quotedFirst({ quoted }: Worded, { answering, excerpts, runnersUp }: Picked): Picked {
  const balances = answering.filter(({ sentence }) => hasBalance(sentence.text));
  const first = [...quoted, ...balances];
  return {
    answering: first,
    excerpts: [...new Set([...first, ...excerpts])].slice(0, EXCERPTS_MAX),
    runnersUp: runnersUp.filter((each) => !first.includes(each)),
  };
}

/** The model's text followed by the balance; without a model the quoted sentences. */
function wordsOf(worded: Worded | null, answering: readonly Quoted[], figures: Figures): string {
  const sentences = worded ? answering.filter(({ sentence }) => hasBalance(sentence.text)) : answering;
  return [...(worded ? [worded.text] : []), ...sentences.map((quoted) => textOf(quoted, figures))].join(' ');
}

function textOf({ sentence }: Quoted, figures: Figures): string {
  return fillTokens(sentence.text, figures);
}

function priceFacts(answering: readonly Quoted[], { credits, effectiveAt }: PriceList): AnswerFact[] {
  const kinds = new Set(answering.flatMap(({ sentence }) => pricesIn(sentence.text)));
  return PUBLISHED_ACTIONS.filter(({ kind }) => kinds.has(kind)).map(({ kind, title }) => ({
    text: `${title} costs ${creditsText(credits[kind])}.`,
    at: effectiveAt,
  }));
}

function balanceFacts(answering: readonly Quoted[], projects: readonly Project[] | null): AnswerFact[] {
  if (!answering.some(({ sentence }) => hasBalance(sentence.text))) return [];
  return (projects ?? []).map((project) => ({
    text: `${project.name} has ${creditsText(project.balance)}.`,
    at: activeAt(project),
  }));
}
