package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.QuarantineKey;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks through the quarantine for what a tenant sent. What another tenant sent is never shown. */
final class QuarantineSearch {
    /** What fits into the memory of a short command. */
    private static final int MOST = 100_000;

    private final ObjectStore lake;
    private final JsonParser parser;
    private final LakeObjects objects;

    QuarantineSearch(ObjectStore lake, JsonParser parser) {
        this.lake = lake;
        this.parser = parser;
        this.objects = new LakeObjects(lake);
    }

    /** What names the tenant, rejected on one of the days. */
    List<Quarantined> ofTenant(Tenant tenant, Set<LocalDate> days) {
        return search(days, text -> mentions(text, tenant.hash()) || mentions(text, tenant.id()), tenant);
    }

    /** What names the session and no other tenant, rejected on one of the days. */
    List<Quarantined> ofSession(Tenant tenant, SessionId session, Set<LocalDate> days) {
        return search(days, text -> mentions(text, session.value()), tenant).stream()
                .filter(found -> found.session().map(session::equals).orElse(true))
                .toList();
    }

    private List<Quarantined> search(Set<LocalDate> days, Predicate<String> meant, Tenant tenant) {
        List<Quarantined> found = new ArrayList<>();
        lake.stream(QuarantineKey.PREFIX)
                .map(ObjectStore.Listed::path)
                .filter(path -> QuarantineKey.day(path).filter(days::contains).isPresent())
                .forEach(path -> read(path, meant, tenant, found));
        return found;
    }

    private void read(String path, Predicate<String> meant, Tenant tenant, List<Quarantined> found) {
        objects.lines(path)
                .ifPresent(lines ->
                        lines.forEachRemaining(line -> read(line, meant, tenant).ifPresent(found::add)));
        if (found.size() > MOST) {
            throw Failure.of(FailureCode.INVALID_INPUT, "More than " + MOST + " inputs were rejected in this range")
                    .where(lake.name() + "/" + QuarantineKey.PREFIX)
                    .next("Take a shorter range, or empty the quarantine first with 'process quarantine'.");
        }
    }

    private Optional<Quarantined> read(SourceLine line, Predicate<String> meant, Tenant tenant) {
        Optional<JsonObject> rejected = object(line.text());
        Optional<String> original = rejected.flatMap(r -> r.text("original")).filter(meant);
        if (rejected.isEmpty() || original.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonObject> event = object(original.get().getBytes(StandardCharsets.UTF_8));
        if (event.filter(value -> isOfAnother(value, tenant)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Quarantined(
                line.place(),
                rejected.get().text("reason").orElse("unknown"),
                rejected.get().text("detail").orElse(""),
                rejected.get().text("message_id").orElse(""),
                event.flatMap(value -> value.text("session_id")).flatMap(SessionId::parse)));
    }

    private Optional<JsonObject> object(byte[] text) {
        JsonValue value = parser.parse(text).either(read -> read, (reason, detail) -> JsonNull.NULL);
        return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** The widget writes the hash under {@code tenant_id}. */
    private static boolean isOfAnother(JsonObject event, Tenant tenant) {
        return Stream.of("tenant_hash", "tenant_id")
                .flatMap(name -> event.text(name).stream())
                .anyMatch(claim -> !claim.equals(tenant.hash()) && !claim.equals(tenant.id()));
    }

    /** As a whole text, also in JSON that was cut off. */
    private static boolean mentions(String text, String value) {
        return text.contains("\"" + value + "\"") || text.contains("\\\"" + value + "\\\"");
    }
}
