package io.picasso.analytics.event;

import static io.picasso.analytics.event.RejectionReason.INVALID_EVENT;
import static io.picasso.analytics.event.RejectionReason.INVALID_EVENT_TYPE;
import static io.picasso.analytics.event.RejectionReason.INVALID_PAYLOAD;
import static io.picasso.analytics.event.RejectionReason.INVALID_SESSION_ID;
import static io.picasso.analytics.event.RejectionReason.INVALID_STEP_NUMBER;
import static io.picasso.analytics.event.RejectionReason.INVALID_TENANT_HASH;
import static io.picasso.analytics.event.RejectionReason.INVALID_TENANT_ID;
import static io.picasso.analytics.event.RejectionReason.NOT_AN_OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are written with single quotes; {@code ...} stands for a valid session and tenant. */
class WireFormatTest {
    private static final String SESSION = "'session_id':'sess_x'";
    private static final String TENANT = "'tenant_id':'de0123456789ab'";

    @Test
    void theWidgetsMessageIsRead() {
        Draft draft = read("{'schema_version':'1.0.0','session_id':'sess_lz1k9q2_ab12cd','tenant_id':'de0123456789ab',"
                + "'timestamp':'2025-12-28T09:15:02.481Z','step_number':7,"
                + "'event':{'type':'CTA_CLICKED','payload':{'cta_id':'apply'}},'ga_client_id':'111.222'}");

        assertThat(draft.tenant()).isEqualTo(new TenantClaim("de0123456789ab", null));
        assertThat(draft.session()).isEqualTo(new SessionId("sess_lz1k9q2_ab12cd"));
        assertThat(draft.step()).isEqualTo(7);
        assertThat(draft.type()).isEqualTo(EventType.CTA_CLICKED);
        assertThat(draft.payload()).isEqualTo(Core.object("{\"cta_id\":\"apply\"}"));
        assertThat(draft.clientTimestamp()).isEqualTo("2025-12-28T09:15:02.481Z");
        assertThat(draft.producer()).isEqualTo(new Producer("1.0.0", null, "111.222", null));
        assertThat(draft.stored()).isEmpty();
    }

    @Test
    void theServersMessageIsRead() {
        Draft draft = read("{'schema_version':'1.0.0','session_id':'sess_x','tenant_id':'DEM000001',"
                + "'tenant_hash':'de0123456789ab','step_number':3,'event_type':'MESSAGE_RECEIVED',"
                + "'event_payload':{'response_time_ms':1100},'client_timestamp':'2025-12-28T09:15:05.002Z',"
                + "'event_id':'e-1','attribution':{'utm_source':'x'}}");

        assertThat(draft.tenant()).isEqualTo(new TenantClaim("de0123456789ab", "DEM000001"));
        assertThat(draft.step()).isEqualTo(3);
        assertThat(draft.type()).isEqualTo(EventType.MESSAGE_RECEIVED);
        assertThat(draft.clientTimestamp()).isEqualTo("2025-12-28T09:15:05.002Z");
        assertThat(draft.producer().eventId()).isEqualTo("e-1");
        assertThat(draft.producer().attribution()).isEqualTo(Core.object("{\"utm_source\":\"x\"}"));
    }

    @Test
    void aServerMayCallItsTimeTimestamp() {
        assertThat(read("{...,'event_type':'X','timestamp':'t'}").clientTimestamp())
                .isEqualTo("t");
        assertThat(read("{...,'event_type':'X','timestamp':'t','client_timestamp':'c'}")
                        .clientTimestamp())
                .isEqualTo("c");
        assertThat(read("{...,'event_type':'X','timestamp':'t','client_timestamp':null}")
                        .clientTimestamp())
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{...} | UNKNOWN",
                "{...,'event':{}} | UNKNOWN",
                "{...,'event':{'type':null}} | UNKNOWN",
                "{...,'event':{'type':''}} | UNKNOWN",
                "{...,'event':{'type':'NEVER_SEEN'}} | NEVER_SEEN",
                "{...,'event':{'type':'ключ 😀'}} | ключ 😀",
                "{...,'event_type':'NEVER_SEEN'} | NEVER_SEEN",
                "{...,'event_type':'A','event':{'type':'B'}} | A",
                "{...,'event_type':null,'event':{'type':'B'}} | B",
                "{...,'event_type':'','event':{'type':'B'}} | B",
                "{...,'event_type':'A','event':null} | A"
            })
    void aTypeNobodyKnowsIsKeptAndAMissingOneIsUnknown(String text, String type) {
        assertThat(read(text).type().name()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{...} | 0",
                "{...,'step_number':null} | 0",
                "{...,'step_number':0} | 0",
                "{...,'step_number':-0} | 0",
                "{...,'step_number':7} | 7",
                "{...,'step_number':7.0} | 7",
                "{...,'step_number':70e-1} | 7",
                "{...,'step_number':1e3} | 1000",
                "{...,'step_number':'7'} | 7",
                "{...,'step_number':'007'} | 7",
                "{...,'step_number':' 7 '} | 7",
                "{...,'step_number':'7.0'} | 7",
                "{...,'step_number':99999999} | 99999999",
                "{...,'step_number':9.9999999e7} | 99999999"
            })
    void aWholeNumberIsAStepHoweverWritten(String text, int step) {
        assertThat(read(text).step()).isEqualTo(step);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "7.5",
                "100000000",
                "1e8",
                "1e999999999",
                "1e-999999999",
                "-1e999999999",
                "true",
                "false",
                "{}",
                "[]",
                "[1]",
                "''",
                "' '",
                "'seven'",
                "'1_000'",
                "'0x7'",
                "'NaN'",
                "'1e999999999'",
                "123456789012345678901234567890",
                "1e99999999999"
            })
    void anythingElseIsNoStep(String step) {
        assertThat(reason("{...,'step_number':" + step + "}")).isEqualTo(INVALID_STEP_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{...,'event':{'type':'X'}}",
                "{...,'event':{'type':'X','payload':null}}",
                "{...,'event':{'type':'X','payload':{}}}",
                "{...,'event_type':'X'}",
                "{...,'event_type':'X','event_payload':null}",
                "{...,'event_type':'X','event_payload':{}}",
                "{...,'event_type':'X','event':{'payload':{'not':'this'}}}"
            })
    void anAbsentPayloadIsAnEmptyOne(String text) {
        assertThat(read(text).payload()).isEqualTo(JsonObject.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'tenant_id':'de0123456789ab' | de0123456789ab | ",
                "'tenant_hash':'de0123456789ab' | de0123456789ab | ",
                "'tenant_id':'','tenant_hash':'de0123456789ab' | de0123456789ab | ",
                "'tenant_id':null,'tenant_hash':'de0123456789ab' | de0123456789ab | ",
                "'tenant_id':'de0123456789ab','tenant_hash':null | de0123456789ab | ",
                "'tenant_id':'DEM_1-x','tenant_hash':'de0123456789ab' | de0123456789ab | DEM_1-x",
                "'tenant_id':'de0123456789ab','tenant_hash':'de0123456789ab' | de0123456789ab | "
            })
    void theHashMayStandUnderEitherName(String tenant, String hash, String id) {
        assertThat(read("{" + SESSION + "," + tenant + "}").tenant()).isEqualTo(new TenantClaim(hash, id));
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("[]", NOT_AN_OBJECT),
                Arguments.of("'text'", NOT_AN_OBJECT),
                Arguments.of("5", NOT_AN_OBJECT),
                Arguments.of("null", NOT_AN_OBJECT),
                Arguments.of("{" + TENANT + "}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':null}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':''}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':5}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':true}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':{}}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':'../etc'}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':'a#b'}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':'a b'}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':'a\\n'}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':'é'}", INVALID_SESSION_ID),
                Arguments.of("{" + TENANT + ",'session_id':'" + "x".repeat(129) + "'}", INVALID_SESSION_ID),
                Arguments.of("{" + SESSION + "}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_id':null}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_id':5}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_id':'short'}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_id':'DEM000001'}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_id':'de0123456789/b'}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_id':'de01234567890123456789'}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_hash':['de0123456789ab']}", INVALID_TENANT_HASH),
                Arguments.of("{" + SESSION + ",'tenant_hash':'de0123456789ab','tenant_id':'../x'}", INVALID_TENANT_ID),
                Arguments.of("{" + SESSION + ",'tenant_hash':'de0123456789ab','tenant_id':5}", INVALID_TENANT_ID),
                Arguments.of(
                        "{" + SESSION + ",'tenant_hash':'de0123456789ab','tenant_id':'" + "x".repeat(51) + "'}",
                        INVALID_TENANT_ID),
                Arguments.of("{...,'event':null}", INVALID_EVENT),
                Arguments.of("{...,'event':'CTA_CLICKED'}", INVALID_EVENT),
                Arguments.of("{...,'event':[]}", INVALID_EVENT),
                Arguments.of("{...,'event':{'type':5}}", INVALID_EVENT_TYPE),
                Arguments.of("{...,'event':{'type':{}}}", INVALID_EVENT_TYPE),
                Arguments.of("{...,'event':{'type':false}}", INVALID_EVENT_TYPE),
                Arguments.of("{...,'event_type':5}", INVALID_EVENT_TYPE),
                Arguments.of("{...,'event_type':true}", INVALID_EVENT_TYPE),
                Arguments.of("{...,'event_type':'" + "x".repeat(129) + "'}", INVALID_EVENT_TYPE),
                Arguments.of("{...,'event':{'type':'X','payload':[]}}", INVALID_PAYLOAD),
                Arguments.of("{...,'event':{'type':'X','payload':'{}'}}", INVALID_PAYLOAD),
                Arguments.of("{...,'event':{'type':'X','payload':false}}", INVALID_PAYLOAD),
                Arguments.of("{...,'event_type':'X','event_payload':0}", INVALID_PAYLOAD));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void eachBrokenRuleHasItsReason(String text, RejectionReason reason) {
        assertThat(reason(text)).isEqualTo(reason);
    }

    @Test
    void theDetailOfARejectionIsShortAndOfOneLine() {
        Reading<Draft> reading = WireFormat.read(
                Core.json("{\"tenant_id\":\"de0123456789ab\",\"session_id\":\"\\n\\u0000" + "x".repeat(9_999) + "\"}"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Rejected.class,
                        rejected -> assertThat(rejected.detail())
                                .hasSizeLessThan(120)
                                .doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{...,'timestamp':'x y'} | x y",
                "{...,'timestamp':1766913302481} | 1766913302481",
                "{...,'timestamp':1e999999999} | 1e999999999",
                "{...,'timestamp':0} | ",
                "{...,'timestamp':''} | ",
                "{...,'timestamp':null} | ",
                "{...,'timestamp':true} | ",
                "{...,'timestamp':{}} | ",
                "{...,'timestamp':['2025-12-28T09:15:02.481Z']} | ",
                "{...} | "
            })
    void aTimeIsKeptAsItWasWrittenAndWhatIsNoneIsAbsent(String text, String time) {
        assertThat(read(text).clientTimestamp()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{...} | 1.0",
                "{...,'schema_version':null} | 1.0",
                "{...,'schema_version':''} | 1.0",
                "{...,'schema_version':{}} | 1.0",
                "{...,'schema_version':2} | 2",
                "{...,'schema_version':'9.9.9'} | 9.9.9"
            })
    void anUnknownSchemaVersionIsReadAllTheSame(String text, String version) {
        assertThat(read(text).producer().schemaVersion()).isEqualTo(version);
    }

    private static Draft read(String text) {
        return Core.accepted(WireFormat.read(Core.json(full(text))));
    }

    private static RejectionReason reason(String text) {
        return Core.rejected(WireFormat.read(Core.json(full(text))));
    }

    private static String full(String text) {
        return text.replace("...", SESSION + "," + TENANT).replace('\'', '"');
    }
}
