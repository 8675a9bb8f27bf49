package io.picasso.analytics.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
    @Test
    void aCountIsExceededByOneMore() {
        ErrorBudget budget = ErrorBudget.parse("100");
        assertThat(budget.isExceeded(100, 100, false)).isFalse();
        assertThat(budget.isExceeded(101, 1_000_000, false)).isTrue();
        assertThat(ErrorBudget.parse("0").isExceeded(1, 1, false)).isTrue();
        assertThat(ErrorBudget.UNLIMITED.isExceeded(Long.MAX_VALUE, Long.MAX_VALUE, false))
                .isFalse();
    }

    @Test
    void aShareSaysNothingOfAFewRecords() {
        ErrorBudget budget = ErrorBudget.parse("0.5%");
        assertThat(budget.isExceeded(999, 999, false)).isFalse();
        assertThat(budget.isExceeded(5, 1_000, false)).isFalse();
        assertThat(budget.isExceeded(6, 1_000, false)).isTrue();
        assertThat(budget.isExceeded(1, 23, true)).as("when there are no more").isTrue();
        assertThat(budget.isExceeded(0, 23, true)).isFalse();
        assertThat(ErrorBudget.parse("100%").isExceeded(5_000, 5_000, false)).isFalse();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        // The journal of a run has it in this form.
        for (int thousandths = 0; thousandths <= 100_000; thousandths += 7) {
            String text = java.math.BigDecimal.valueOf(thousandths, 3)
                            .stripTrailingZeros()
                            .toPlainString() + "%";
            ErrorBudget budget = ErrorBudget.parse(text);
            assertThat(budget).hasToString(text);
            assertThat(ErrorBudget.parse(budget.toString())).isEqualTo(budget);
        }
        assertThat(ErrorBudget.parse("17")).hasToString("17");
    }

    @Test
    void whatIsNeitherIsRefused() {
        for (String text : new String[] {"", "-1", "x", "1.5", "101%", "%", "1 %", "0.1234567%", "١"}) {
            assertThatThrownBy(() -> ErrorBudget.parse(text)).as(text).isInstanceOf(Failure.class);
        }
    }
}
