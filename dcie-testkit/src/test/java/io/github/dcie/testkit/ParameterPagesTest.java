package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ValidationException;

/** {@code GetParametersByPath}; AWS 5. */
final class ParameterPagesTest {

    private final ParameterStoreEmulator store = ParameterStoreEmulator.create();
    private final SsmClient client = store.client();
    private final List<String> states = new ArrayList<>();

    @BeforeEach
    void manyParameters() {
        for (int i = 10; i < 35; i++) {
            states.add("/dcie/orders/state/" + i);
        }
        states.forEach(name -> store.put(name, "v"));
        store.put("/dcie/orders/workflow-action", "RUN");
        store.put("/dcie/orders", "of the path itself");
        store.put("/dcie/orders2/workflow-action", "RUN");
        store.put("top", "v");
    }

    @Test
    void oneLevelOrAllOfThem() {
        assertThat(names("/dcie/orders", false)).containsExactly("/dcie/orders/workflow-action");
        assertThat(names("/dcie/orders/", true)).hasSize(26).containsAll(states);
        assertThat(names("/", false)).containsExactly("top");
        assertThat(names("/", true)).hasSize(29);
        assertThat(names("/none", true)).isEmpty();
    }

    @Test
    void pagesAreFullAndInOrder() {
        List<GetParametersByPathResponse> pages = pages(Optional.empty());

        assertThat(pages).extracting(page -> page.parameters().size()).containsExactly(10, 10, 5);
        assertThat(allOf(pages)).isEqualTo(states);
        assertThat(pages(Optional.of(5))).hasSize(5);
        assertThat(pages(Optional.of(1))).hasSize(25);
    }

    // AWS 5: a page may hold 0 to MaxResults items, and a token beside them
    @Test
    void shortPagesShowEverythingOnceInSomeOrder() {
        store.pagesAreShort(42);
        List<GetParametersByPathResponse> pages = pages(Optional.of(4));
        List<GetParametersByPathResponse> again = pages(Optional.of(4));

        assertThat(allOf(pages)).containsExactlyInAnyOrderElementsOf(states).isNotEqualTo(states);
        assertThat(allOf(again)).containsExactlyInAnyOrderElementsOf(states).isNotEqualTo(allOf(pages));
        assertThat(pages).extracting(page -> page.parameters().size()).allMatch(size -> size <= 4);
        assertThat(pages)
                .as("an empty page before the last")
                .anyMatch(page -> page.parameters().isEmpty() && page.nextToken() != null);
        store.pagesAreFull();
        assertThat(pages(Optional.empty())).hasSize(3);
    }

    @Test
    void shortPagesRepeatThemselves() {
        store.pagesAreShort(7);
        List<GetParametersByPathResponse> once = pages(Optional.empty());
        ParameterStoreEmulator same = ParameterStoreEmulator.create();
        states.forEach(name -> same.put(name, "v"));
        same.pagesAreShort(7);

        List<GetParametersByPathResponse> twice = new ArrayList<>();
        same.client().getParametersByPathPaginator(request -> request.path("/dcie/orders/state")).stream()
                .forEach(twice::add);

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void paginatorShowsAll() {
        store.pagesAreShort(1);

        assertThat(client
                        .getParametersByPathPaginator(
                                request -> request.path("/dcie").recursive(true))
                        .stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(28);
    }

    @Test
    void whatIsWrittenBetweenPagesIsShownIfItIsStillToCome() {
        GetParametersByPathResponse first = client.getParametersByPath(request -> request.path("/dcie/orders/state"));
        store.put("/dcie/orders/state/00", "before");
        store.put("/dcie/orders/state/99", "behind");
        store.remove("/dcie/orders/state/21");

        List<String> rest = new ArrayList<>();
        client
                .getParametersByPathPaginator(
                        request -> request.path("/dcie/orders/state").nextToken(first.nextToken()))
                .stream()
                .forEach(page -> page.parameters().forEach(parameter -> rest.add(parameter.name())));

        assertThat(rest)
                .contains("/dcie/orders/state/99")
                .doesNotContain("/dcie/orders/state/00", "/dcie/orders/state/21")
                .hasSize(15);
    }

    @Test
    void badListingsAreRefused() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> client.getParametersByPath(request -> request.path("dcie")))
                .withMessageContaining("forward slash");
        for (int size : List.of(0, 11)) {
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.getParametersByPath(
                            request -> request.path("/dcie").maxResults(size)))
                    .withMessageContaining("1 to 10");
        }
        for (String token : List.of("not base 64!", "eA==")) {
            assertThatExceptionOfType(InvalidNextTokenException.class)
                    .isThrownBy(() -> client.getParametersByPath(
                            request -> request.path("/dcie").nextToken(token)))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidNextToken"));
        }
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> client.getParametersByPath(request -> request.path("/dcie")
                        .parameterFilters(ParameterStringFilter.builder()
                                .key("Type")
                                .values("String")
                                .build())))
                .withMessageContaining("no filters");
    }

    private List<String> names(String path, boolean recursive) {
        return client.getParametersByPathPaginator(request -> request.path(path).recursive(recursive)).stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .toList();
    }

    private List<GetParametersByPathResponse> pages(Optional<Integer> maxResults) {
        return client
                .getParametersByPathPaginator(
                        request -> request.path("/dcie/orders/state").maxResults(maxResults.orElse(null)))
                .stream()
                .toList();
    }

    private static List<String> allOf(List<GetParametersByPathResponse> pages) {
        return pages.stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .toList();
    }
}
