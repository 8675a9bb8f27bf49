package io.picasso.analytics.setting;

/**
 * Where a value came from.
 *
 * @param layer which layer of the precedence flag &gt; variable &gt; file &gt; environment &gt; default
 * @param detail the flag, the variable, or the file and line; empty for a default
 */
public record Origin(Layer layer, String detail) {
    /** The layers, strongest first. */
    public enum Layer {
        FLAG,
        VARIABLE,
        FILE,
        /** What the built-in environment {@code local} brings, such as the endpoints of the running stack. */
        ENVIRONMENT,
        DEFAULT
    }

    /** The origin of a value nobody set. */
    public static final Origin DEFAULT = new Origin(Layer.DEFAULT, "");
}
