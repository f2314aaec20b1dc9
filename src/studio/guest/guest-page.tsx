import { useEffect, useState } from 'react';
import { formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { type Feedback, isOver, type Shared, type SharedLink } from './shared-link.ts';
import { PictureCard } from './picture-card.tsx';

/** The page of a share link: its pictures, or a note that the link has ended. */
export function GuestPage({ link }: { readonly link: SharedLink }) {
  const [shared, setShared] = useState<Shared | null>(null);
  const [problem, setProblem] = useState<'over' | 'away' | null>(null);
  const [name, setName] = useState('');
  useEffect(() => {
    link.open().then(setShared, (error: unknown) => setProblem(isOver(error) ? 'over' : 'away'));
  }, [link]);
  useEffect(() => {
    if (shared) document.title = shared.title;
  }, [shared]);
  if (problem === 'over') return <Notice title={say('guest.over')} text={say('guest.overText')} />;
  if (problem === 'away') return <Notice title={say('guest.away')} text={say('guest.awayText')} />;
  if (!shared) return <main aria-busy="true" />;
  const keep = (feedback: Feedback) =>
    setShared({
      ...shared,
      pictures: shared.pictures.map((each) => (each.id === feedback.id ? { ...each, ...feedback } : each)),
    });
  return (
    <main>
      <header>
        <h1>{shared.title}</h1>
        <p className="quiet">{say('guest.until', { date: formatInstant(shared.endsAt) })}</p>
        <label className="name">
          {say('guest.name')}
          <input value={name} maxLength={80} autoComplete="name" onChange={(event) => setName(event.target.value)} />
        </label>
      </header>
      {shared.pictures.length === 0 && <p>{say('guest.nothing')}</p>}
      <ol className="pictures">
        {shared.pictures.map((picture, at) => (
          <li key={picture.id}>
            <PictureCard
              picture={picture}
              number={at + 1}
              name={name}
              allowsComments={shared.allowsComments}
              link={link}
              onSaid={keep}
              onOver={() => setProblem('over')}
            />
          </li>
        ))}
      </ol>
    </main>
  );
}

function Notice({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      <p>{text}</p>
    </main>
  );
}
