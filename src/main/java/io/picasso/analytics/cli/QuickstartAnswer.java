package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.quickstart.SampleCheck;
import io.picasso.analytics.operation.quickstart.SampleTraffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was sent beside what is there, and what to type next. */
record QuickstartAnswer(SampleCheck check, Tenant tenant, SampleTraffic traffic) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tenant_id", tenant.id());
        data.put("tenant_hash", tenant.hash());
        data.put("sessions", check.sessions());
        data.put("deliveries", traffic.deliveries().size());
        data.put(
                "sent",
                counts(
                        check.sentIn().events(),
                        check.sentIn().sent(),
                        check.sentIn().received()));
        data.put("events_table", Map.of("events", check.inEvents()));
        data.put(
                "summaries",
                counts(
                        check.inSummaries().events(),
                        check.inSummaries().userMessages(),
                        check.inSummaries().botMessages()));
        data.put("agrees", check.agrees());
        data.put("differences", check.differences());
        return data;
    }

    @Override
    public void draw(Screen screen) {
        screen.table(
                List.of("", "EVENTS", "QUESTIONS", "ANSWERS"),
                List.of(
                        row(
                                "sent, repeats aside",
                                check.sentIn().events(),
                                check.sentIn().sent(),
                                check.sentIn().received()),
                        List.of("events table", Long.toString(check.inEvents()), "", ""),
                        row(
                                "summaries",
                                check.inSummaries().events(),
                                check.inSummaries().userMessages(),
                                check.inSummaries().botMessages())),
                "EVENTS",
                "QUESTIONS",
                "ANSWERS");
        screen.line("");
        if (check.agrees()) {
            screen.line(screen.toned(Tone.GOOD, "All " + check.sessions() + " sessions agree, event by event.")
                    + " Every number is accounted for.");
        } else {
            screen.line(screen.toned(Tone.BAD, check.differences().size() + " sessions do not agree:"));
            check.differences().forEach(screen::line);
        }
        SessionId first = traffic.expected().keySet().iterator().next();
        screen.line("");
        screen.line("Next:");
        screen.line("  picasso-analytics session show " + first + " -o json");
        screen.line("  picasso-analytics session list --tenant " + tenant.id() + " --outcome abandoned");
        screen.line("  eval \"$(picasso-analytics local env)\"   # then aws and boto3 see tables, lake and queue");
        screen.line("  aws s3 ls --recursive s3://picasso-analytics/analytics/");
        screen.line("  picasso-analytics local stop");
    }

    private static Map<String, Object> counts(long events, long sent, long received) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("events", events);
        counts.put("user_messages", sent);
        counts.put("bot_messages", received);
        return counts;
    }

    private static List<String> row(String name, long events, long sent, long received) {
        return List.of(name, Long.toString(events), Long.toString(sent), Long.toString(received));
    }
}
