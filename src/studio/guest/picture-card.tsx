import { type FormEvent, useState } from 'react';
import { formatPlain } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { type Feedback, isOver, type SharedLink, type SharedPicture, type Verdict } from './shared-link.ts';

export interface PictureCardProps {
  readonly picture: SharedPicture;
  readonly number: number;
  /** The name of the guest. */
  readonly name: string;
  readonly allowsComments: boolean;
  readonly link: SharedLink;
  readonly onSaid: (feedback: Feedback) => void;
  readonly onOver: () => void;
}

/** A picture with the verdicts and comments of guests, and the controls to add one. */
export function PictureCard({ picture, number, name, allowsComments, link, onSaid, onOver }: PictureCardProps) {
  const [problem, setProblem] = useState<string | null>(null);
  /** Returns whether it was sent. */
  const send = async (sending: () => Promise<Feedback>): Promise<boolean> => {
    setProblem(name.trim() === '' ? say('guest.nameFirst') : null);
    if (name.trim() === '') return false;
    try {
      onSaid(await sending());
      return true;
    } catch (error) {
      if (isOver(error)) onOver();
      else setProblem(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const { id, url, width, height, downloadUrl } = picture;
  const alt = say('guest.picture', { number: formatPlain(number) });
  const own = picture.verdicts.find((each) => each.name === name)?.verdict;
  const decide = (verdict: Verdict) => void send(() => link.decide(id, name, verdict));
  return (
    <article aria-label={alt}>
      <a href={url}>
        <img src={url} width={width} height={height} alt={alt} loading="lazy" />
      </a>
      <div className="decide">
        <button type="button" aria-pressed={own === 'APPROVED'} onClick={() => decide('APPROVED')}>
          {say('guest.approve')}
        </button>
        <button type="button" aria-pressed={own === 'CHANGES_WANTED'} onClick={() => decide('CHANGES_WANTED')}>
          {say('guest.wantChanges')}
        </button>
        {downloadUrl !== null && <a href={downloadUrl}>{say('guest.download')}</a>}
      </div>
      {problem !== null && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <Said {...picture} />
      {allowsComments && <CommentForm send={(text) => send(() => link.comment(id, name, text))} />}
    </article>
  );
}

/** The verdicts and comments of guests. */
function Said({ verdicts, comments }: Pick<Feedback, 'verdicts' | 'comments'>) {
  if (verdicts.length + comments.length === 0) return null;
  return (
    <ul className="said">
      {verdicts.map(({ name, verdict }) => (
        <li key={name}>{say(verdict === 'APPROVED' ? 'guest.hasApproved' : 'guest.hasWanted', { name })}</li>
      ))}
      {comments.map(({ id, name, text }) => (
        <li key={id}>
          <strong>{name}</strong>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}

/** A field for a new comment. The text stays if it could not be sent. */
export function CommentForm({ send }: { readonly send: (text: string) => Promise<boolean> }) {
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await send(text))) setText('');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        {say('guest.comment')}
        <textarea value={text} maxLength={2_000} rows={2} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit">{say('guest.send')}</button>
    </form>
  );
}
