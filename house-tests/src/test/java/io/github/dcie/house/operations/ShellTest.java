package io.github.dcie.house.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.dcie.testkit.ParameterStoreEmulator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The shell of these tests does what a shell and {@code aws} do, and refuses what it does not know. */
class ShellTest {

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();
    private final Shell shell = new Shell(AwsCommandLine.ssm(ssm.client()));

    @Test
    void quotesVariablesAndContinuedLines() {
        shell.type("""
                ROOT=/t
                aws ssm put-parameter --name "$ROOT/plain" --value a,b --type String
                aws ssm put-parameter --name "$ROOT/quoted" \\
                    --value 'two  words, "$ROOT"' --type String
                """);

        assertThat(ssm.parameters()).isEqualTo(Map.of("/t/plain", "a,b", "/t/quoted", "two  words, \"$ROOT\""));
    }

    @Test
    void loopsOverWordsAndOverWhatIsPrinted() {
        for (int i = 10; i < 40; i++) {
            ssm.put("/t/many/" + i, "a");
        }
        ssm.pagesAreShort(1);

        shell.type("""
                for EACH in x y; do aws ssm put-parameter --name "/t/few/$EACH" --value "$EACH" --type String; done
                for NAME in $(aws ssm get-parameters-by-path --path /t/many \\
                    --query 'Parameters[].Name' --output text); do \\
                    aws ssm put-parameter --name "$NAME" --value b --overwrite; done
                """);

        assertThat(ssm.parameters())
                .containsEntry("/t/few/x", "x")
                .containsEntry("/t/few/y", "y")
                .hasSize(32)
                .doesNotContainValue("a");
    }

    @Test
    void goesOnBehindARefusal() {
        ssm.put("/t/y", "a");

        Shell.Typed typed = shell.type("""
                for EACH in x y; do aws ssm get-parameter --name "/t/$EACH" --query Parameter.Value --output text; done
                """);

        assertThat(typed.refused())
                .extracting(error -> error.awsErrorDetails().errorCode())
                .containsExactly("ParameterNotFound");
        assertThat(typed.printed().strip()).isEqualTo("a");
    }

    @Test
    void optionsAreTheMembersOfTheRequest() {
        DynamoDbClient client = mock(DynamoDbClient.class);
        when(client.updateItem(any(UpdateItemRequest.class)))
                .thenReturn(UpdateItemResponse.builder().build());

        new Shell(AwsCommandLine.dynamoDb(client)).set("JOB", "orders").type("""
                aws dynamodb update-item --table-name jobs --key "jobId={S=$JOB}" --update-expression 'SET a = :a' \\
                    --expression-attribute-values ":a={S=PAUSE}" --condition-expression 'attribute_exists(jobId)'
                """);

        verify(client)
                .updateItem(UpdateItemRequest.builder()
                        .tableName("jobs")
                        .key(Map.of("jobId", AttributeValue.fromS("orders")))
                        .updateExpression("SET a = :a")
                        .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("PAUSE")))
                        .conditionExpression("attribute_exists(jobId)")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "aws",
                "aws ssm describe-parameters",
                "aws ssm get-parameter --name /t --consistent-read",
                "aws ssm get-parameter --name /t --query Parameter.Name --output text",
                "aws ssm get-parameter --name /t --query Parameter.Value",
                "aws ssm get-parameter --name /t --output text",
                "aws ssm get-parameter --name",
                "aws ssm get-parameter --name $NAME",
                "aws ssm get-parameter --name \"$NAME\"",
                "aws ssm get-parameter --name \"${NAME}\"",
                "aws ssm get-parameter --name \"`ls`\"",
                "aws ssm get-parameter --name '/t",
                "aws ssm get-parameter --name /t | less",
                "aws ssm get-parameter --name /t && ls",
                "aws ssm get-parameter --name $(aws ssm get-parameter --name /t)",
                "aws ssm get-parameter --name /t # a comment",
                "NAME=/t aws ssm get-parameter --name /t",
                "for NAME in /t; do aws ssm get-parameter --name \"$NAME\"",
                "for NAME in /t; aws ssm get-parameter --name \"$NAME\"; done",
                "for NAME; do aws ssm get-parameter --name \"$NAME\"; done",
            })
    void whatItDoesNotKnowIsAnError(String line) {
        ssm.put("/t", "/t");

        assertThatIllegalArgumentException().isThrownBy(() -> shell.type(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobId=orders", "jobId={N=1}", "{\"jobId\":{\"S\":\"orders\"}}", "jobId={S=}"})
    void keysAreOneStringInShorthand(String key) {
        Shell dynamoDb = new Shell(AwsCommandLine.dynamoDb(mock(DynamoDbClient.class)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> dynamoDb.type("aws dynamodb get-item --table-name jobs --key '" + key + "'"));
    }
}
