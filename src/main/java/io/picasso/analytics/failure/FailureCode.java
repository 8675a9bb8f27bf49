package io.picasso.analytics.failure;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every failure an operator can meet, each with a stable number, the exit status it ends with, and the text that
 * {@code explain PA-nnn} prints without a network.
 *
 * <p>Numbers are never reused: 1xx usage and configuration, 2xx the environment and its resources, 3xx input data,
 * 4xx refusals, 5xx services, 9xx bugs.
 */
public enum FailureCode {
    BAD_USAGE(
            101,
            ExitStatus.USAGE,
            "The command line is wrong",
            "An option or argument is missing, unknown, or has a value that cannot be read.",
            "Run the command with --help; it shows an example."),
    BAD_CONFIGURATION(
            102,
            ExitStatus.USAGE,
            "The configuration is wrong",
            "A configuration file, a variable or a setting cannot be used as it stands.",
            "Run 'picasso-analytics config validate'; it names the file, the line and the key."),
    UNKNOWN_ENVIRONMENT(
            103,
            ExitStatus.USAGE,
            "The environment is not known",
            "The name given with --env is neither 'local' nor in the configuration file.",
            "Run 'picasso-analytics config show' to see which environments there are, or add it to the file."),
    BAD_QUERY(
            104,
            ExitStatus.USAGE,
            "The --query expression is wrong",
            "The text given with --query is not a valid JMESPath expression.",
            "Try the expression on 'items[0]' first; strings stand in single quotes."),
    RESOURCE_MISSING(
            201,
            ExitStatus.NOT_FOUND,
            "A table, queue or bucket is not there",
            "The environment has not been provisioned, or names another resource.",
            "Run 'picasso-analytics provision plan' to see what is missing, then 'provision apply'."),
    RESOURCE_CONFLICT(
            202,
            ExitStatus.REFUSED,
            "A resource exists and is of another shape",
            "A table or queue of that name is there, but its keys or indexes are not the declared ones."
                    + " It is never touched, because it may hold somebody's data.",
            "Choose another name in the configuration, or move the other resource away yourself."),
    DRIFT(
            203,
            ExitStatus.CHECK_FAILED,
            "The environment differs from what is declared",
            "At least one resource is missing or has other settings than declared.",
            "Run 'picasso-analytics provision plan' to see each difference, then 'provision apply'."),
    STACK_FAILED(
            210,
            ExitStatus.UNAVAILABLE,
            "The embedded stack did not start",
            "The local process that runs the engines ended early or did not answer in time.",
            "Run 'picasso-analytics local logs' to see why, then 'local start' again."),
    STACK_OWNED(
            211,
            ExitStatus.REFUSED,
            "The state folder belongs to another running stack",
            "Two stacks on one folder would destroy each other's data, so the second is refused.",
            "Stop the first with 'picasso-analytics local stop', or give another --state-dir."),
    STACK_PART_MISSING(
            212,
            ExitStatus.USAGE,
            "DynamoDB Local is not on this machine",
            "Its licence does not allow it to be shipped with this program, so it is fetched once, by Maven,"
                    + " and kept in your cache.",
            "Connect to the network once and run 'picasso-analytics local start' with Maven on the PATH."),
    PORT_IN_USE(
            213,
            ExitStatus.REFUSED,
            "A port of the embedded stack is in use",
            "Another program listens on the port that was asked for.",
            "Give another port with --port-dynamodb, --port-s3, --port-sqs, --port-athena or --port-lambda, or none:"
                    + " then a free one is taken."),
    FOREIGN_FOLDER(
            214,
            ExitStatus.USAGE,
            "The folder belongs to something else",
            "A state folder is used by the embedded stack alone, because a reset deletes what is in it.",
            "Give an empty or new folder with --state-dir."),
    NOT_FOUND(
            301,
            ExitStatus.NOT_FOUND,
            "There is no such thing",
            "Nothing with that name or id is visible in this environment and for this tenant.",
            "Check --env and --tenant; rows past their retention are not shown."),
    SOME_RECORDS_REJECTED(
            302,
            ExitStatus.SOME_REJECTED,
            "Some records were rejected",
            "The rest was processed. The rejected ones are kept in quarantine with their reason and position.",
            "Mend the cause and run 'picasso-analytics process quarantine'."),
    UNREADABLE_INPUT(
            303,
            ExitStatus.USAGE,
            "The input cannot be read",
            "The file is not there, may not be read, or is not what its name says.",
            "Check the path, and that the file is whole; gzip is recognised by its content."),
    INVALID_INPUT(
            304,
            ExitStatus.USAGE,
            "A value is not of the form it must have",
            "An id, a date, a cursor or another value does not match its rule.",
            "The message names the value and the rule."),
    UNUSABLE_FILE(
            305,
            ExitStatus.USAGE,
            "A file or folder cannot be used",
            "It is not there, is of another kind, is read-only, or the disk is full.",
            "Check the path that is named, its rights and the space on its disk."),
    CONFIRMATION_NEEDED(
            401,
            ExitStatus.REFUSED,
            "The change was not confirmed",
            "Deleting asks to type the name. Without a terminal it needs --yes and, in a protected environment,"
                    + " --confirm NAME.",
            "Look at the plan with --dry-run, then run the command again with the confirmation."),
    CONCURRENT_CHANGE(
            402,
            ExitStatus.REFUSED,
            "Somebody else changed it in between",
            "What is there is no longer what the plan was made from.",
            "Look at the difference and run the command again."),
    PROTECTED(
            403,
            ExitStatus.REFUSED,
            "The resource is protected against deletion",
            "A table has deletion protection on, or a bucket holds objects. Neither is deleted by accident.",
            "If it shall really go, take the protection off yourself, or read the command's --help."),
    TABLES_OFF(
            404,
            ExitStatus.REFUSED,
            "Writing the session tables is switched off",
            "The setting dynamodb_write_enabled is false, so that nothing writes the session tables.",
            "Switch it on in the configuration, or for one run with --set dynamodb_write_enabled=true."),
    RUN_BUSY(
            407,
            ExitStatus.REFUSED,
            "The backfill run is in use",
            "A run is worked on by one process at a time, and a name is given once.",
            "See who works on it with 'picasso-analytics backfill status'; pause or stop that process first."),
    TOO_MANY_ERRORS(
            405,
            ExitStatus.REFUSED,
            "Too many records were rejected",
            "The limit given with --max-errors was reached, and the run stopped. What it wrote is in the tables.",
            "Look at the file of bad records; then resume the run with a higher --max-errors, or correct the input."),
    TOO_EXPENSIVE(
            406,
            ExitStatus.REFUSED,
            "It would cost more than allowed",
            "The limit given with --max-cost or --max-scan was reached. What was written before is in the tables.",
            "Look at 'backfill plan'; then resume the run with a higher limit, or choose less."),
    SCAN_LIMIT(
            420,
            ExitStatus.REFUSED,
            "A query reads more than it may",
            "Athena bills by the bytes a query reads, and this one reads, or would read, more than the limit allows.",
            "Ask for fewer days or one tenant, or allow more."),
    WRITES_ON(
            440,
            ExitStatus.REFUSED,
            "Writing the session tables is switched on",
            "The session tables are deleted only when nothing writes them: the function's own environment says that it"
                    + " does.",
            "Switch it off first with 'picasso-analytics rollback level1'."),
    NO_BACKUP(
            442,
            ExitStatus.REFUSED,
            "The engine knows no backups",
            "A backup of the tables was asked for before they go, and the engine has none: DynamoDB Local has not,"
                    + " DynamoDB in AWS has.",
            "Run the command without --backup: the lake has every event of the tables, and 'backfill run' fills them"
                    + " from it."),
    FUNCTION_BUSY(
            441,
            ExitStatus.UNAVAILABLE,
            "Another update of the function is under way",
            "Lambda makes one update of a function after the other, and this one was not made.",
            "Wait until 'picasso-analytics deploy status' shows that it has settled, then run the command again."),
    BAD_TOKEN(
            460,
            ExitStatus.DENIED,
            "The token proves nothing",
            "It was not signed with the environment's key, has expired or is not valid yet, was revoked, or names no"
                    + " tenant that is known.",
            "Log in again, or make a new one with 'picasso-analytics token mint'."),
    GATE_CLOSED(
            480,
            ExitStatus.REFUSED,
            "The phase before has not passed",
            "Each phase of the rollout begins only when the last run of the one before has passed.",
            "Run the phase before, or go on all the same with --override REASON; the reason is kept with the evidence."),
    GATE_BUSY(
            481,
            ExitStatus.REFUSED,
            "Another run of a gate is under way",
            "Two runs at once would find each other's probes.",
            "Wait for the other to end. A run that was killed is taken over at once on its own machine, and elsewhere"
                    + " when it was silent for ten minutes."),
    EVIDENCE_ALTERED(
            482,
            ExitStatus.CHECK_FAILED,
            "The evidence is not what was written",
            "Each record of evidence holds the hash of the one before, and one of them does not fit.",
            "Run 'picasso-analytics gate verify' to see which, and find out who changed it. A gate goes on only with"
                    + " --override REASON."),
    SERVICE_UNAVAILABLE(
            501,
            ExitStatus.UNAVAILABLE,
            "A service did not answer",
            "The endpoint is not reachable, timed out, or answered with an error of its own.",
            "It is safe to run the command again. 'picasso-analytics local status' shows the embedded stack."),
    THROTTLED(
            502,
            ExitStatus.UNAVAILABLE,
            "A service is throttling",
            "More was asked of a table, index or queue than it allows at the moment.",
            "It is safe to run the command again; wait a little or lower the rate."),
    DENIED(
            503,
            ExitStatus.DENIED,
            "Credentials are missing or not allowed to do this",
            "The default credential chain found no credentials, or the identity lacks the permission.",
            "Check the setting 'profile' and the identity behind it; the message names the action."),
    OUT_OF_TIME(
            504,
            ExitStatus.UNAVAILABLE,
            "A function's time was not enough",
            "Lambda gives a call so many seconds. What was not known to be safe by then was handed back, and comes again.",
            "It is safe as it is. When it happens often, look at S3 and DynamoDB, or give the function more time."),
    QUERY_FAILED(
            520,
            ExitStatus.UNAVAILABLE,
            "A query of the lake failed",
            "Athena took the query and could not answer it, or did not understand it.",
            "The reason is Athena's own. Run 'picasso-analytics provision plan lake' to see whether the table is as"
                    + " declared."),
    OUTCOME_UNKNOWN(
            540,
            ExitStatus.UNAVAILABLE,
            "It is not known whether the change was made",
            "The request was sent, no answer came, and what is there could not be read afterwards.",
            "Look with 'picasso-analytics rollback status' and 'picasso-analytics deploy status' before anything else is"
                    + " changed."),
    UPDATE_FAILED(
            541,
            ExitStatus.UNAVAILABLE,
            "Lambda could not bring the function up to date",
            "The update was taken, and failed afterwards; the message has Lambda's own reason.",
            "Mend the reason and run the command again; 'picasso-analytics deploy status' shows the function."),
    INTERRUPTED(
            901,
            ExitStatus.INTERRUPTED,
            "Interrupted",
            "The command was stopped before its end.",
            "Where there is something to resume, the command to do it was printed."),
    FAULT(
            999,
            ExitStatus.FAULT,
            "A bug in this program",
            "Something happened that must not happen.",
            "Run it again with -vv and report what it prints.");

    private final int number;
    private final ExitStatus exitStatus;
    private final String title;
    private final String meaning;
    private final String remedy;

    FailureCode(int number, ExitStatus exitStatus, String title, String meaning, String remedy) {
        this.number = number;
        this.exitStatus = exitStatus;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The published form, {@code PA-nnn}. */
    public String id() {
        return "PA-" + number;
    }

    public ExitStatus exitStatus() {
        return exitStatus;
    }

    /** One short sentence without a full stop. */
    public String title() {
        return title;
    }

    /** What is behind it, for {@code explain}. */
    public String meaning() {
        return meaning;
    }

    /** What to do next, for {@code explain} and where a failure brings no step of its own. */
    public String remedy() {
        return remedy;
    }

    /** Finds a code by its published form, in any case, with or without the prefix; empty when there is none. */
    public static Optional<FailureCode> find(String id) {
        String digits = id.toUpperCase(java.util.Locale.ROOT).replaceFirst("^PA-", "");
        return Arrays.stream(values())
                .filter(code -> Integer.toString(code.number).equals(digits))
                .findFirst();
    }
}
