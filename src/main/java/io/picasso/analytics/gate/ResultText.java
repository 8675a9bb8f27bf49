package io.picasso.analytics.gate;

import static io.picasso.analytics.gate.EvidenceText.number;
import static io.picasso.analytics.gate.EvidenceText.text;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The form of a check's result. */
public final class ResultText {
    private ResultText() {}

    /** Writes a result. */
    public static JsonObject write(CheckResult result) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        text(members, "check", result.check());
        text(members, "measures", result.measures());
        text(members, "verdict", result.verdict().word());
        text(members, "reason", result.reason());
        members.put("figures", list(result.figures(), ResultText::figure));
        members.put("limits", list(result.limits(), ResultText::limit));
        members.put("samples", number(result.samples()));
        members.put("wanted", number(result.wanted()));
        if (!result.series().values().isEmpty()) {
            members.put("series", series(result.series()));
        }
        members.put("seen", EvidenceText.texts(result.seen()));
        text(members, "remedy", result.remedy());
        text(members, "began", UtcTime.format(result.began()));
        text(members, "ended", UtcTime.format(result.ended()));
        return new JsonObject(members);
    }

    /** Reads a result; throws NoSuchElementException, ClassCastException or ArithmeticException when it is none. */
    static CheckResult read(JsonObject object) {
        return new CheckResult(
                text(object, "check"),
                text(object, "measures"),
                GateVerdict.find(text(object, "verdict")).orElseThrow(),
                text(object, "reason"),
                objects(object, "figures", ResultText::readFigure),
                objects(object, "limits", ResultText::readLimit),
                EvidenceText.integer(object, "samples"),
                EvidenceText.integer(object, "wanted"),
                object.get("series")
                        .map(value -> readSeries((JsonObject) value))
                        .orElse(Series.NONE),
                elements(object, "seen").stream()
                        .map(value -> ((JsonString) value).value())
                        .toList(),
                text(object, "remedy"),
                EvidenceText.time(object, "began"),
                EvidenceText.time(object, "ended"));
    }

    private static JsonObject figure(Figure figure) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        text(members, "name", figure.name());
        members.put("value", decimal(figure.value()));
        text(members, "unit", figure.unit().sign());
        return new JsonObject(members);
    }

    private static Figure readFigure(JsonObject object) {
        return new Figure(text(object, "name"), decimal(object, "value"), unit(object));
    }

    private static JsonObject limit(Limit limit) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        text(members, "figure", limit.figure());
        text(members, "rule", limit.rule().sign());
        members.put("bound", decimal(limit.bound()));
        text(members, "unit", limit.unit().sign());
        return new JsonObject(members);
    }

    private static Limit readLimit(JsonObject object) {
        return new Limit(
                text(object, "figure"),
                Limit.Rule.find(text(object, "rule")).orElseThrow(),
                decimal(object, "bound"),
                unit(object));
    }

    private static JsonObject series(Series series) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        text(members, "name", series.name());
        text(members, "unit", series.unit().sign());
        members.put("values", list(series.values(), ResultText::decimal));
        return new JsonObject(members);
    }

    private static Series readSeries(JsonObject object) {
        return new Series(
                text(object, "name"),
                unit(object),
                elements(object, "values").stream()
                        .map(value -> ((JsonNumber) value).decimal().orElseThrow())
                        .toList());
    }

    private static Unit unit(JsonObject object) {
        return Unit.find(text(object, "unit")).orElseThrow();
    }

    private static JsonNumber decimal(BigDecimal value) {
        return new JsonNumber(value.toPlainString());
    }

    private static BigDecimal decimal(JsonObject object, String name) {
        return ((JsonNumber) object.get(name).orElseThrow()).decimal().orElseThrow();
    }

    private static <T> JsonArray list(List<T> things, Function<T, JsonValue> form) {
        return new JsonArray(things.stream().map(form).toList());
    }

    private static <T> List<T> objects(JsonObject object, String name, Function<JsonObject, T> reader) {
        return elements(object, name).stream()
                .map(value -> reader.apply((JsonObject) value))
                .toList();
    }

    private static List<JsonValue> elements(JsonObject object, String name) {
        return ((JsonArray) object.get(name).orElseThrow()).elements();
    }
}
