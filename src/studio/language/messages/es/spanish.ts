import type { NoneOf, Translation, WithOtherArguments } from '../message-types.ts';
import { actions } from './actions.ts';
import { admin } from './admin.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { credits } from './credits.ts';
import { deletion } from './deletion.ts';
import { download } from './download.ts';
import { errors } from './errors.ts';
import { feedback } from './feedback.ts';
import { formats } from './formats.ts';
import { guest } from './guest.ts';
import { guide } from './guide.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { keys } from './keys.ts';
import { look } from './look.ts';
import { masks } from './masks.ts';
import { navigation } from './navigation.ts';
import { palette } from './palette.ts';
import { perform } from './perform.ts';
import { pictures } from './pictures.ts';
import { presets } from './presets.ts';
import { project } from './project.ts';
import { projects } from './projects.ts';
import { purchases } from './purchases.ts';
import { sample } from './sample.ts';
import { selection } from './selection.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { sharing } from './sharing.ts';
import { sheet } from './sheet.ts';
import { shell } from './shell.ts';
import { spending } from './spending.ts';
import { stage } from './stage.ts';
import { strip } from './strip.ts';
import { upload } from './upload.ts';
import { viewer } from './viewer.ts';
import { webhooks } from './webhooks.ts';

export const direction = 'ltr';

export const messages = {
  actions,
  admin,
  alerts,
  audit,
  credits,
  deletion,
  download,
  errors,
  feedback,
  formats,
  guest,
  guide,
  help,
  history,
  imports,
  keys,
  look,
  masks,
  navigation,
  palette,
  perform,
  pictures,
  presets,
  project,
  projects,
  purchases,
  sample,
  selection,
  session,
  settings,
  sharing,
  sheet,
  shell,
  spending,
  stage,
  strip,
  upload,
  viewer,
  webhooks,
} as const satisfies Translation;

/** Does not compile while a message takes other arguments than the English one, and names that message. */
export type Differing = NoneOf<WithOtherArguments<typeof messages>>;
