/** Elements that are shown temporarily above the page. */
export const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';
