package io.picasso.analytics.setting;

import java.util.Map;

/** What is special about the built-in environment: nothing from outside may make it reach AWS. */
final class LocalEnvironment {
    private static final Origin ORIGIN = new Origin(Origin.Layer.ENVIRONMENT, "built-in environment 'local'");

    private LocalEnvironment() {}

    /** What differs from the defaults even before the stack runs; the stack's endpoints are added when it does. */
    static Map<SettingKey, Settings.Resolved> values() {
        return Map.of(SettingKey.DYNAMODB_WRITE_ENABLED, new Settings.Resolved("true", ORIGIN));
    }

    /** Whether only the embedded stack may set this. */
    static boolean decides(SettingKey key) {
        return switch (key) {
            case DYNAMODB_ENDPOINT,
                    S3_ENDPOINT,
                    SQS_ENDPOINT,
                    ATHENA_ENDPOINT,
                    LAMBDA_ENDPOINT,
                    CLOUDWATCH_ENDPOINT,
                    LOGS_ENDPOINT,
                    PROFILE -> true;
            default -> false;
        };
    }

    /** Whether a variable of the shell is left out of account: those of AWS, which other programs are meant by. */
    static boolean ignores(String variable) {
        return variable.startsWith("AWS_");
    }
}
