package io.picasso.analytics.adapter.aws.lambda;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the ids of the statements in a resource policy, the only part of it that is looked at. */
final class PolicyStatements {
    /** Lambda takes no other characters in an id, so that no text of a policy looks like one. */
    private static final Pattern ID = Pattern.compile("\"Sid\"\\s*:\\s*\"([A-Za-z0-9_-]+)\"");

    private PolicyStatements() {}

    static Set<String> ids(String policy) {
        return ID.matcher(policy)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }
}
