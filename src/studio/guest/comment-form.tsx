import { type FormEvent, useState } from 'react';
import { say } from '../language/say.ts';

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
