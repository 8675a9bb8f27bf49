package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.session.Retention;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events as the items we write, for those who compare themselves with us. */
public final class EncodedEvents {
    private final EventItem items;

    public EncodedEvents(Retention retention) {
        this.items = new EventItem(new JacksonParser(), retention);
    }

    /** The item of an event. */
    public Map<String, AttributeValue> item(Event event) {
        return items.write(event);
    }
}
