import { ActionIcon, Tooltip } from '@mantine/core';
import { CircleQuestionMark, Images, KeyRound, PanelLeftOpen } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import { paths } from '../navigation/paths.ts';
import { useMay } from '../session/viewer.ts';
import classes from './folded-rail.module.css';

/** The rail as marks, which leave the width to the page. */
export function FoldedRail({ onOpen }: { readonly onOpen: () => void }) {
  const isAdmin = useMay('ADMIN');
  return (
    <div className={classes.rail}>
      <Tooltip label="Open the rail ( [ )" position="right">
        <ActionIcon variant="subtle" color="gray" size={34} aria-label="Open the rail" onClick={onOpen}>
          <PanelLeftOpen size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <RailMark href={paths.projects} label="All projects" Icon={Images} />
      <div className={classes.foot}>
        <RailMark href={paths.help} label="Understanding credit usage" Icon={CircleQuestionMark} />
        {isAdmin && <RailMark href={paths.admin} label="Admin" Icon={KeyRound} />}
      </div>
    </div>
  );
}

function RailMark({ href, label, Icon }: { href: string; label: string; Icon: typeof Images }) {
  const [isHere] = useRoute(href);
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        component={Link}
        href={href}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={label}
        aria-current={isHere ? 'page' : undefined}
        className={classes.mark}
      >
        <Icon size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
