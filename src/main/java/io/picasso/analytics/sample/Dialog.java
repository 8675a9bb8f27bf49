package io.picasso.analytics.sample;

import java.util.List;

/**
 * A conversation between two people, one of them in the part of the assistant.
 *
 * @param conversationId its id in the collection it comes from
 * @param scenario what the two were asked to talk about
 * @param utterances what was said, in its order
 */
public record Dialog(String conversationId, String scenario, List<Utterance> utterances) {
    /** Who speaks. */
    public enum Speaker {
        USER,
        ASSISTANT
    }

    /**
     * One thing said.
     *
     * @param index position in the conversation, from 0
     * @param apiCalls names of the calls the assistant made upon it, in their order
     */
    public record Utterance(int index, Speaker speaker, String text, List<String> apiCalls) {
        public Utterance {
            apiCalls = List.copyOf(apiCalls);
        }
    }

    public Dialog {
        utterances = List.copyOf(utterances);
    }
}
