package io.picasso.analytics.port;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonValue;

/** Reads JSON text from anybody, however broken or hostile. Never throws because of the text. */
public interface JsonParser {
    /** Levels of objects and arrays within one another that are read; what is deeper is rejected. */
    int MAX_DEPTH = 64;

    /** Reads exactly one JSON value in UTF-8, with nothing after it but white space. */
    Reading<JsonValue> parse(byte[] text);
}
