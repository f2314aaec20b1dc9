import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { UnfitFileError, uploadPicture, UploadRefusedError } from './upload-picture.ts';

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly file: File;
  readonly stopping: AbortController;
  /** Of 1; null until it begins. */
  readonly progress: number | null;
  /** Why it was not taken; null where it was not refused. */
  readonly problem: UploadProblem | null;
}

export interface UploadProblem {
  readonly text: string;
  /** Whether sending the same file again may help. */
  readonly isPassing: boolean;
}

export interface Uploads {
  readonly uploads: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly again: (upload: Upload) => void;
  /** Stops it where it is on its way. */
  readonly dismiss: (upload: Upload) => void;
}

/** Sends files. `taken` is told the image of each; those that are not taken stay and say why. */
export function useUploads(projectId: string, taken: (imageId: string) => Promise<void>): Uploads {
  const client = useApolloClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const lastId = useRef(0);

  const change = (id: number, changed: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...changed } : upload)));
  const remove = (id: number) => setUploads((all) => all.filter((upload) => upload.id !== id));
  const send = async ({ id, file, stopping: { signal } }: Upload): Promise<void> => {
    change(id, { progress: 0 });
    try {
      const imageId = await uploadPicture(client, {
        projectId,
        file,
        signal,
        onProgress: (progress) => change(id, { progress }),
      });
      await taken(imageId);
      remove(id);
    } catch (error) {
      if (!signal.aborted) change(id, { progress: null, problem: problemOf(error) });
    }
  };
  return {
    uploads,
    add: (files) => {
      const added = files.map((file) => ({
        id: (lastId.current += 1),
        name: file.name,
        file,
        stopping: new AbortController(),
        progress: null,
        problem: null,
      }));
      setUploads((all) => [...all, ...added]);
      for (const upload of added) void send(upload);
    },
    again: (upload) => {
      change(upload.id, { problem: null });
      void send(upload);
    },
    dismiss: ({ id, stopping }) => {
      stopping.abort();
      remove(id);
    },
  };
}

function problemOf(error: unknown): UploadProblem {
  if (error instanceof UploadRefusedError) {
    return { text: error.message, isPassing: !(error instanceof UnfitFileError) };
  }
  const { title, detail } = errorSentence(error);
  return { text: `${title} ${detail}`, isPassing: true };
}
