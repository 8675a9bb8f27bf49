package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.port.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for one tenant's sessions as another, as nobody, and with a forged token. */
final class TenantIsolationProbe implements Probe {
    private static final String LIST = "/sessions/list?range=90d&limit=100";

    /** Who may be answered, with his own sessions. */
    private static final String OTHERS_LIST = "the other tenant, the list";

    private final ApiCaller api;
    private final DashboardSessions there;

    TenantIsolationProbe(ApiCaller api, DashboardSessions there) {
        this.api = api;
        this.there = there;
    }

    @Override
    public Measurement measure() {
        Map<String, HttpReply> replies = replies();
        List<String> seen = new ArrayList<>();
        replies.forEach((who, reply) -> {
            if (there.shownIn(reply)) {
                seen.add(who + " sees our sessions");
            } else if (reply.status() == 200 && !who.startsWith(OTHERS_LIST)) {
                seen.add(who + " is answered with 200");
            }
        });
        return Probes.taken(replies.size(), seen, count("shown", seen.size()));
    }

    private Map<String, HttpReply> replies() {
        String id = there.large().session().value();
        String token = api.token(ProbeSessions.OURS);
        Optional<String> forged =
                Optional.of(token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA"));
        Map<String, HttpReply> replies = new LinkedHashMap<>();
        replies.put("the other tenant, the detail", api.theirs("/sessions/" + id));
        replies.put("the other tenant, the alias", api.theirs("/conversations/" + id));
        replies.put(OTHERS_LIST, api.theirs(LIST));
        replies.put(
                OTHERS_LIST + " of ours",
                api.theirs(
                        LIST + "&tenant_id=" + ProbeSessions.OURS.id() + "&tenant_hash=" + ProbeSessions.OURS.hash()));
        replies.put("nobody, the detail", api.ask("/sessions/" + id, Optional.empty()));
        replies.put("nobody, the list", api.ask(LIST, Optional.empty()));
        replies.put("a forged token, the detail", api.ask("/sessions/" + id, forged));
        replies.put("a forged token, the list", api.ask(LIST, forged));
        return replies;
    }
}
