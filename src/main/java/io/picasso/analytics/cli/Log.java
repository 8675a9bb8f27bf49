package io.picasso.analytics.cli;

/** The log of the libraries, which an operator sees only on demand. */
final class Log {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Log() {}

    /** Sets the level before the first library asks for its logger; a level given from outside stays. */
    static void configure(int verbosity) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, verbosity >= 2 ? "debug" : "off");
        }
    }
}
