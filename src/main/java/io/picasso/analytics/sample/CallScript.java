package io.picasso.analytics.sample;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.json.JsonValue.JsonNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the visitor does in the widget where the assistant of the conversation made a call: looking things up is a chip
 * or a link, adding an item is a call to action that opens the order form, changing and reviewing the order fills the
 * form, finishing it completes the form.
 */
final class CallScript {
    private static final String FORM_ID = "coffee_order";
    private static final String FORM_LABEL = "Coffee order";
    private static final int FIELDS = 5;

    private final String conversation;
    private final SessionLog log;
    private boolean viewed;
    private boolean completed;
    private Optional<Instant> startedAt = Optional.empty();
    private String lastField = "";
    private int fields;

    CallScript(String conversation, SessionLog log) {
        this.conversation = conversation;
        this.log = log;
    }

    /** Adds the events a call stands for, each on a step of its own. */
    void make(String call) {
        switch (call) {
            case "add_order_item" -> addItem(call);
            case "update_order", "update_order_item", "get_order_details" -> fill(call);
            case "finish_order", "finalize_order" -> complete();
            case "show_menu" -> showMenu();
            case "get_menu_items" -> lookUp(call);
            default -> chip(call);
        }
    }

    /** The visitor goes: some say so to a form that they have begun, some just go silent. */
    void leave() {
        if (startedAt.isEmpty() || completed || Choice.below(2, "leave", conversation) == 0) {
            return;
        }
        add(
                EventType.FORM_ABANDONED,
                form().text("form_label", FORM_LABEL)
                        .text("last_field_id", lastField)
                        .text("last_field_label", label(lastField))
                        .number("last_field_index", fields - 1L)
                        .number("fields_completed", fields)
                        .number("total_fields", FIELDS)
                        .number("duration_seconds", secondsSinceStart())
                        .text("reason", "closed"));
    }

    private void addItem(String call) {
        add(EventType.CTA_CLICKED, cta(call, "start_form", true));
        if (!viewed) {
            view("cta");
        }
    }

    /** Half of the visitors open the menu as a page, half as the form it also is. */
    private void showMenu() {
        if (Choice.below(2, "menu", conversation) == 0) {
            link("https://coffee.example/menu", "Menu");
        } else {
            view("menu");
            fill("show_menu");
        }
    }

    private void lookUp(String call) {
        switch (Choice.below(5, "look", conversation)) {
            case 0 -> link("https://coffee.example/drinks", "Our drinks");
            case 1 -> add(EventType.CTA_CLICKED, cta(call, "send_query", false));
            default -> chip(call);
        }
    }

    private void chip(String call) {
        add(
                new EventType("ACTION_CHIP_CLICKED"),
                new Members()
                        .text("chip_id", call)
                        .text("chip_label", label(call))
                        .value("target_branch", JsonNull.NULL)
                        .text("chip_action", "send_query"));
    }

    private void link(String url, String text) {
        add(
                EventType.LINK_CLICKED,
                new Members()
                        .text("url", url)
                        .text("link_text", text)
                        .text("link_domain", "coffee.example")
                        .text("category", "web"));
    }

    private static Members cta(String id, String action, boolean triggersForm) {
        return new Members()
                .text("cta_id", id)
                .text("cta_label", label(id))
                .text("cta_action", action)
                .bool("triggers_form", triggersForm);
    }

    private void view(String source) {
        viewed = true;
        add(
                new EventType("FORM_VIEWED"),
                form().text("form_label", FORM_LABEL)
                        .text("trigger_source", source)
                        .number("field_count", FIELDS));
    }

    private void fill(String field) {
        lastField = field;
        fields++;
        if (startedAt.isEmpty()) {
            add(EventType.FORM_STARTED, form().number("field_count", FIELDS));
            startedAt = Optional.of(log.now());
            return;
        }
        add(
                new EventType("FORM_FIELD_SUBMITTED"),
                form().text("field_id", field)
                        .text("field_label", label(field))
                        .number("field_index", fields - 1L)
                        .text("field_type", "text"));
    }

    private void complete() {
        completed = true;
        add(
                EventType.FORM_COMPLETED,
                form().text("form_label", FORM_LABEL)
                        .number("duration_seconds", secondsSinceStart() + 1)
                        .number("fields_completed", Math.max(1, fields)));
    }

    private void add(EventType type, Members payload) {
        log.nextStep();
        log.pass(Duration.ofMillis(1_000L + Choice.below(1_500, type.name(), conversation, Long.toString(log.size()))));
        log.add(type, payload.object());
    }

    private long secondsSinceStart() {
        return startedAt
                .map(start -> Duration.between(start, log.now()).toSeconds())
                .orElse(0L);
    }

    private static Members form() {
        return new Members().text("form_id", FORM_ID);
    }

    private static String label(String call) {
        String words = call.replace('_', ' ');
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
