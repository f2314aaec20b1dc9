import { useState } from 'react';
import { say } from '../language/say.ts';
import { type Feedback, NotAnswered, type SharedLink, type SharedPicture } from './shared-link.ts';

export interface PictureCardProps {
  readonly picture: SharedPicture;
  readonly number: number;
  /** Of the guest. */
  readonly name: string;
  readonly allowsComments: boolean;
  readonly link: SharedLink;
  readonly onSaid: (feedback: Feedback) => void;
  readonly onOver: () => void;
}

/** A picture, what guests have said about it, and what this guest can say. */
export function PictureCard({ picture, number, name, allowsComments, link, onSaid, onOver }: PictureCardProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (sending: () => Promise<Feedback>) => {
    if (name.trim() === '') return setProblem(say('guest.nameFirst'));
    setProblem(null);
    try {
      onSaid(await sending());
      setText('');
    } catch (error) {
      if (error instanceof NotAnswered && error.isOver) onOver();
      else setProblem(error instanceof NotAnswered ? error.message : say('guest.awayText'));
    }
  };
  const own = picture.verdicts.find((each) => each.name === name)?.verdict;
  const { id, url, width, height, downloadUrl } = picture;
  return (
    <article aria-label={say('guest.picture', { number: String(number) })}>
      <a href={url}>
        <img src={url} width={width} height={height} alt={say('guest.picture', { number: String(number) })} loading="lazy" />
      </a>
      <div className="decide">
        <button
          type="button"
          aria-pressed={own === 'APPROVED'}
          onClick={() => void send(() => link.decide(id, name, 'APPROVED'))}
        >
          {say('guest.approve')}
        </button>
        <button
          type="button"
          aria-pressed={own === 'CHANGES_WANTED'}
          onClick={() => void send(() => link.decide(id, name, 'CHANGES_WANTED'))}
        >
          {say('guest.wantChanges')}
        </button>
        {downloadUrl !== null && <a href={downloadUrl}>{say('guest.download')}</a>}
      </div>
      {problem !== null && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <ul className="said">
        {picture.verdicts.map((each) => (
          <li key={each.name}>
            {each.verdict === 'APPROVED'
              ? say('guest.hasApproved', { name: each.name })
              : say('guest.hasWanted', { name: each.name })}
          </li>
        ))}
        {picture.comments.map((each) => (
          <li key={each.id}>
            <strong>{each.name}</strong>
            <p>{each.text}</p>
          </li>
        ))}
      </ul>
      {allowsComments && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') void send(() => link.comment(id, name, text));
          }}
        >
          <label>
            {say('guest.comment')}
            <textarea value={text} maxLength={2_000} rows={2} onChange={(event) => setText(event.target.value)} />
          </label>
          <button type="submit">{say('guest.send')}</button>
        </form>
      )}
    </article>
  );
}
