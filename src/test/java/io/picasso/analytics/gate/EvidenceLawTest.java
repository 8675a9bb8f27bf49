package io.picasso.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.law.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the chain of evidence always holds: nothing is lost in writing, and no change goes unseen. */
class EvidenceLawTest {
    private static final JacksonParser PARSER = new JacksonParser();

    @Test
    void whatIsWrittenIsReadAgain() {
        Cases.forAll(3_000, random -> {
            Evidence evidence = RandomEvidence.evidence(random);
            byte[] text = EvidenceRecord.first(EvidenceText.write(evidence)).text();

            EvidenceRecord read =
                    EvidenceRecord.read(parsed(text).orElseThrow()).orElseThrow();

            assertThat(EvidenceText.read(read.content())).contains(evidence);
            assertThat(read.text()).isEqualTo(text);
        });
    }

    @Test
    void aChainAsItWasWrittenIsSound() {
        Cases.forAll(300, random -> {
            List<byte[]> chain = chain(random);

            EvidenceChain looked = look(chain);

            assertThat(looked.broken()).isEmpty();
            assertThat(looked.sound()).isEqualTo(chain.size());
        });
    }

    @Test
    void theFirstRecordInWhichOneByteIsAnotherIsNamed() {
        Cases.forAll(3_000, random -> {
            List<byte[]> chain = chain(random);
            int altered = random.nextInt(chain.size());
            byte[] text = chain.get(altered).clone();
            text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
            chain.set(altered, text);

            EvidenceChain looked = look(chain);

            assertThat(looked.broken().map(EvidenceChain.Break::place)).contains(altered + 1);
            assertThat(looked.sound()).isEqualTo(altered);
        });
    }

    @Test
    void aRecordTakenOutOrPutElsewhereIsNamed() {
        Cases.forAll(1_000, random -> {
            List<byte[]> chain = chain(random);
            int one = random.nextInt(chain.size());
            int other = random.nextInt(chain.size());
            byte[] moved = chain.get(one);
            chain.set(one, chain.get(other));
            chain.set(other, moved);
            Optional<Integer> expected = one == other ? Optional.empty() : Optional.of(Math.min(one, other) + 1);

            assertThat(look(chain).broken().map(EvidenceChain.Break::place)).isEqualTo(expected);
        });
    }

    @Test
    void aRecordRewrittenWithItsOwnHashIsSeenInTheNext() {
        Cases.forAll(1_000, random -> {
            List<byte[]> chain = chain(random);
            int altered = random.nextInt(chain.size());
            EvidenceRecord record = EvidenceRecord.read(
                            parsed(chain.get(altered)).orElseThrow())
                    .orElseThrow();
            Evidence other = new Evidence.Ended("forged", java.time.Instant.EPOCH, Phase.TABLES, GateVerdict.PASS, "");
            EvidenceRecord forged = new EvidenceRecord(record.number(), record.previous(), EvidenceText.write(other));
            chain.set(altered, forged.text());
            EvidenceChain looked = look(chain);

            if (altered == chain.size() - 1) {
                // Only who has kept the last hash can know.
                assertThat(looked.broken()).isEmpty();
                looked.endedAt(chain.size(), record.hash(), Optional.of(forged));
                assertThat(looked.broken().map(EvidenceChain.Break::place)).contains(chain.size());
            } else {
                assertThat(looked.broken().map(EvidenceChain.Break::place)).contains(altered + 2);
            }
        });
    }

    @Test
    void aMissingEndIsSeenByWhoKeptTheLastHash() {
        List<byte[]> chain = chain(new Random(3));
        String hash = look(chain).hash();
        EvidenceChain looked = look(chain.subList(0, chain.size() - 1));

        looked.endedAt(chain.size(), hash, Optional.empty());

        assertThat(looked.broken()).contains(new EvidenceChain.Break(chain.size(), "it was there, and is missing"));
    }

    private static List<byte[]> chain(Random random) {
        List<byte[]> chain = new ArrayList<>();
        EvidenceRecord record = EvidenceRecord.first(EvidenceText.write(RandomEvidence.evidence(random)));
        chain.add(record.text());
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            record = record.next(EvidenceText.write(RandomEvidence.evidence(random)));
            chain.add(record.text());
        }
        return chain;
    }

    private static EvidenceChain look(List<byte[]> texts) {
        EvidenceChain chain = new EvidenceChain();
        for (int i = 0; i < texts.size(); i++) {
            chain.add(i + 1, texts.get(i), parsed(texts.get(i)));
        }
        return chain;
    }

    private static Optional<JsonValue> parsed(byte[] text) {
        return PARSER.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                ? Optional.of(accepted.value())
                : Optional.empty();
    }
}
