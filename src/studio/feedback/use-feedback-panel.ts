import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useShortcut } from '../shortcuts/use-shortcuts.ts';
import { FEEDBACK_PARAM } from '../navigation/paths.ts';

const TOGGLE_ID = 'comments-toggle';

export interface FeedbackPanelState {
  readonly isOpen: boolean;
  /** Whether the panel takes the focus: only if the user opened it, and not if the URL did. */
  readonly takesFocus: boolean;
  /** Opens or closes the panel. */
  readonly toggle: () => void;
  readonly toggleId: string;
}

/** Whether the panel with comments is open, stored in the URL. "M" opens and closes it while a picture is shown. */
export function useFeedbackPanel(isPicture: boolean): FeedbackPanelState {
  const [params, setParams] = useSearchParams();
  const [takesFocus, setTakesFocus] = useState(false);
  const isOpen = params.has(FEEDBACK_PARAM);
  const toggle = () => {
    setTakesFocus(!isOpen);
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (isOpen) after.delete(FEEDBACK_PARAM);
        else after.set(FEEDBACK_PARAM, '1');
        return after;
      },
      { replace: true },
    );
    if (isOpen) document.getElementById(TOGGLE_ID)?.focus();
  };
  useShortcut('comments', isPicture ? toggle : null);
  return { isOpen: isOpen && isPicture, takesFocus, toggle, toggleId: TOGGLE_ID };
}
