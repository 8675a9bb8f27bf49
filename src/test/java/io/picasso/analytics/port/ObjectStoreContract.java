package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.port.ObjectStore.Listed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ObjectStore} must hold. */
public abstract class ObjectStoreContract {
    private static final String TYPE = "application/x-ndjson";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A folder that no other test uses. */
    protected final String folder = "contract/" + COUNT.incrementAndGet() + "/";

    /** The store; the same bucket each time. */
    protected abstract ObjectStore store();

    @Test
    void whatIsReadIsWhatWasPut() {
        byte[] content = new byte[3 * 1024 * 1024];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        store().put(folder + "a.bin", content, TYPE);

        assertThat(store().get(folder + "a.bin"))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
    }

    @Test
    void anEmptyObjectIsThere() {
        store().put(folder + "empty", new byte[0], TYPE);

        assertThat(store().get(folder + "empty"))
                .hasValueSatisfying(read -> assertThat(read).isEmpty());
        assertThat(store().stream(folder)).containsExactly(new Listed(folder + "empty", 0));
    }

    @Test
    void puttingAgainReplaces() {
        put("a", "first, and longer");
        put("a", "second");

        assertThat(read("a")).isEqualTo("second");
        assertThat(store().stream(folder)).containsExactly(new Listed(folder + "a", 6));
    }

    @Test
    void whatIsCreatedIsNeverReplaced() {
        byte[] mine = "mine".getBytes(StandardCharsets.UTF_8);
        byte[] other = "other".getBytes(StandardCharsets.UTF_8);

        assertThat(store().create(folder + "a", mine, TYPE)).isTrue();
        assertThat(store().create(folder + "a", other, TYPE)).isFalse();
        assertThat(read("a")).isEqualTo("mine");
        assertThat(store().create(folder + "a", mine, TYPE))
                .as("the answer to the first was lost")
                .isTrue();
    }

    @Test
    void ofManyWhoCreateOneGetsThrough() {
        long made = IntStream.range(0, 8)
                .parallel()
                .filter(i -> store().create(folder + "a", ("" + i).getBytes(StandardCharsets.UTF_8), TYPE))
                .count();

        assertThat(made).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store().get(folder + "nothing")).isEmpty();
    }

    @Test
    void aDeletedObjectIsGoneAndDeletingAgainIsNoFailure() {
        put("a", "x");
        store().delete(folder + "a");
        store().delete(folder + "a");

        assertThat(store().get(folder + "a")).isEmpty();
        assertThat(store().stream(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant_id=COFFEE001/year=2025/month=12/day=28/1766913302481_0123456789ab.json",
                "a b+c%20d&e=f;g,h@i:j",
                "\u00e9\u4e2d\ud83d\ude00.json",
                "dots/..hidden/.../end."
            })
    void pathsAreKeptAsTheyAre(String name) {
        put(name, "x");

        assertThat(read(name)).isEqualTo("x");
        assertThat(store().stream(folder)).containsExactly(new Listed(folder + name, 1));
        store().delete(folder + name);
        assertThat(store().stream(folder)).isEmpty();
    }

    @Test
    void aListHasWhatStartsWithThePrefixInTextOrder() {
        List.of("b/2", "b/1", "a", "c", "b0", "b-", "B", "b/10").forEach(name -> put(name, name));

        assertThat(paths("b/")).containsExactly("b/1", "b/10", "b/2");
        assertThat(paths("b")).containsExactly("b-", "b/1", "b/10", "b/2", "b0");
        assertThat(paths("x")).isEmpty();
    }

    @Test
    void aListGoesOnAfterTheFirstThousand() {
        IntStream.range(0, 1_050).parallel().forEach(i -> put(String.format("n%04d", i), "x"));

        assertThat(paths("n")).hasSize(1_050).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theEndOfAListIsTheEnd() {
        var empty = store().list(folder + "none");

        assertThat(empty.hasNext()).isFalse();
        assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class);
    }

    private void put(String name, String text) {
        store().put(folder + name, text.getBytes(StandardCharsets.UTF_8), TYPE);
    }

    private String read(String name) {
        return new String(store().get(folder + name).orElseThrow(), StandardCharsets.UTF_8);
    }

    private List<String> paths(String prefix) {
        return store().stream(folder + prefix)
                .map(listed -> listed.path().substring(folder.length()))
                .toList();
    }
}
