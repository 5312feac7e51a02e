package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.JobId;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.WriteResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** The table as code and as templates: all say the same, and a store works on it. */
final class TableDefinitionTest {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo();

    private final JobId job = Writes.newJob();

    @Test
    void definesAUsableTable() throws Exception {
        DynamoStateStore store = Tables.onPlain(DYNAMO.client());
        assertThat(store.tableDefinition().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        DYNAMO.client().createTable(store.tableDefinition());

        assertUsable(store);
    }

    @Test
    void definesAUsableTableWithASortKey() throws Exception {
        DynamoStateStore store = Tables.onShared(DYNAMO.client());
        assertThat(store.tableDefinition().keySchema())
                .containsExactly(
                        KeySchemaElement.builder()
                                .attributeName("PK")
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("SK")
                                .keyType(KeyType.RANGE)
                                .build());
        DYNAMO.client().createTable(store.tableDefinition());

        assertUsable(store);
    }

    @Test
    void cloudFormationSaysTheSame() throws Exception {
        CreateTableRequest table = Tables.plain();
        String template = resource("job-table.yaml");

        assertThat(all("\\n +TableName:\\n +Type: String\\n +Default: (\\S+)", template))
                .containsExactly(table.tableName());
        assertThat(all("BillingMode: (\\S+)", template)).containsExactly(table.billingModeAsString());
        assertThat(all("AttributeName: (\\S+\\n +AttributeType: \\S+)", template))
                .map(pair -> pair.replaceAll("\\s+AttributeType:", ""))
                .isEqualTo(table.attributeDefinitions().stream()
                        .map(TableDefinitionTest::nameAndType)
                        .toList());
        assertThat(all("AttributeName: (\\S+\\n +KeyType: \\S+)", template))
                .map(pair -> pair.replaceAll("\\s+KeyType:", ""))
                .isEqualTo(table.keySchema().stream()
                        .map(key -> key.attributeName() + " " + key.keyTypeAsString())
                        .toList());
        assertThat(template)
                .contains("# DeletionProtectionEnabled: true")
                .contains("- dynamodb:GetItem", "- dynamodb:UpdateItem")
                .contains("\"ForAllValues:StringLike\":\n                dynamodb:LeadingKeys: !Ref JobIds");
    }

    @Test
    void terraformSaysTheSame() throws Exception {
        CreateTableRequest table = Tables.plain();
        String template = resource("job-table.tf");

        assertThat(all("default = \"(\\S+)\"", template)).containsExactly(table.tableName());
        assertThat(all("billing_mode = \"(\\S+)\"", template)).containsExactly(table.billingModeAsString());
        assertThat(all("(?s)attribute \\{\\s+name = \"(.*?)\"\\s+\\}", template))
                .map(pair -> pair.replaceAll("\"\\s+type = \"", " "))
                .isEqualTo(table.attributeDefinitions().stream()
                        .map(TableDefinitionTest::nameAndType)
                        .toList());
        assertThat(all("hash_key +(= \"\\S+\")", template)).containsExactly("= \"jobId\"");
        assertThat(table.keySchema())
                .containsExactly(KeySchemaElement.builder()
                        .attributeName("jobId")
                        .keyType(KeyType.HASH)
                        .build());
        assertThat(template)
                .doesNotContain("range_key")
                .contains("# deletion_protection_enabled = true")
                .contains("\"dynamodb:GetItem\", \"dynamodb:UpdateItem\"")
                .containsPattern("test +=.*StringLike.*\n +variable = \"dynamodb:LeadingKeys\"\n +values +=.*job_ids");
    }

    @Test // a lost state is recovered, and needs neither a backup nor another full export
    void templatesSayWhatBecomesOfALostState() throws Exception {
        for (String name : List.of("job-table.yaml", "job-table.tf")) {
            String words = resource(name).replaceAll("\\s+(# )?", " ");

            assertThat(words)
                    .contains("A job whose state is lost exports nothing until a person recovers it (StateRecovery)")
                    .contains("Not needed: backups.")
                    .contains("Not recommended: a time to live.")
                    .doesNotContain("full export");
        }
    }

    private void assertUsable(StateStore store) throws Exception {
        assertThat(store.write(job, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
        assertThat(store.read(job).revision()).isEqualTo(new Revision(1));
    }

    private static String nameAndType(AttributeDefinition attribute) {
        return attribute.attributeName() + " " + attribute.attributeTypeAsString();
    }

    private static List<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toList());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DynamoStateStore.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
