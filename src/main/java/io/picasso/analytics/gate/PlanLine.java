package io.picasso.analytics.gate;

/**
 * Every line of the plan that has to be proven: each item of its gates and its testing sections, its success criteria,
 * and what its reviewers asked for, in the plan's words.
 */
public enum PlanLine {
    T1_5("Phase 1 testing", "1.5", "Verify tables are ACTIVE"),
    T1_6_WRITE_READ("Phase 1 testing", "1.6 write/read", "Test manual write to picasso-session-events and verify read"),
    T1_6_INDEX("Phase 1 testing", "1.6 index", "Test GSI query"),
    T1_6_SUMMARIES("Phase 1 testing", "1.6 summaries", "Test manual write to picasso-session-summaries"),
    T1_6_RANGE("Phase 1 testing", "1.6 range", "Verify SK range query works"),
    T1_6_CLEANUP("Phase 1 testing", "1.6 cleanup", "Cleanup test data"),
    G1_1("Phase 1 gate", "1", "Both tables showing ACTIVE status"),
    G1_2("Phase 1 gate", "2", "TTL enabled on both tables"),
    G1_3("Phase 1 gate", "3", "Manual write/read successful on both tables"),
    G1_4("Phase 1 gate", "4", "GSI query working on picasso-session-events"),
    G1_5("Phase 1 gate", "5", "SK range query working on picasso-session-summaries"),
    T2_7("Phase 2 testing", "2.7", "Run unit tests"),
    T2_8("Phase 2 testing", "2.8", "Run concurrent write test"),
    G2_1("Phase 2 gate", "1", "All new functions implemented"),
    G2_2("Phase 2 gate", "2", "Unit tests passing (100% coverage on new code)"),
    G2_3("Phase 2 gate", "3", "Concurrent write test confirms atomic operations work"),
    G2_4("Phase 2 gate", "4", "No regressions in existing S3 write functionality"),
    T3_4("Phase 3 testing", "3.4", "Send test event via SQS; verify S3 write succeeds"),
    T3_5("Phase 3 testing", "3.5", "Check CloudWatch logs"),
    T3_6("Phase 3 testing", "3.6", "Measure baseline latency (note average execution time)"),
    G3_1("Phase 3 gate", "1", "Lambda deployed successfully"),
    G3_2("Phase 3 gate", "2", "S3 writes continue working (no regression)"),
    G3_3("Phase 3 gate", "3", "No errors in CloudWatch logs"),
    G3_4("Phase 3 gate", "4", "Baseline latency recorded: ____ms"),
    T4_2("Phase 4 testing", "4.2", "Monitor CloudWatch logs for 15 minutes"),
    T4_3("Phase 4 testing", "4.3", "Verify events in picasso-session-events"),
    T4_4("Phase 4 testing", "4.4", "Verify summaries in picasso-session-summaries"),
    T4_5("Phase 4 testing", "4.5", "Measure new latency"),
    T4_6(
            "Phase 4 testing",
            "4.6",
            "Test error isolation (simulate DynamoDB failure by using invalid table name temporarily), then verify S3 writes still succeed"),
    G4_1("Phase 4 gate", "1", "DynamoDB writes enabled"),
    G4_2("Phase 4 gate", "2", "Events appearing in picasso-session-events"),
    G4_3("Phase 4 gate", "3", "Session summaries appearing with correct atomic counters"),
    G4_4("Phase 4 gate", "4", "Latency increase acceptable (<100ms overhead)"),
    G4_5("Phase 4 gate", "5", "Error isolation confirmed (S3 unaffected by DynamoDB issues)"),
    T5_6("Phase 5 testing", "5.6", "Run unit tests"),
    T5_7("Phase 5 testing", "5.7", "Test pagination"),
    G5_1("Phase 5 gate", "1", "Session detail endpoint implemented"),
    G5_2("Phase 5 gate", "2", "Sessions list endpoint with pagination implemented"),
    G5_3("Phase 5 gate", "3", "Tenant isolation enforced on all queries"),
    G5_4("Phase 5 gate", "4", "Unit tests passing (100% coverage on new code)"),
    T6_4("Phase 6 testing", "6.4", "Test session detail endpoint"),
    T6_5("Phase 6 testing", "6.5", "Test sessions list with parameters"),
    T6_6("Phase 6 testing", "6.6", "Test pagination"),
    T6_7("Phase 6 testing", "6.7", "Test tenant isolation (should return empty/error for wrong tenant)"),
    T6_8("Phase 6 testing", "6.8", "Measure query performance"),
    G6_1("Phase 6 gate", "1", "Dashboard API deployed successfully"),
    G6_2("Phase 6 gate", "2", "/sessions/{session_id} returns full session timeline"),
    G6_3("Phase 6 gate", "3", "/sessions/list returns paginated sessions"),
    G6_4("Phase 6 gate", "4", "Pagination cursor works correctly"),
    G6_5("Phase 6 gate", "5", "Tenant isolation enforced (verified)"),
    G6_6("Phase 6 gate", "6", "Query performance <100ms"),
    T7_1(
            "Phase 7 testing",
            "7.1",
            "Full E2E test: generate a conversation, wait for SQS processing, query the session via API, verify all events present in correct order"),
    T7_2("Phase 7 testing", "7.2", "Session reconstruction test"),
    T7_3("Phase 7 testing", "7.3", "Verify atomic counters: message_count matches actual event count"),
    G7_1("Phase 7 gate (final)", "1", "E2E flow working: Events → DynamoDB → API → Response"),
    G7_2("Phase 7 gate (final)", "2", "Session reconstruction returns events in correct step order"),
    G7_3("Phase 7 gate (final)", "3", "Atomic counters accurate (message counts match)"),
    G7_4("Phase 7 gate (final)", "4", "Documentation updated"),
    G7_5("Phase 7 gate (final)", "5", "Runbook created"),
    S_1(
            "Success criteria",
            "1",
            "Table Schema: picasso-session-events created with GSI; picasso-session-summaries created without GSI"),
    S_2("Success criteria", "2", "Atomic Updates: Session summaries use UPDATE with ADD/if_not_exists (not PUT)"),
    S_3("Success criteria", "3", "Error Isolation: S3 failures raise exception; DynamoDB failures log and continue"),
    S_4("Success criteria", "4", "Sequential Writes: S3 completes before DynamoDB attempt (prevents orphan records)"),
    S_5("Success criteria", "5", "Session Detail: Query returns in <100ms for 90-day window"),
    S_6("Success criteria", "6", "Session List: Pagination working with time-range queries via SK"),
    S_7("Success criteria", "7", "Tenant Isolation: All queries validate tenant_hash from JWT"),
    S_8("Success criteria", "8", "TTL Enabled: Both tables have 90-day TTL on ttl attribute"),
    AM_1("Architect, must fix", "1", "Removed redundant GSI from picasso-session-summaries"),
    AM_2("Architect, must fix", "2", "Changed SK to SESSION#{started_at}#{session_id} for time-based queries"),
    AM_3("Architect, must fix", "3", "Added atomic UPDATE pattern for session summaries"),
    AM_4("Architect, must fix", "4", "Separated S3 vs DynamoDB error handling (sequential, not parallel)"),
    AS_1("Architect, should fix", "1", "Backfill strategy for existing S3 data"),
    AS_2("Architect, should fix", "2", "CloudWatch alarms for DynamoDB write failures"),
    AS_3("Architect, should fix", "3", "Health check endpoint for table status"),
    AS_4("Architect, should fix", "4", "Enhanced pagination with ExclusiveStartKey"),
    LM_1A("Tech lead, must fix", "1a", "Simulate 2+ MESSAGE_SENT events arriving in parallel for the same session_id"),
    LM_1B("Tech lead, must fix", "1b", "Verify atomic ADD operations don't lose counts"),
    LM_2A("Tech lead, must fix", "2a", "Which existing dashboard endpoints will be replaced?"),
    LM_2B("Tech lead, must fix", "2b", "Which new dashboard components will consume /sessions/*?"),
    LM_3A("Tech lead, must fix", "3a", "Measure current S3-only write latency"),
    LM_3B("Tech lead, must fix", "3b", "Estimate expected DynamoDB write overhead"),
    LM_3C("Tech lead, must fix", "3c", "Set alert threshold (e.g., if write time >500ms, alert)"),
    LS_4A("Tech lead, should fix", "4a", "Create session with 10 events, query picasso-session-events"),
    LS_4B("Tech lead, should fix", "4b", "Verify step order, timestamps, all events present"),
    LS_5A("Tech lead, should fix", "5a", "Deploy to staging first, verify TTL attribute is set"),
    LS_5B("Tech lead, should fix", "5b", "Confirm DynamoDB auto-deletion works (48 hour wait for first batch)"),
    LS_6(
            "Tech lead, should fix",
            "6",
            "Document Backfill Strategy: how to populate existing sessions from S3 into DynamoDB?");

    private final String section;
    private final String number;
    private final String text;

    PlanLine(String section, String number, String text) {
        this.section = section;
        this.number = number;
        this.text = text;
    }

    /** The part of the plan it stands in, such as {@code Phase 1 gate}. */
    public String section() {
        return section;
    }

    /** Its number in that part; counted from 1 where the plan gives none. */
    public String number() {
        return number;
    }

    /** What it says. */
    public String text() {
        return text;
    }
}
