package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.ValidationException;

/** What {@code PutParameter} refuses by the look of a request; AWS 5. */
final class ParameterRulesTest {

    private static final int ARN_PREFIX = "arn:aws:ssm:eu-central-1:123456789012:parameter".length();

    private final ParameterStoreEmulator store = ParameterStoreEmulator.create();
    private final SsmClient client = store.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/b c",
                "/ä",
                "/a*",
                "a/b",
                "/",
                "//",
                "/a//b",
                "/a/",
                "/aws/x",
                "/AWSx",
                "ssm",
                "/Ssm-x/y",
                "awsome"
            })
    void badNamesAreRefused(String name) {
        assertRefused(request -> request.name(name), name);
        assertThat(store.parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a", "/a.b_c-D/9", "/a/aws", "/a/ssm/x", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15"})
    void goodNamesAreTaken(String name) {
        put(request -> request.name(name));

        assertThat(store.value(name)).contains("v");
    }

    @Test
    void aHierarchyHasFifteenLevels() {
        assertThatExceptionOfType(HierarchyLevelLimitExceededException.class)
                .isThrownBy(() -> put(request -> request.name("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16")))
                .withMessageContaining("15 levels");
    }

    // the length includes the ARN
    @Test
    void longestName() {
        String longest = "/" + "n".repeat(1_011 - ARN_PREFIX - 1);

        put(request -> request.name(longest));
        assertRefused(request -> request.name(longest + "n"), "1011");
        assertRefused(request -> request.name("/" + "n".repeat(2_048)), "2048");
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> client.getParameter(r -> r.name("/" + "n".repeat(2_048))));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> client.getParametersByPath(r -> r.path("/" + "n".repeat(2_048))));
        assertRefused(request -> request.name(""), "name failed to satisfy constraint");
        assertRefused(request -> request.name(null), "name failed to satisfy constraint");
    }

    @Test
    void aValueHasUpTo4096Bytes() {
        put(request -> request.name("/ascii").value("v".repeat(4_096)));
        put(request -> request.name("/umlauts").value("ü".repeat(2_048)));

        assertRefused(request -> request.value("v".repeat(4_097)), "4096");
        assertRefused(request -> request.value("ü".repeat(2_048) + "v"), "4096");
        assertRefused(request -> request.value(""), "greater than or equal to 1");
        assertRefused(request -> request.value(null), "greater than or equal to 1");
    }

    @Test
    void aValueRefersToNoOther() {
        put(request -> request.name("/one-brace").value("{\"a\":{ \"b\":1}}"));

        assertRefused(request -> request.value("{{ssm:/x}}"), "nest");
        assertRefused(request -> request.value("{\"a\":\"{{\"}"), "nest");
    }

    @Test
    void aTypeIsRequiredToCreateAndStays() {
        assertRefused(request -> request.type((ParameterType) null), "type is required");
        assertRefused(request -> request.type("Number"), "Number");
        put(request -> {});

        put(request -> request.type((ParameterType) null).overwrite(true));
        assertThatExceptionOfType(HierarchyTypeMismatchException.class)
                .isThrownBy(() ->
                        put(request -> request.type(ParameterType.STRING_LIST).overwrite(true)))
                .withMessageContaining("from String to StringList");
    }

    @Test
    void tagsGoWithCreationOnly() {
        Tag tag = Tag.builder().key("team").value("data").build();

        assertRefused(request -> request.tags(tag).overwrite(true), "tags and overwrite");
        put(request -> request.tags(tag)
                .description("dropped")
                .tier(ParameterTier.STANDARD)
                .dataType("text"));
    }

    @Test
    void descriptionsAndTiersAreChecked() {
        put(request -> request.name("/described").description("d".repeat(1_024)));
        assertRefused(request -> request.description("d".repeat(1_025)), "description");
        assertRefused(request -> request.tier("Premium"), "Premium");
    }

    @Test
    void whatIsNotEmulatedSaysSo() {
        assertNotEmulated(request -> request.type(ParameterType.SECURE_STRING), "SecureString");
        assertNotEmulated(request -> request.tier(ParameterTier.ADVANCED), "Advanced");
        assertNotEmulated(request -> request.keyId("alias/x"), "keyId");
        assertNotEmulated(request -> request.allowedPattern("^x$"), "allowedPattern");
        assertNotEmulated(request -> request.policies("[]"), "policies");
        assertNotEmulated(request -> request.dataType("aws:ec2:image"), "dataType");
    }

    private void assertRefused(Consumer<PutParameterRequest.Builder> request, String why) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> put(request))
                .withMessageContaining(why);
    }

    private void assertNotEmulated(Consumer<PutParameterRequest.Builder> request, String what) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> put(request))
                .withMessageContaining(what);
    }

    private void put(Consumer<PutParameterRequest.Builder> change) {
        PutParameterRequest.Builder request =
                PutParameterRequest.builder().name("/x").value("v").type(ParameterType.STRING);
        change.accept(request);
        client.putParameter(request.build());
    }
}
