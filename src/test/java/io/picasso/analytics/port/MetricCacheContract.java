package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.port.MetricCache.Entry;
import io.picasso.analytics.port.MetricCache.Key;
import io.picasso.analytics.port.MetricCache.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every cache of metrics does. */
public abstract class MetricCacheContract {
    protected static final Instant NOW = Instant.parse("2025-12-28T09:00:00.123Z");
    private static final Key KEY = new Key("DEM000001", MetricName.FORMS_SUMMARY, "7d");

    /** An empty cache in which it is that moment. */
    protected abstract MetricCache cache(Instant now);

    @Test
    void whatWasPutIsFoundUnderItsKeyOnly() {
        MetricCache cache = cache(NOW);
        JsonObject data = Core.object(
                "{\"a\":1,\"rate\":33.3,\"none\":null,\"flag\":true,\"text\":\"\",\"list\":[{\"x\":\"\\u00e9\"},[],{}]}");

        cache.put(KEY, data, NOW);

        Entry found = cache.find(KEY).orElseThrow();
        assertThat(found.updatedAt()).contains(NOW);
        assertThat(canonical(found.data())).isEqualTo(canonical(data));
        assertThat(cache.find(new Key("DEM000002", KEY.metric(), KEY.range()))).isEmpty();
        assertThat(cache.find(new Key(KEY.tenantId(), KEY.metric(), "30d"))).isEmpty();
        assertThat(cache.find(new Key(KEY.tenantId(), MetricName.ANALYTICS_SUMMARY, KEY.range())))
                .isEmpty();
    }

    @Test
    void aLaterPutReplacesTheWhole() {
        MetricCache cache = cache(NOW);
        cache.put(KEY, Core.object("{\"old\":1,\"both\":1}"), NOW.minusSeconds(3_600));

        cache.put(KEY, Core.object("{\"both\":2}"), NOW);

        assertThat(cache.find(KEY)).contains(new Entry(Core.object("{\"both\":2}"), Optional.of(NOW)));
    }

    @Test
    void afterADayItIsNotThere() {
        cache(NOW).put(KEY, Core.object("{\"a\":1}"), NOW.minus(Duration.ofHours(24)));

        assertThat(cache(NOW).find(KEY)).isEmpty();
        assertThat(cache(NOW).list(KEY.tenantId())).isEmpty();
        assertThat(cache(NOW.minusSeconds(1)).find(KEY)).isPresent();
    }

    @Test
    void theLastAggregationIsKeptBesideTheMetrics() {
        MetricCache cache = cache(NOW);
        assertThat(cache.lastAggregation(KEY.tenantId())).isEmpty();

        cache.put(KEY, Core.object("{\"a\":1}"), NOW);
        cache.putLastAggregation(KEY.tenantId(), Core.object("{\"metrics_updated\":48}"), NOW.plusMillis(1));

        assertThat(cache.lastAggregation(KEY.tenantId()))
                .contains(new Entry(Core.object("{\"metrics_updated\":48}"), Optional.of(NOW.plusMillis(1))));
        assertThat(cache.list(KEY.tenantId()))
                .containsExactly(
                        new Listed("forms_summary#7d", Optional.of(NOW)),
                        new Listed("last_aggregation", Optional.of(NOW.plusMillis(1))));
        assertThat(cache.list("DEM000002")).isEmpty();
    }

    private static String canonical(JsonObject object) {
        StringBuilder text = new StringBuilder();
        JsonText.canonical(object, text);
        return text.toString();
    }
}
