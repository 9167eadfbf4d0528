import { useSignal } from "@preact/signals";
import { Menu as Lines } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { AccountMenu } from "../session/account-menu.tsx";
import { IconButton } from "../ui/button.tsx";
import { later } from "../ui/later.tsx";
import { isNarrow } from "../ui/media.ts";
import { notify } from "../ui/notice.tsx";
import { strings } from "../ui/strings.ts";
import type { Desk } from "./desk.ts";
import { navigate } from "./router.ts";
import { startPath } from "./routes.ts";
import styles from "./shell.module.css";
import { Sidebar, type SidebarProps } from "./sidebar.tsx";

const Drawer = later(async () => (await import("./drawer.tsx")).Drawer);

export interface ShellProps extends SidebarProps {
  header: ComponentChildren;
  children: ComponentChildren;
}

/** The rooms' common walls: the sidebar (a drawer where it is narrow), the header with the person's name, the content. */
export function Shell({ header, children, ...rest }: ShellProps) {
  const { desk, self, currentId } = rest;
  const content = useRef<HTMLElement>(null);
  const open = useSignal(false);
  const close = () => (open.value = false);
  useEffect(() => {
    close();
  }, [currentId, isNarrow.value]);
  const isElsewhereUnread = desk.unreadBut(currentId) > 0;

  return (
    <div class={styles.shell}>
      <a
        class={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          content.current?.querySelector<HTMLElement>("textarea, input")?.focus();
        }}
      >
        {currentId === undefined ? strings.shell.skipHome : strings.shell.skip}
      </a>
      {!isNarrow.value && (
        <aside class={styles.aside} aria-label={strings.shell.sidebar}>
          <Sidebar {...rest} />
        </aside>
      )}
      <div class={styles.main}>
        <header class={styles.header}>
          {isNarrow.value && (
            <span class={styles.opener}>
              <IconButton
                icon={Lines}
                label={strings.shell.openSidebar}
                aria-expanded={open.value}
                onClick={() => (open.value = true)}
              />
              {isElsewhereUnread && <i />}
            </span>
          )}
          {header}
          <AccountMenu
            session={desk.client.session}
            person={self.person}
            isUnsaved={desk.isUnsaved}
            onLeave={(release) => void leave(desk, release)}
          />
        </header>
        <main ref={content} id="content" class={styles.content} data-home={currentId === undefined || undefined}>
          {children}
        </main>
      </div>
      {isNarrow.value && open.value && (
        <Drawer label={strings.shell.sidebar} onClose={close}>
          <Sidebar {...rest} />
        </Drawer>
      )}
    </div>
  );
}

async function leave(desk: Desk, release: boolean): Promise<void> {
  const left = await desk.leave(release);
  if (!left) return notify(strings.errors.unavailable);
  navigate(startPath, { replace: true });
  if (release && !left.released) notify(strings.shell.notReleased);
}
