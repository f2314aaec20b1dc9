import { ActionIcon, Menu } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface IconMenuProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly widthPx: number;
  readonly children: ReactNode;
}

/** A menu that an icon button of the header opens. */
export function IconMenu({ label, icon: Icon, widthPx, children }: IconMenuProps) {
  return (
    <Menu position="bottom-end" width={widthPx}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
          <Icon size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
