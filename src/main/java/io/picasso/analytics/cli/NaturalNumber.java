package io.picasso.analytics.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number that is at least one. */
final class NaturalNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number that is too small.
        }
        throw new TypeConversionException("'" + text + "' is not a whole number from 1 on");
    }
}
