package io.picasso.analytics.gate;

import java.util.Arrays;
import java.util.Optional;

/** A phase of the rollout. Each begins only when the one before has passed. */
public enum Phase {
    TABLES(1, "Session tables", "The two session tables are there, of the declared shape, and answer."),
    PROCESSOR(2, "Event processor", "What processes events writes the tables right, and the lake as before."),
    DEPLOYED(3, "Processor deployed, writes off", "The function runs, fills the lake, and writes no tables yet."),
    WRITES(4, "Table writes on", "The function writes the tables, fast enough, and never at the cost of the lake."),
    DASHBOARD(5, "Dashboard API", "The API answers from the tables, page by page, each tenant its own."),
    DASHBOARD_DEPLOYED(6, "Dashboard API deployed", "The same holds through the address that the dashboard calls."),
    END_TO_END(7, "End to end", "A whole conversation arrives in order, is counted right, and is documented.");

    private final int number;
    private final String title;
    private final String purpose;

    Phase(int number, String title, String purpose) {
        this.number = number;
        this.title = title;
        this.purpose = purpose;
    }

    /** Its number, from 1. */
    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    /** What is true when it has passed, one sentence. */
    public String purpose() {
        return purpose;
    }

    /** The phase that has to have passed; empty for the first. */
    public Optional<Phase> before() {
        return of(number() - 1);
    }

    /** The phase of that number; empty when there is none. */
    public static Optional<Phase> of(int number) {
        return Arrays.stream(values()).filter(phase -> phase.number() == number).findFirst();
    }
}
