package io.github.dcie;

import static io.github.dcie.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportArnTest {

    private static final String VALUE = TABLE + "/export/01768385930622-efd1a093";

    @Test
    void itsPartsCanBeRead() {
        ExportArn arn = ExportArn.of(VALUE);

        assertThat(arn.table()).isEqualTo(TABLE);
        assertThat(arn.exportId()).isEqualTo("01768385930622-efd1a093");
        assertThat(arn).hasToString(VALUE).isEqualTo(ExportArn.of(TABLE, "01768385930622-efd1a093"));
    }

    @Test
    void aTableNamedExportIsNoTrap() {
        TableArn export = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/export");
        ExportArn arn = ExportArn.of(export, "1");

        assertThat(arn.table()).isEqualTo(export);
        assertThat(arn.exportId()).isEqualTo("1");
    }

    @Test
    void anIdHas1To64Characters() {
        assertThat(ExportArn.of(TABLE, "a".repeat(64)).exportId()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> ExportArn.of(TABLE, "a".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> ExportArn.of(TABLE, ""));
    }

    @ParameterizedTest // F6
    @ValueSource(
            strings = {
                "",
                "01768385930622-efd1a093",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/backup/01768385930622-efd1a093",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/export/",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/export/a b",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/export/1/manifest",
                // the table's part is checked, too, and the message names what was given, not a piece of it
                "/export/01768385930622-efd1a093",
                "arn:aws:s3:::bucket/export/01768385930622-efd1a093",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/index/by-customer/export/1",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/export/export/1"
            })
    void whatIsNoExportArnIsNamedWithTheRuleAndTheWayOut(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportArn.of(value))
                .withMessageContainingAll(
                        "export ARN \"" + value + "\"", "<table ARN>/export/<export id>", "DescribeExport");
    }
}
