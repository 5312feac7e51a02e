package com.example.refused

import io.github.dcie.ExportJob
import io.github.dcie.JobId
import io.github.dcie.admin.CatalogReader
import io.github.dcie.core.ExportCoordinator
import io.github.dcie.dynamo.DynamoStateStore
import io.github.dcie.micrometer.ExportMetrics
import io.github.dcie.migration.TakeOver
import io.github.dcie.sns.SnsNotifier
import io.github.dcie.spi.OperatorRequest
import io.github.dcie.spi.StateStore
import io.github.dcie.ssm.SsmStateStore
import io.github.dcie.testkit.ExportEmulator
import software.amazon.awssdk.services.dynamodb.DynamoDbClient
import software.amazon.awssdk.services.sns.SnsClient

/** A call into each module. */
class Nulls(
    private val job: ExportJob,
    private val dynamoDb: DynamoDbClient,
    private val sns: SnsClient,
    private val store: StateStore,
) {
    val id = JobId.of(null) // error: null cannot be a value of a non-null type 'String'.
    val named = JobId.of(mapOf("job" to "orders")["job"]) // error: argument type mismatch: actual type is 'String?', but 'String' was expected.
    val request = OperatorRequest.parse(null) // error: null cannot be a value of a non-null type 'String'.
    val catalog = CatalogReader.builder(null, dynamoDb) // error: null cannot be a value of a non-null type 'ExportJob'.
    val exports = ExportCoordinator.create(job, null, store) // error: null cannot be a value of a non-null type 'DynamoDbClient'.
    val jobTable = DynamoStateStore.create(dynamoDb, null) // error: null cannot be a value of a non-null type 'String'.
    val metrics = ExportMetrics.create(null) // error: null cannot be a value of a non-null type 'MeterRegistry'.
    val takeOver = TakeOver.builder(job, dynamoDb, null) // error: null cannot be a value of a non-null type 'StateStore'.
    val notifier = SnsNotifier.create(sns, null) // error: null cannot be a value of a non-null type 'String'.
    val parameters = SsmStateStore.create(null) // error: null cannot be a value of a non-null type 'SsmClient'.
    val emulator = ExportEmulator.withTable(null) // error: null cannot be a value of a non-null type 'TableArn'.

    fun answer(): String? = store.read(null).toString() // error: null cannot be a value of a non-null type 'JobId'.
}
