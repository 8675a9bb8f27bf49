package io.picasso.analytics.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every setting there is: its key in the configuration file, the environment variable that overrides it, its default
 * and what it means. The configuration's reference page is made from this list.
 */
public enum SettingKey {
    REGION("region", "AWS_REGION", Kind.TEXT, "us-east-1", "AWS region of the environment"),
    PROFILE("profile", "AWS_PROFILE", Kind.TEXT, "", "Profile of the AWS credential files; empty: the default chain"),
    PROTECTED(
            "protected",
            "PICASSO_PROTECTED",
            Kind.FLAG,
            "false",
            "Destructive commands also need --confirm NAME in this environment"),
    TENANT("tenant", "PICASSO_TENANT", Kind.TEXT, "", "Tenant id or hash used where --tenant is not given"),

    DYNAMODB_ENDPOINT(
            "endpoints.dynamodb", "AWS_ENDPOINT_URL_DYNAMODB", Kind.URL, "", "DynamoDB endpoint; empty: AWS's own"),
    S3_ENDPOINT("endpoints.s3", "AWS_ENDPOINT_URL_S3", Kind.URL, "", "S3 endpoint; empty: AWS's own"),
    SQS_ENDPOINT("endpoints.sqs", "AWS_ENDPOINT_URL_SQS", Kind.URL, "", "SQS endpoint; empty: AWS's own"),
    ATHENA_ENDPOINT("endpoints.athena", "AWS_ENDPOINT_URL_ATHENA", Kind.URL, "", "Athena endpoint; empty: AWS's own"),
    SECRETS_ENDPOINT(
            "endpoints.secrets",
            "AWS_ENDPOINT_URL_SECRETS_MANAGER",
            Kind.URL,
            "",
            "Secrets Manager endpoint; empty: AWS's own"),
    STS_ENDPOINT("endpoints.sts", "AWS_ENDPOINT_URL_STS", Kind.URL, "", "STS endpoint; empty: AWS's own"),
    LAMBDA_ENDPOINT("endpoints.lambda", "AWS_ENDPOINT_URL_LAMBDA", Kind.URL, "", "Lambda endpoint; empty: AWS's own"),
    EVENTBRIDGE_ENDPOINT(
            "endpoints.eventbridge",
            "AWS_ENDPOINT_URL_EVENTBRIDGE",
            Kind.URL,
            "",
            "EventBridge endpoint; empty: AWS's own"),
    CLOUDWATCH_ENDPOINT(
            "endpoints.cloudwatch",
            "AWS_ENDPOINT_URL_CLOUDWATCH",
            Kind.URL,
            "",
            "CloudWatch endpoint; empty: AWS's own; the environment local has none and measures by itself"),
    LOGS_ENDPOINT(
            "endpoints.logs",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
            Kind.URL,
            "",
            "CloudWatch Logs endpoint; empty: AWS's own"),

    SESSION_EVENTS_TABLE(
            "tables.session_events",
            "SESSION_EVENTS_TABLE",
            Kind.TEXT,
            "picasso-session-events",
            "Table of session events"),
    SESSION_SUMMARIES_TABLE(
            "tables.session_summaries",
            "SESSION_SUMMARIES_TABLE",
            Kind.TEXT,
            "picasso-session-summaries",
            "Table of session summaries"),
    AGGREGATES_TABLE(
            "tables.aggregates",
            "AGGREGATES_TABLE",
            Kind.TEXT,
            "picasso-dashboard-aggregates",
            "Table of cached dashboard metrics"),
    FORM_SUBMISSIONS_TABLE(
            "tables.form_submissions",
            "FORM_SUBMISSIONS_TABLE",
            Kind.TEXT,
            "picasso_form_submissions",
            "Table of form submissions"),
    DAILY_TABLE(
            "tables.daily",
            "ANALYTICS_TABLE",
            Kind.TEXT,
            "production-picasso-analytics-daily",
            "Legacy table of daily aggregates"),
    AUDIT_TABLE("tables.audit", "AUDIT_TABLE", Kind.TEXT, "picasso-analytics-audit", "Table of audit records"),
    TOKEN_BLACKLIST_TABLE(
            "tables.token_blacklist",
            "TOKEN_BLACKLIST_TABLE",
            Kind.TEXT,
            "picasso-token-blacklist",
            "Table of revoked tokens"),
    CONVERSATIONS_TABLE(
            "tables.conversations",
            "CONVERSATIONS_TABLE",
            Kind.TEXT,
            "picasso-conversations",
            "Table of conversations"),

    LAKE_BUCKET("buckets.lake", "ANALYTICS_BUCKET", Kind.TEXT, "picasso-analytics", "Bucket of the event lake"),
    ARCHIVE_BUCKET(
            "buckets.archive", "ARCHIVE_BUCKET", Kind.TEXT, "picasso-analytics-archive", "Bucket of the daily archive"),
    MAPPINGS_BUCKET(
            "buckets.mappings",
            "MAPPINGS_BUCKET",
            Kind.TEXT,
            "myrecruiter-picasso",
            "Bucket of tenant mappings and configurations"),

    ATHENA_DATABASE(
            "athena.database",
            "ATHENA_DATABASE",
            Kind.TEXT,
            "picasso_analytics",
            "Athena database of the lake's table"),
    ATHENA_TABLE("athena.table", "ATHENA_TABLE", Kind.TEXT, "events", "Athena table over the lake"),
    ATHENA_OUTPUT(
            "athena.output",
            "ATHENA_OUTPUT",
            Kind.TEXT,
            "athena-results/",
            "Folder of the lake bucket for the results of Athena's queries"),
    ATHENA_WORKGROUP("athena.workgroup", "ATHENA_WORKGROUP", Kind.TEXT, "primary", "Athena workgroup of the queries"),

    METRICS_CACHE(
            "metrics.cache",
            "USE_DYNAMO_CACHE",
            Kind.FLAG,
            "true",
            "Whether metrics are answered from what was computed ahead"),
    METRICS_CACHE_HOURS(
            "metrics.cache_max_age_hours",
            "CACHE_MAX_AGE_HOURS",
            Kind.NUMBER,
            "2",
            "Age up to which what was computed ahead is fresh, in hours"),

    QUEUE("queue.events", "ANALYTICS_QUEUE", Kind.TEXT, "picasso-analytics-events", "Name of the event queue"),
    DEAD_LETTER_QUEUE(
            "queue.dead_letter",
            "ANALYTICS_DLQ",
            Kind.TEXT,
            "picasso-analytics-events-dlq",
            "Name of the dead-letter queue"),
    VISIBILITY_SECONDS(
            "queue.visibility_seconds",
            "ANALYTICS_VISIBILITY_SECONDS",
            Kind.NUMBER,
            "300",
            "Visibility timeout of the queues, in seconds"),
    BACKFILL_QUEUE(
            "queue.backfill",
            "ANALYTICS_BACKFILL_QUEUE",
            Kind.TEXT,
            "picasso-analytics-backfill",
            "Name of the queue of backfill shards"),
    BACKFILL_DEAD_LETTER_QUEUE(
            "queue.backfill_dead_letter",
            "ANALYTICS_BACKFILL_DLQ",
            Kind.TEXT,
            "picasso-analytics-backfill-dlq",
            "Name of the dead-letter queue of backfill shards"),

    PROCESSOR_FUNCTION(
            "functions.processor",
            "PICASSO_PROCESSOR_FUNCTION",
            Kind.TEXT,
            "Analytics_Event_Processor",
            "Name of the Lambda function that processes events"),
    API_FUNCTION(
            "functions.api",
            "PICASSO_API_FUNCTION",
            Kind.TEXT,
            "Analytics_Dashboard_API",
            "Name of the Lambda function that answers the dashboard"),
    AGGREGATOR_FUNCTION(
            "functions.aggregator",
            "PICASSO_AGGREGATOR_FUNCTION",
            Kind.TEXT,
            "Analytics_Aggregator",
            "Name of the Lambda function that computes metrics ahead"),
    FUNCTION_RUNTIME(
            "functions.runtime", "PICASSO_FUNCTION_RUNTIME", Kind.TEXT, "java17", "Lambda runtime of the functions"),
    FUNCTION_MEMORY(
            "functions.memory_mb",
            "PICASSO_FUNCTION_MEMORY_MB",
            Kind.NUMBER,
            "512",
            "Memory of the processor and of the API, in megabytes; the processor time grows with it"),
    AGGREGATOR_MEMORY(
            "functions.aggregator_memory_mb",
            "PICASSO_AGGREGATOR_MEMORY_MB",
            Kind.NUMBER,
            "1024",
            "Memory of the aggregator, in megabytes"),
    FUNCTION_TIMEOUT(
            "functions.timeout_seconds",
            "PICASSO_FUNCTION_TIMEOUT_SECONDS",
            Kind.NUMBER,
            "50",
            "Longest time of one call of the processor, in seconds; the queue's visibility timeout should be six times it"),
    API_TIMEOUT(
            "functions.api_timeout_seconds",
            "PICASSO_API_TIMEOUT_SECONDS",
            Kind.NUMBER,
            "30",
            "Longest time of one call of the API, in seconds; queries of the lake take up to 25"),
    AGGREGATOR_TIMEOUT(
            "functions.aggregator_timeout_seconds",
            "PICASSO_AGGREGATOR_TIMEOUT_SECONDS",
            Kind.NUMBER,
            "900",
            "Longest time of one call of the aggregator, in seconds"),
    FUNCTION_ROLE(
            "functions.role",
            "PICASSO_FUNCTION_ROLE",
            Kind.TEXT,
            "",
            "ARN of the role the functions run as; needed to create them in AWS"),
    FUNCTION_BATCH_SIZE(
            "functions.batch_size",
            "PICASSO_FUNCTION_BATCH_SIZE",
            Kind.NUMBER,
            "10",
            "Messages of the queue in one call at most"),
    FUNCTION_BATCHING_SECONDS(
            "functions.batching_seconds",
            "PICASSO_FUNCTION_BATCHING_SECONDS",
            Kind.NUMBER,
            "5",
            "How long Lambda waits for a batch to fill, in seconds; at least 1 for more than 10 messages"),
    FUNCTION_URL(
            "functions.url",
            "PICASSO_FUNCTION_URL",
            Kind.TEXT,
            "off",
            "Whether the processor has an address of its own: off, or iam for signed requests only"),
    API_URL(
            "functions.api_url",
            "PICASSO_API_URL",
            Kind.TEXT,
            "public",
            "Whether the API has an address of its own: off, iam for signed requests only, or public; it asks for a token in"
                    + " any case"),
    SCHEDULE(
            "schedule.aggregator",
            "PICASSO_AGGREGATOR_SCHEDULE",
            Kind.TEXT,
            "picasso-analytics-aggregator",
            "Name of the EventBridge rule that calls the aggregator"),
    SCHEDULE_MINUTES(
            "schedule.aggregator_minutes",
            "PICASSO_AGGREGATOR_SCHEDULE_MINUTES",
            Kind.NUMBER,
            "60",
            "How often the aggregator is called, in minutes"),

    ALARM_TOPIC(
            "alarms.topic",
            "PICASSO_ALARM_TOPIC",
            Kind.TEXT,
            "",
            "ARN of the SNS topic that is told when an alarm fires and when it clears; empty: nobody is told"),

    TOKEN_SECRET(
            "api.token_secret",
            "JWT_SECRET_KEY_NAME",
            Kind.TEXT,
            "picasso/staging/jwt/signing-key",
            "Secret of Secrets Manager with the key that the dashboard's tokens are signed with"),
    TOKEN_KEY_FILE(
            "api.token_key_file",
            "PICASSO_TOKEN_KEY_FILE",
            Kind.TEXT,
            "",
            "File with that key instead of the secret; in the environment local one is made where none is named"),
    API_AUDIT("api.audit", "PICASSO_API_AUDIT", Kind.FLAG, "false", "Whether the API keeps a record of every request"),
    API_CORS_ORIGIN(
            "api.cors_origin",
            "PICASSO_API_CORS_ORIGIN",
            Kind.TEXT,
            "",
            "Address whose pages may call the API's function from a browser, or *; empty: none, unless the Function URL has"
                    + " CORS of its own, which 'deploy push' does not give it"),

    DYNAMODB_WRITE_ENABLED(
            "dynamodb_write_enabled",
            "DYNAMODB_WRITE_ENABLED",
            Kind.FLAG,
            "false",
            "Whether the processor writes the session tables after the lake"),
    RETENTION_DAYS(
            "retention_days",
            "RETENTION_DAYS",
            Kind.NUMBER,
            "90",
            "Days a session's rows are kept, counted from each event's own time"),
    PII("pii", "PICASSO_PII", Kind.TEXT, "redact", "What is done with personal data in texts: redact or keep");

    /** The form a value must have. */
    public enum Kind {
        TEXT("a text"),
        URL("an http or https address"),
        FLAG("true or false"),
        NUMBER("a whole number");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        /** What a value must be, in words. */
        String expected() {
            return expected;
        }

        boolean fits(String text) {
            return switch (this) {
                case TEXT -> text.indexOf('\n') < 0;
                case URL -> text.isEmpty() || isUrl(text);
                case FLAG -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
                case NUMBER -> text.matches("\\d{1,9}");
            };
        }

        private static boolean isUrl(String text) {
            try {
                URI uri = new URI(text);
                return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    private final String key;
    private final String variable;
    private final Kind kind;
    private final String defaultText;
    private final String meaning;

    SettingKey(String key, String variable, Kind kind, String defaultText, String meaning) {
        this.key = key;
        this.variable = variable;
        this.kind = kind;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** The dotted key in the configuration file. */
    public String key() {
        return key;
    }

    /** The environment variable that overrides the file. */
    public String variable() {
        return variable;
    }

    public Kind kind() {
        return kind;
    }

    /** The value where nothing sets it; empty text means "not set". */
    public String defaultText() {
        return defaultText;
    }

    /** One line for the reference page. */
    public String meaning() {
        return meaning;
    }

    /** What is wrong with a text as this setting's value, in a sentence; empty when nothing is. */
    public Optional<String> complaint(String text) {
        boolean fits = switch (this) {
            case PII -> text.equals("redact") || text.equals("keep");
            case RETENTION_DAYS -> isNumber(text, 1, 3650);
            case VISIBILITY_SECONDS -> isNumber(text, 0, 43_200);
            case METRICS_CACHE_HOURS -> isNumber(text, 0, 168);
            case PROCESSOR_FUNCTION, API_FUNCTION, AGGREGATOR_FUNCTION -> text.matches("[A-Za-z0-9_-]{1,64}");
            case FUNCTION_RUNTIME -> text.matches("[a-z0-9.]{1,40}");
            case FUNCTION_MEMORY, AGGREGATOR_MEMORY -> isNumber(text, 128, 10_240);
            case FUNCTION_TIMEOUT, API_TIMEOUT, AGGREGATOR_TIMEOUT -> isNumber(text, 1, 900);
            case FUNCTION_BATCH_SIZE -> isNumber(text, 1, 10_000);
            case FUNCTION_BATCHING_SECONDS -> isNumber(text, 0, 300);
            case FUNCTION_URL -> text.equals("off") || text.equals("iam");
            case API_URL -> text.equals("off") || text.equals("iam") || text.equals("public");
            case SCHEDULE -> text.matches("[A-Za-z0-9._-]{1,64}");
            case SCHEDULE_MINUTES -> isNumber(text, 1, 1440);
            case API_CORS_ORIGIN -> text.matches("|\\*|https?://[A-Za-z0-9.:-]{1,200}");
            case TOKEN_SECRET -> text.matches("[A-Za-z0-9/_+=.@:-]{1,512}");
            case ALARM_TOPIC -> text.matches("|arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]{1,256}");
            case ATHENA_DATABASE, ATHENA_TABLE -> text.matches("[a-z0-9_]{1,128}");
            case ATHENA_OUTPUT -> text.matches("([A-Za-z0-9_.=-]{1,100}/){1,10}") && !text.startsWith("analytics/");
            case ATHENA_WORKGROUP -> text.matches("[A-Za-z0-9._-]{1,128}");
            default -> kind.fits(text);
        };
        return fits ? Optional.empty() : Optional.of(key + " is '" + text + "', but must be " + expected());
    }

    /** What a value must be, in words. */
    public String expected() {
        return switch (this) {
            case PII -> "redact or keep";
            case RETENTION_DAYS -> "a whole number from 1 to 3650";
            case VISIBILITY_SECONDS -> "a whole number from 0 to 43200";
            case METRICS_CACHE_HOURS -> "a whole number from 0 to 168";
            case PROCESSOR_FUNCTION, API_FUNCTION, AGGREGATOR_FUNCTION -> "1 to 64 letters, digits, '-' or '_'";
            case FUNCTION_RUNTIME -> "a runtime of Lambda, such as java17";
            case FUNCTION_MEMORY, AGGREGATOR_MEMORY -> "a whole number from 128 to 10240";
            case FUNCTION_TIMEOUT, API_TIMEOUT, AGGREGATOR_TIMEOUT -> "a whole number from 1 to 900";
            case FUNCTION_BATCH_SIZE -> "a whole number from 1 to 10000";
            case FUNCTION_BATCHING_SECONDS -> "a whole number from 0 to 300";
            case FUNCTION_URL -> "off or iam";
            case API_URL -> "off, iam or public";
            case SCHEDULE -> "1 to 64 letters, digits, '.', '-' or '_'";
            case SCHEDULE_MINUTES -> "a whole number from 1 to 1440";
            case API_CORS_ORIGIN -> "an origin such as https://dashboard.example, or *";
            case TOKEN_SECRET -> "a secret's name or ARN";
            case ALARM_TOPIC -> "the ARN of an SNS topic";
            case ATHENA_DATABASE, ATHENA_TABLE -> "1 to 128 small letters, digits or '_'";
            case ATHENA_OUTPUT -> "a folder that ends in '/', and not in the lake's own folder analytics/";
            case ATHENA_WORKGROUP -> "1 to 128 letters, digits, '.', '_' or '-'";
            default -> kind.expected();
        };
    }

    private static boolean isNumber(String text, int least, int most) {
        return Kind.NUMBER.fits(text) && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
    }

    /** The setting with this dotted key; empty when there is none. */
    public static Optional<SettingKey> find(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }
}
