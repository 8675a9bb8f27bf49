package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;

/** Reads the connection to each service from the settings. */
final class Connections {
    private Connections() {}

    static AwsConnection dynamoDb(Settings settings) {
        return of(settings, SettingKey.DYNAMODB_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection dynamoDbInBulk(Settings settings) {
        return of(settings, SettingKey.DYNAMODB_ENDPOINT, CallLimits.BULK);
    }

    static AwsConnection s3(Settings settings) {
        return of(settings, SettingKey.S3_ENDPOINT, CallLimits.TRANSFER);
    }

    static AwsConnection sqs(Settings settings) {
        return of(settings, SettingKey.SQS_ENDPOINT, CallLimits.LONG_POLL);
    }

    static AwsConnection athena(Settings settings) {
        return of(settings, SettingKey.ATHENA_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection secrets(Settings settings) {
        return of(settings, SettingKey.SECRETS_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection sts(Settings settings) {
        return of(settings, SettingKey.STS_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection lambda(Settings settings) {
        return of(settings, SettingKey.LAMBDA_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection eventBridge(Settings settings) {
        return of(settings, SettingKey.EVENTBRIDGE_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection cloudWatch(Settings settings) {
        return of(settings, SettingKey.CLOUDWATCH_ENDPOINT, CallLimits.DEFAULT);
    }

    static AwsConnection logs(Settings settings) {
        return of(settings, SettingKey.LOGS_ENDPOINT, CallLimits.DEFAULT);
    }

    /** For changes of functions, which are never sent twice by the client itself. */
    static AwsConnection lambdaOnce(Settings settings) {
        return of(settings, SettingKey.LAMBDA_ENDPOINT, CallLimits.ONCE);
    }

    /**
     * A connection to one service.
     *
     * @throws Failure STACK_FAILED when the environment is local and has no endpoint: it must never reach AWS
     */
    private static AwsConnection of(Settings settings, SettingKey endpoint, CallLimits limits) {
        if (settings.isLocal() && settings.url(endpoint).isEmpty()) {
            throw Failure.of(FailureCode.STACK_FAILED, "the embedded stack gave no address for " + endpoint.key());
        }
        return new AwsConnection(
                settings.text(SettingKey.REGION),
                settings.find(SettingKey.PROFILE),
                settings.url(endpoint),
                settings.isLocal(),
                limits);
    }
}
