package io.picasso.analytics.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has the stack's class-data archive made by a process in the background that nobody waits for. */
final class StackRehearser {
    /** Waits until the user's first commands are through, then works only when nothing else wants to. */
    private static final String SCRIPT = "draft=$1; archive=$2; shift 2; sleep 5;"
            + " command -v nice >/dev/null 2>&1 && set -- nice -n 19 \"$@\";"
            + " mkdir \"$draft.d\" 2>/dev/null || exit 0;"
            + " \"$@\" >/dev/null 2>&1; [ -s \"$draft\" ] && mv -f \"$draft\" \"$archive\"; rmdir \"$draft.d\"";

    private StackRehearser() {}

    /** Starts it. A folder that cannot be written to, or a system that will not, means no archive and no failure. */
    static void start(StackInstallation installation, StackArchive archive) {
        Path file = archive.file();
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Path folder = Files.createDirectories(file.getParent());
            if (!Files.isWritable(folder)) {
                return;
            }
            List<String> command =
                    new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", draft.toString(), file.toString()));
            command.addAll(StackCommand.rehearse(installation, draft));
            DetachedProcess.start(command, folder, Path.of("/dev/null"));
        } catch (IOException e) {
            // The archive only saves time; the stack runs without it.
            return;
        }
    }
}
