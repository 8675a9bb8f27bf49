package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.EvidenceChain;
import io.picasso.analytics.gate.EvidenceRecord;
import io.picasso.analytics.gate.EvidenceText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The evidence of one environment, in its lake bucket: {@code ops/gates/evidence/00000001.json} and on. No object is ever
 * replaced; a place in the chain belongs to who creates it.
 *
 * <p>Every method throws {@link Failure} when the bucket cannot be used.
 */
public final class EvidenceStore {
    /** The folder of the records in the lake bucket. */
    public static final String FOLDER = "ops/gates/evidence/";

    private static final String TYPE = "application/json";

    private final ObjectStore store;
    private final JsonParser parser;
    private Optional<EvidenceRecord> last = Optional.empty();

    public EvidenceStore(ObjectStore store, JsonParser parser) {
        this.store = store;
        this.parser = parser;
    }

    /**
     * Writes down what happened, after everything that was written down before. When this returns, everybody can read it.
     *
     * @return its place in the chain, from 1
     * @throws Failure EVIDENCE_ALTERED when the last record cannot be read
     */
    public int append(Evidence evidence) {
        JsonObject content = EvidenceText.write(evidence);
        if (last.isEmpty()) {
            last = newest();
        }
        while (true) {
            EvidenceRecord record =
                    last.map(before -> before.next(content)).orElseGet(() -> EvidenceRecord.first(content));
            if (store.create(path(record.number()), record.text(), TYPE)) {
                last = Optional.of(record);
                return record.number();
            }
            // Somebody else was first; this one follows his.
            last = newest();
        }
    }

    private Optional<EvidenceRecord> newest() {
        return paths().values().stream().reduce((one, later) -> later).map(this::record);
    }

    private EvidenceRecord record(String path) {
        return store.get(path)
                .flatMap(this::parsed)
                .flatMap(EvidenceRecord::read)
                .orElseThrow(() -> Failure.of(FailureCode.EVIDENCE_ALTERED, "A record of evidence cannot be read")
                        .where(store.name() + "/" + path));
    }

    /** Everything that happened, in order; what cannot be understood is left out, and {@link #verify} names it. */
    public List<Evidence> all() {
        List<Evidence> all = new ArrayList<>();
        paths().values()
                .forEach(path -> store.get(path)
                        .flatMap(this::parsed)
                        .flatMap(EvidenceRecord::read)
                        .flatMap(record -> EvidenceText.read(record.content()))
                        .ifPresent(all::add));
        return all;
    }

    /**
     * Looks at every record.
     *
     * @param kept where the chain ended before, as somebody has kept it: the record's place and hash; empty where nobody
     *     has
     */
    public EvidenceChain verify(Optional<Kept> kept) {
        EvidenceChain chain = new EvidenceChain();
        SortedMap<Integer, String> paths = paths();
        paths.forEach((place, path) -> {
            byte[] text = store.get(path).orElse(new byte[0]);
            chain.add(place, text, parsed(text));
        });
        kept.ifPresent(then -> chain.endedAt(
                then.place(),
                then.hash(),
                Optional.ofNullable(paths.get(then.place()))
                        .flatMap(store::get)
                        .flatMap(this::parsed)
                        .flatMap(EvidenceRecord::read)));
        return chain;
    }

    /** The end of a chain, as it was once told. */
    public record Kept(int place, String hash) {}

    /** Where the evidence lies, for a person. */
    public String place() {
        return store.name() + "/" + FOLDER;
    }

    /** Where one record lies, for a person. */
    public String place(int number) {
        return store.name() + "/" + path(number);
    }

    private SortedMap<Integer, String> paths() {
        SortedMap<Integer, String> paths = new TreeMap<>();
        store.stream(FOLDER)
                .map(ObjectStore.Listed::path)
                .filter(path -> path.substring(FOLDER.length()).matches("\\d{8}\\.json"))
                .forEach(path ->
                        paths.put(Integer.parseInt(path.substring(FOLDER.length(), FOLDER.length() + 8)), path));
        return paths;
    }

    private Optional<JsonValue> parsed(byte[] text) {
        return parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                ? Optional.of(accepted.value())
                : Optional.empty();
    }

    private static String path(int number) {
        return FOLDER + String.format("%08d.json", number);
    }
}
