package io.picasso.analytics.cli;

import io.picasso.analytics.operation.runbook.Runbook;
import io.picasso.analytics.operation.runbook.Section;
import io.picasso.analytics.setting.Settings;

/** The runbook as a page; alarms and thresholds as the defaults have them. */
final class RunbookPage {
    private RunbookPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Runbook

                What to do when an alarm fires or a check does not pass. In the terminal: `picasso-analytics runbook NAME`.
                Names in quotes are commands of `picasso-analytics`, unless they begin with another program. Limits are
                those of the defaults. Made from the declared alarms and checks; not edited by hand.
                """);
        for (Section section : Runbook.of(Settings.defaults("ENVIRONMENT")).sections()) {
            page.append("\n<a id=\"").append(section.id()).append("\"></a>\n");
            page.append("## ").append(section.id()).append("\n\n");
            part(page, "Symptom", section.symptom());
            part(page, "Look", section.look());
            part(page, "Act", section.act());
            part(page, "Undo", section.undo());
        }
        return page.toString();
    }

    private static void part(StringBuilder page, String name, String text) {
        page.append("- **").append(name).append("**: ").append(text).append('\n');
    }
}
