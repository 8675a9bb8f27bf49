package io.picasso.analytics.key;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a lake object: {@code analytics/tenant_id=…/year=…/month=…/day=…/name.json}, or {@code name.json.gz}.
 *
 * @param tenantId the tenant the events belong to
 * @param day the UTC day they occurred on
 * @param name the file name without its ending
 * @param ending {@code .json} as the processor writes it, {@code .json.gz} as compaction does
 */
public record LakeKey(String tenantId, LocalDate day, String name, String ending) {
    /** The folder of the lake in its bucket. */
    public static final String PREFIX = "analytics/";

    private static final String PLAIN = ".json";
    private static final String GZIP = ".json.gz";
    private static final String COMPACT = "compact-";
    private static final Pattern FIRST = Pattern.compile("(?:compact-)?(\\d{1,15})_.*");

    private static final Pattern FORM = Pattern.compile(
            "analytics/tenant_id=([A-Za-z0-9_-]{1,50})/(year=.{4}/month=.{2}/day=.{2}/)([^/]+?)(\\.json|\\.json\\.gz)");

    /** A plain object, as the processor writes it. */
    public LakeKey(String tenantId, LocalDate day, String name) {
        this(tenantId, day, name, PLAIN);
    }

    /**
     * The path for a set of events of one tenant and day. The same set has the same path, so that writing it again
     * replaces it; two sets never share one, because the name is made of what makes each event itself, not of ids a
     * producer may use twice.
     */
    public static LakeKey of(Collection<Event> events) {
        Event first = events.stream().min(Event.BY_TIME).orElseThrow();
        String hash = ContentHash.of(events.stream()
                .map(e -> e.session() + "/" + e.fingerprint() + "/" + e.eventId())
                .toList());
        Instant start = first.occurredAt();
        return new LakeKey(first.tenant().id(), UtcTime.day(start), start.toEpochMilli() + "_" + hash);
    }

    /**
     * The path for a compacted object: lines of a tenant's day, in the order in which they stand. The same lines have
     * the same path.
     *
     * @param first about when the earliest of them occurred; it only sorts the objects
     * @param sha256 over the lines
     */
    public static LakeKey compacted(String tenantId, LocalDate day, Instant first, byte[] sha256) {
        return new LakeKey(tenantId, day, COMPACT + first.toEpochMilli() + "_" + ContentHash.name(sha256), GZIP);
    }

    /** When the first event of the object occurred, by its name; empty when the name does not tell. */
    public Optional<Instant> first() {
        Matcher matcher = FIRST.matcher(name);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    /** Whether compaction wrote it. */
    public boolean isCompacted() {
        return ending.equals(GZIP) && name.startsWith(COMPACT);
    }

    /** Reads a path; empty when it is not a lake object's. */
    public static Optional<LakeKey> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        return matcher.matches()
                ? DayPath.parse(matcher.group(2))
                        .map(day -> new LakeKey(matcher.group(1), day, matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }

    /** The folder of a tenant. */
    public static String prefix(String tenantId) {
        if (!Tenant.isId(tenantId)) {
            throw new IllegalArgumentException("not a tenant id: '" + tenantId + "'");
        }
        return PREFIX + "tenant_id=" + tenantId + "/";
    }

    /** The folder of a tenant's day. */
    public static String prefix(String tenantId, LocalDate day) {
        return prefix(tenantId) + DayPath.of(day);
    }

    /** The path as it stands in the bucket. */
    @Override
    public String toString() {
        return prefix(tenantId, day) + name + ending;
    }
}
