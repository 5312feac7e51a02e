# Terraform: the table in which DynamoStateStore keeps the states of export jobs, one small item per job.

variable "table_name" {
  type    = string
  default = "export-jobs"
}

# The jobs whose states the policy allows to read and write, such as ["orders", "customers"]; ["*"] allows all.
variable "job_ids" {
  type    = list(string)
  default = ["*"]
}

resource "aws_dynamodb_table" "export_jobs" {
  name         = var.table_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "jobId"

  attribute {
    name = "jobId"
    type = "S"
  }

  # Recommended in production: nobody deletes the table by mistake. A job whose state is lost exports nothing until a
  # person recovers it (StateRecovery) or resets it.
  # deletion_protection_enabled = true
  # Not needed: backups. StateRecovery rebuilds a state from DynamoDB's records of the exports, and has to be run after a
  # restore, too.
  # Not recommended: a time to live. It would remove the states.
}

# What a process that runs export jobs needs on this table; attach it to the process's role.
data "aws_iam_policy_document" "export_jobs" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.export_jobs.arn]

    # the partition key is the job's id (DynamoDB Developer Guide, Using IAM policy conditions)
    condition {
      test     = "ForAllValues:StringLike"
      variable = "dynamodb:LeadingKeys"
      values   = var.job_ids
    }
  }
}
