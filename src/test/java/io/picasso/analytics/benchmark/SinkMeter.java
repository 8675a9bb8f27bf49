package io.picasso.analytics.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what is written to a sink: calls, items, and write units by DynamoDB's rules. An item whose JSON is not over a
 * kilobyte is not over a kilobyte itself, because JSON adds and never leaves out; only others are taken apart and
 * weighed. For one thread.
 */
final class SinkMeter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNIT_BYTES = 1024;
    private static final long TENTH_NANOS = 100_000_000;

    /** Prefixes, hash, time and a session id, which has 128 characters at most. */
    private static final int LONGEST_KEY = 256;

    private static final byte[] PUT = bytes("{\"PutRequest\":");
    private static final byte[] INSERT = bytes("\"INSERT INTO ");
    private static final byte[] VALUES = bytes("\"ExpressionAttributeValues\":");

    /** The events table has an index that takes every row too. */
    private static final int EVENT_ROWS = 2;

    private final Map<String, Long> calls = new TreeMap<>();
    private long items;
    private long units;
    private long bytes;
    private long refused;
    private int stormEnds;
    private final List<Long> tenths = new ArrayList<>();
    private long since = System.nanoTime();

    /** Counts a call; the write units it takes. */
    int count(String operation, byte[] body) throws IOException {
        calls.merge(operation, 1L, Long::sum);
        bytes += body.length;
        int written = switch (operation) {
            case "BatchWriteItem" -> batch(body);
            case "PutItem" -> {
                items++;
                yield EVENT_ROWS
                        * (body.length <= UNIT_BYTES
                                ? 1
                                : weigh(JSON.readTree(body).path("Item")));
            }
            case "BatchExecuteStatement" -> {
                int inserted = inserts(body);
                items += inserted;
                yield inserted;
            }
            case "UpdateItem" -> {
                items++;
                yield update(body);
            }
            default -> 0;
        };
        units += written;
        int tenth = tenth(System.nanoTime());
        while (tenths.size() <= tenth) {
            tenths.add(0L);
        }
        tenths.set(tenth, tenths.get(tenth) + written);
        return written;
    }

    private int tenth(long time) {
        return (int) ((time - since) / TENTH_NANOS);
    }

    /** A storm of throttling ends then. */
    void storm(long until) {
        stormEnds = tenth(until);
    }

    /** Counts a call that was throttled. */
    void refuse() {
        refused++;
    }

    private int batch(byte[] body) throws IOException {
        int written = 0;
        int at = find(body, PUT, 0);
        while (at >= 0) {
            // In a text the quotes would be escaped: this can only be the next request.
            int next = find(body, PUT, at + PUT.length);
            int end = next < 0 ? body.length : next;
            items++;
            written += EVENT_ROWS * (end - at <= UNIT_BYTES ? 1 : weighPut(body, at));
            at = next;
        }
        return written;
    }

    /** How many rows a batch of statements inserts; anchors and summaries, each far below a kilobyte. */
    static int inserts(byte[] body) {
        int count = 0;
        for (int at = find(body, INSERT, 0); at >= 0; at = find(body, INSERT, at + INSERT.length)) {
            count++;
        }
        if (body.length > count * UNIT_BYTES) {
            throw new IllegalStateException("rows of more than a kilobyte are not weighed here");
        }
        return count;
    }

    private static int weighPut(byte[] body, int from) throws IOException {
        try (var parser = JSON.createParser(body, from, body.length - from)) {
            JsonNode put = JSON.readTree(parser);
            return weigh(put.path("PutRequest").path("Item"));
        }
    }

    /** Nothing is in the item that is not among the values, which stand last, or in the key. */
    private static int update(byte[] body) throws IOException {
        int values = find(body, VALUES, 0);
        if (values >= 0 && body.length - values + LONGEST_KEY <= UNIT_BYTES) {
            return 1;
        }
        JsonNode request = JSON.readTree(body);
        return units(weight(request.path("Key")) + weight(request.path("ExpressionAttributeValues")));
    }

    private static int weigh(JsonNode item) {
        return units(weight(item));
    }

    private static int units(int weight) {
        return Math.max(1, (weight + UNIT_BYTES - 1) / UNIT_BYTES);
    }

    private static int weight(JsonNode item) {
        int weight = 0;
        for (Map.Entry<String, JsonNode> attribute : item.properties()) {
            JsonNode value = attribute.getValue();
            String text = value.path("S").asText("");
            String number = value.path("N").asText("");
            weight += length(attribute.getKey()) + Math.max(1, length(text) + Math.min(21, number.length()));
        }
        return weight;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Everything counted so far, as a line of JSON. */
    String report() throws IOException {
        return JSON.writeValueAsString(new SinkCounts(calls, items, units, bytes, tenths, refused, stormEnds));
    }

    void reset() {
        calls.clear();
        items = 0;
        units = 0;
        bytes = 0;
        refused = 0;
        stormEnds = 0;
        tenths.clear();
        since = System.nanoTime();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where a text stands; -1 when it does not. */
    static int find(byte[] in, byte[] text, int from) {
        outer:
        for (int i = from; i <= in.length - text.length; i++) {
            for (int j = 0; j < text.length; j++) {
                if (in[i + j] != text[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
