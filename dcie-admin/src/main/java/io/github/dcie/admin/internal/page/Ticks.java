package io.github.dcie.admin.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The times that an axis names: round ones of UTC, as many as are legible. */
final class Ticks {

    private static final int MOST = 12;
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(14));
    private static final List<Integer> MONTHS = List.of(1, 3, 6, 12, 60);
    private static final DateTimeFormatter TIME = format("HH:mm");
    private static final DateTimeFormatter DATE = format("d MMM yyyy");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter MONTH = format("MMM");
    private static final DateTimeFormatter YEAR = format("yyyy");

    private Ticks() {}

    /**
     * One of them.
     *
     * @param at the time
     * @param name what it is called
     * @param above the day or the year that it is in, where that is another than the tick's before
     */
    record Tick(Instant at, String name, Optional<String> above) {}

    static List<Tick> of(TimeScale scale) {
        Duration span = Duration.between(scale.from(), scale.to());
        for (Duration step : STEPS) {
            if (span.dividedBy(step) <= MOST) {
                return step.compareTo(Duration.ofDays(1)) < 0
                        ? named(regular(scale, step), TIME, DATE)
                        : named(regular(scale, step), DAY, YEAR);
            }
        }
        int step = MONTHS.stream()
                .filter(months -> span.toDays() / 30 / months <= MOST)
                .findFirst()
                .orElse(60);
        return named(months(scale, step), MONTH, YEAR);
    }

    private static List<Instant> regular(TimeScale scale, Duration step) {
        List<Instant> times = new ArrayList<>();
        for (Instant time = scale.from().truncatedTo(ChronoUnit.DAYS);
                !time.isAfter(scale.to());
                time = time.plus(step)) {
            if (!time.isBefore(scale.from())) {
                times.add(time);
            }
        }
        return times;
    }

    private static List<Instant> months(TimeScale scale, int step) {
        List<Instant> times = new ArrayList<>();
        LocalDate date = LocalDate.ofInstant(scale.from(), ZoneOffset.UTC).withDayOfYear(1);
        for (Instant time = midnight(date); !time.isAfter(scale.to()); time = midnight(date)) {
            if (!time.isBefore(scale.from())) {
                times.add(time);
            }
            date = date.plusMonths(step);
        }
        return times;
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Tick> named(List<Instant> times, DateTimeFormatter name, DateTimeFormatter above) {
        List<Tick> ticks = new ArrayList<>();
        String last = "";
        for (Instant time : times) {
            ZonedDateTime date = time.atZone(ZoneOffset.UTC);
            String now = above.format(date);
            ticks.add(new Tick(time, name.format(date), now.equals(last) ? Optional.empty() : Optional.of(now)));
            last = now;
        }
        return ticks;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
