package io.github.dcie.core.internal.chain;

import java.util.Random;

/** Text that somebody has edited, or something has cut: JSON that nearly is what it was. */
public final class Mutants {

    private Mutants() {}

    /** One or two things done to it. */
    public static String of(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int at = random.nextInt(mutant.length());
            switch (random.nextInt(7)) {
                case 0 -> mutant.setCharAt(at, (char) ('0' + random.nextInt(10)));
                case 1 -> mutant.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 2 -> mutant.insert(at, random.nextInt(10));
                case 3 -> mutant.deleteCharAt(at);
                case 4 -> number(mutant, at, random);
                case 5 -> mutant.insert(at, ",");
                default -> mutant.insert(at, text, 0, random.nextInt(text.length()));
            }
        }
        return mutant.toString();
    }

    /** Another number in the place of one: what an editor does. */
    private static void number(StringBuilder mutant, int near, Random random) {
        int begin = near;
        while (begin < mutant.length() && !Character.isDigit(mutant.charAt(begin))) {
            begin++;
        }
        int end = begin;
        while (end < mutant.length() && Character.isDigit(mutant.charAt(end))) {
            end++;
        }
        if (begin < end) {
            String other = switch (random.nextInt(5)) {
                case 0 -> "0";
                case 1 -> "-1";
                case 2 -> Long.toString(random.nextLong());
                case 3 -> Integer.toString(random.nextInt(200_000));
                default -> Long.toString(Long.parseLong(mutant.substring(begin, Math.min(end, begin + 15))) + 1);
            };
            mutant.replace(begin, end, other);
        }
    }
}
