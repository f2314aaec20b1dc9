import classes from './mark.module.css';

/** Darkroom's mark: a lens, half of it lit by the safelight. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className={classes.mark}>
      <circle cx="12" cy="12" r="9.25" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M12 2.75a9.25 9.25 0 0 1 0 18.5z" className={classes.lit} />
    </svg>
  );
}
