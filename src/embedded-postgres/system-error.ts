/** Whether node threw the error for a failed system call. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

export function hasCode(error: unknown, code: string): boolean {
  return isSystemError(error) && error.code === code;
}
