package io.picasso.analytics.gate;

import io.picasso.analytics.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks whether records are the chain they were written as, one after the other in the order of their places. It sees
 * every change of a record and every one that is missing before the last; that the last ones were taken away it sees only
 * when it is told where the chain ended.
 */
public final class EvidenceChain {
    /**
     * Where a chain is broken.
     *
     * @param place the record's place, from 1, by its name
     * @param why what is wrong with it, one sentence
     */
    public record Break(int place, String why) {}

    private int places;
    private int last;
    private String hash = EvidenceRecord.FIRST;
    private Optional<Break> found = Optional.empty();

    /**
     * Looks at the next record. After the first that is wrong nothing more is looked at: what follows cannot be right.
     *
     * @param place the place in its name
     * @param text its bytes as they are stored
     * @param parsed what they say; empty when they are no JSON
     */
    public void add(int place, byte[] text, Optional<JsonValue> parsed) {
        places++;
        if (found.isPresent()) {
            return;
        }
        Optional<EvidenceRecord> read = parsed.flatMap(EvidenceRecord::read);
        if (place != last + 1) {
            found = Optional.of(new Break(last + 1, "the record is missing"));
        } else if (read.isEmpty()) {
            found = Optional.of(new Break(place, "it is no record of evidence"));
        } else if (!Arrays.equals(read.get().text(), text)) {
            found = Optional.of(new Break(place, "it is not what was written: its hash is another one"));
        } else if (read.get().number() != place || !read.get().previous().equals(hash)) {
            found = Optional.of(new Break(place, "it does not follow the record before it"));
        } else {
            last = place;
            hash = read.get().hash();
        }
    }

    /**
     * Says where the chain ended when somebody looked before.
     *
     * @param place the last record's place then
     * @param then its hash
     */
    public void endedAt(int place, String then, Optional<EvidenceRecord> there) {
        if (found.isEmpty() && (there.isEmpty() || !there.get().hash().equals(then))) {
            found = Optional.of(new Break(
                    place, there.isEmpty() ? "it was there, and is missing" : "it had another hash: " + then));
        }
    }

    /** Records that were looked at, or stand behind one that is wrong. */
    public int records() {
        return places;
    }

    /** Records from the first on that are as they were written. */
    public int sound() {
        return last;
    }

    /** The hash of the last sound record, to be kept elsewhere. */
    public String hash() {
        return hash;
    }

    /** The first record that is wrong; empty when none is. */
    public Optional<Break> broken() {
        return found;
    }
}
