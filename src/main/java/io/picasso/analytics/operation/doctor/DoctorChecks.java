package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Limit;
import io.picasso.analytics.gate.Unit;
import java.util.List;

/** The doctor's checks, in the order in which they are made: what the later ones stand on comes first. */
public final class DoctorChecks {
    static final String IDENTITY = "doctor.identity";
    static final String S3 = "doctor.s3";
    static final String DYNAMODB = "doctor.dynamodb";
    static final String SQS = "doctor.sqs";
    static final String LAMBDA = "doctor.lambda";
    static final String ATHENA = "doctor.athena";
    static final String CLOUDWATCH = "doctor.cloudwatch";
    static final String CLOCK = "doctor.clock";
    static final String TABLES = "doctor.tables";
    static final String INDEXES = "doctor.indexes";
    static final String TTL = "doctor.ttl";
    static final String BUCKETS = "doctor.buckets";
    static final String LAKE_WRITE = "doctor.lake-write";
    static final String TENANTS = "doctor.tenants";
    static final String DEFERRED = "doctor.deferred";
    static final String CATALOG = "doctor.catalog";
    static final String QUEUES = "doctor.queues";
    static final String REDRIVE = "doctor.redrive";
    static final String RETENTION = "doctor.retention";
    static final String DEAD_LETTERS = "doctor.dead-letters";
    static final String FUNCTION = "doctor.function";
    static final String VISIBILITY = "doctor.visibility";
    static final String VARIABLES = "doctor.variables";
    static final String WRITES = "doctor.writes";
    static final String TRIGGER = "doctor.trigger";
    static final String PROCESSING = "doctor.processing";
    static final String QUEUE_PATH = "doctor.queue-path";
    static final String LOGS = "doctor.logs";
    static final String PARTITIONS = "doctor.partitions";
    static final String FORMAT = "doctor.format";
    static final String ATHENA_ROWS = "doctor.athena-rows";
    static final String CLEAN = "doctor.clean";

    /** A clock that is off by more makes AWS refuse requests soon, and events look skewed. */
    private static final int MOST_SKEW = 60;

    private static final List<Check> ALL = List.of(
            check(
                    IDENTITY,
                    "whether AWS knows who we are",
                    "Look at the profile and its credentials ('config explain'); 'aws sts get-caller-identity' asks the"
                            + " same. Expired ones are renewed with 'aws sso login' or by whoever gave them.",
                    List.of(),
                    Limit.exactly("known", 1)),
            answers(S3, "S3"),
            answers(DYNAMODB, "DynamoDB"),
            answers(SQS, "SQS"),
            answers(LAMBDA, "Lambda"),
            answers(ATHENA, "Athena"),
            answers(CLOUDWATCH, "CloudWatch"),
            check(
                    CLOCK,
                    "how far this machine's clock is from S3's",
                    "Set the clock of this machine, best by NTP; AWS refuses requests that are minutes off.",
                    List.of(S3),
                    Limit.atMost("skew", MOST_SKEW, Unit.SECONDS)),
            check(
                    TABLES,
                    "tables that are not there, have other keys, or cannot be used yet",
                    "Run 'picasso-analytics provision plan tables', then 'provision apply tables'. A table of other keys"
                            + " is never touched: move it away, or configure another name.",
                    List.of(DYNAMODB),
                    Limit.none("missing"),
                    Limit.none("other_keys"),
                    Limit.none("not_active")),
            check(
                    INDEXES,
                    "indexes of tables that are not there or are of another shape",
                    "Run 'picasso-analytics provision apply tables': it adds a missing index, which DynamoDB fills by"
                            + " itself. One of another shape is to be deleted by hand first.",
                    List.of(TABLES),
                    Limit.none("missing"),
                    Limit.none("other_shape")),
            check(
                    TTL,
                    "tables whose rows never expire, or by another attribute",
                    "Run 'picasso-analytics provision apply tables'; then 'ttl verify'.",
                    List.of(TABLES),
                    Limit.none("off"),
                    Limit.none("other_attribute")),
            check(
                    BUCKETS,
                    "buckets that are not there",
                    "Run 'picasso-analytics provision apply lake'.",
                    List.of(S3),
                    Limit.none("missing")),
            check(
                    LAKE_WRITE,
                    "objects that cannot be written to the lake, read back, and deleted, as this identity",
                    "The identity needs s3:PutObject, s3:GetObject and s3:DeleteObject on the lake bucket; look at the"
                            + " bucket's policy too. The function's role needs the first on analytics/, quarantine/ and"
                            + " deferred/.",
                    List.of(BUCKETS),
                    Limit.none("failed")),
            check(
                    TENANTS,
                    "tenant mappings that cannot be understood; events of their tenants go to quarantine",
                    "Mend the objects that are named, or make them anew with 'picasso-analytics tenant add'.",
                    List.of(BUCKETS),
                    Limit.none("unreadable")),
            check(
                    DEFERRED,
                    "batches whose events are in the lake and not in the session tables",
                    "Run 'picasso-analytics backfill deferred'; it repairs exactly these.",
                    List.of(BUCKETS),
                    Limit.none("markers")),
            check(
                    CATALOG,
                    "what Athena's table over the lake lacks: the table itself, columns, properties, tenants",
                    "Run 'picasso-analytics provision apply lake'.",
                    List.of(ATHENA, BUCKETS, TENANTS),
                    Limit.none("missing"),
                    Limit.none("differences"),
                    Limit.none("hidden_tenants")),
            check(
                    QUEUES,
                    "queues that are not there",
                    "Run 'picasso-analytics provision apply queue'.",
                    List.of(SQS),
                    Limit.none("missing")),
            check(
                    REDRIVE,
                    "queues whose failed messages go nowhere, elsewhere, or after another number of tries",
                    "Run 'picasso-analytics provision apply queue'. Without a redrive policy a message that cannot be"
                            + " processed comes again until it is deleted by age.",
                    List.of(QUEUES),
                    Limit.none("none"),
                    Limit.none("other")),
            check(
                    RETENTION,
                    "by how much a dead-letter queue keeps messages shorter than the queue they come from",
                    "Run 'picasso-analytics provision apply queue'. A message keeps its age when it is set aside: in a"
                            + " queue that keeps it shorter it is deleted before anybody looks.",
                    List.of(QUEUES),
                    Limit.atMost("too_short", 0, Unit.SECONDS)),
            check(
                    DEAD_LETTERS,
                    "messages that were set aside",
                    "Look at them with 'picasso-analytics queue peek', mend the cause, then 'queue redrive'.",
                    List.of(QUEUES),
                    Limit.none("waiting")),
            check(
                    FUNCTION,
                    "the processor's function: updates that failed or are under way",
                    "Run 'picasso-analytics deploy status', mend Lambda's reason, then 'deploy push'.",
                    List.of(LAMBDA),
                    Limit.none("trouble")),
            check(
                    VISIBILITY,
                    "by how much the queue's visibility timeout is shorter than six times the function's",
                    "Run 'picasso-analytics provision apply queue', or give the function less time: while a call goes on,"
                            + " its messages must not be given to another.",
                    List.of(QUEUES),
                    Limit.atMost("too_short", 0, Unit.SECONDS)),
            check(
                    VARIABLES,
                    "variables of the function that are missing or have another value than declared",
                    "Run 'picasso-analytics deploy push': it sets what is declared and leaves the rest.",
                    List.of(FUNCTION),
                    Limit.none("missing"),
                    Limit.none("wrong")),
            check(
                    WRITES,
                    "whether the function's switch for the session tables says something else than true or false",
                    "Run 'picasso-analytics writes enable' or 'writes disable'. What is not 'true' counts as off.",
                    List.of(FUNCTION),
                    Limit.none("unclear")),
            check(
                    TRIGGER,
                    "how the event queue calls the function: once, switched on, failures one by one, its own version",
                    "Run 'picasso-analytics deploy push'. A mapping that is off is to be switched on by hand: somebody"
                            + " may have had a reason.",
                    List.of(FUNCTION),
                    Limit.exactly("mappings", 1),
                    Limit.none("off"),
                    Limit.none("whole_batches"),
                    Limit.none("of_versions")),
            check(
                    PROCESSING,
                    "events of every type and wire format, handed to the function, that do not get into lake and tables",
                    "Read the function's log; the types and formats that are lost are named. Look at the rights of the"
                            + " function's role on lake, mappings and tables.",
                    List.of(FUNCTION, VARIABLES, WRITES, BUCKETS, TABLES, TENANTS),
                    Limit.none("failed_calls"),
                    Limit.none("failed_messages"),
                    Limit.none("lost_in_lake"),
                    Limit.none("lost_in_tables")),
            check(
                    QUEUE_PATH,
                    "events sent to the queue that do not get into lake and tables",
                    "The function itself works: look at the mapping ('picasso-analytics deploy status') and at the queue"
                            + " ('queue status').",
                    List.of(PROCESSING, TRIGGER, QUEUES),
                    Limit.none("lost_in_lake"),
                    Limit.none("lost_in_tables")),
            check(
                    LOGS,
                    "errors the function has logged since the doctor came",
                    "Read them: 'picasso-analytics local logs NAME' on the embedded stack, CloudWatch in AWS;"
                            + " 'picasso-analytics explain CODE' says what a code means.",
                    List.of(CLOUDWATCH, QUEUE_PATH),
                    Limit.none("errors")),
            check(
                    PARTITIONS,
                    "objects of the lake that lie outside the folders tenant_id=/year=/month=/day=, or in those of a"
                            + " tenant nobody knows",
                    "Athena does not see them. Move them to the folder of their tenant and day, or out of analytics/;"
                            + " 'picasso-analytics tenant add' makes a tenant known.",
                    List.of(BUCKETS, TENANTS),
                    Limit.none("misplaced"),
                    Limit.none("unknown_tenants")),
            check(
                    FORMAT,
                    "lines of the newest objects of the lake that are no event in a line of JSON",
                    "Look at the object that is named. What wrote it is not this processor: it writes one event a line.",
                    List.of(PARTITIONS),
                    Limit.none("bad_lines"),
                    Limit.none("unreadable")),
            check(
                    ATHENA_ROWS,
                    "lines of a day of the lake that Athena does not see",
                    "Look at the table with 'picasso-analytics provision plan lake', and at the objects of that day.",
                    List.of(CATALOG, FORMAT),
                    Limit.none("unseen")),
            check(
                    CLEAN,
                    "what is left of the doctor's own events: objects, rows, mappings",
                    "Run the doctor again; it begins by removing what is left.",
                    List.of(),
                    Limit.none("left")));

    private DoctorChecks() {}

    /** All of them. */
    public static List<Check> all() {
        return ALL;
    }

    private static Check answers(String id, String service) {
        return check(
                id,
                "whether " + service + " answers, and lets us",
                "Look at the reason: an endpoint or region that is wrong, a network that is down, credentials that are"
                        + " missing or expired, or a permission.",
                List.of(),
                Limit.exactly("answers", 1));
    }

    private static Check check(String id, String measures, String remedy, List<String> needs, Limit... limits) {
        return new Check(id, measures, needs, List.of(limits), 1, remedy, List.of());
    }
}
