package io.picasso.analytics.local.lambda;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What every function is run with.
 *
 * @param client Lambda's own part of a function's JVM; empty where functions cannot run
 * @param codes the unpacked zips
 * @param scratch for temporary files of functions
 * @param logs where each function has its log
 * @param variables what Lambda itself sets: the engines' addresses
 * @param timing how long things take and are kept
 */
record Place(
        Optional<RuntimeClient> client,
        CodeStore codes,
        Path scratch,
        Path logs,
        Map<String, String> variables,
        Timing timing,
        Clock clock) {
    Place {
        variables = Map.copyOf(variables);
    }
}
